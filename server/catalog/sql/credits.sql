-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT name, role FROM catalog.credit WHERE content_id = $1 ORDER BY position
