-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
DELETE FROM federation.identity WHERE user_id = $1 AND identity_id = $2 RETURNING provider_id, subject_hash
