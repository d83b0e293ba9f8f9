-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT count(*) AS n FROM playback.session WHERE user_id = $1 AND licence_id = $2
