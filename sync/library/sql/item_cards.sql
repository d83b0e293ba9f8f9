-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT DISTINCT summary FROM playlist_item JOIN card USING (user_id, content_id) WHERE user_id = ?1 AND playlist_id = ?2
