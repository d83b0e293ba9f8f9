-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT taken_by, taken_by_listener FROM playback.stream WHERE user_id = $1 AND sign_in_id = $2 AND taken_by IS NOT NULL
