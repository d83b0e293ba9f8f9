-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
-- The size that was asked for, else the next larger, else the largest there is.
SELECT object FROM accounts.avatar_picture WHERE image_id = $1
ORDER BY edge < $2, CASE WHEN edge < $2 THEN -edge ELSE edge END
LIMIT 1
