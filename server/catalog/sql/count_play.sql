-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO catalog.play_count (content_id, plays)
SELECT content_id, 1 FROM catalog.content WHERE content_id = $1
ON CONFLICT (content_id) DO UPDATE SET plays = play_count.plays + 1
