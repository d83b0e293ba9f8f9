-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT content_id FROM playback.house_ad ORDER BY added_at, content_id LIMIT 1000
