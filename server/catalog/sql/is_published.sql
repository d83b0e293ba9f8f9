-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT EXISTS (SELECT FROM catalog.content WHERE content_id = $1) AS published
