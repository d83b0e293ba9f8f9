-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT pseudonym, user_id FROM compliance.pseudonym WHERE pseudonym = ANY ($1::bytea[])
