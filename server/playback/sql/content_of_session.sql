-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT content_id FROM playback.session WHERE user_id = $1 AND session_id = $2
