-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
DELETE FROM card WHERE user_id = ?1
    AND content_id NOT IN (SELECT content_id FROM liked WHERE user_id = ?1)
    AND content_id NOT IN (SELECT subject_id FROM follow WHERE user_id = ?1)
    AND content_id NOT IN (SELECT content_id FROM resume_position WHERE user_id = ?1)
    AND content_id NOT IN (SELECT content_id FROM playlist_item WHERE user_id = ?1)
    AND NOT EXISTS (SELECT 1 FROM outbox WHERE user_id = ?1)
