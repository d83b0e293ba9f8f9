-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Also of what was withdrawn: a page may start after it.
SELECT sort_title FROM catalog.content WHERE content_id = $1
