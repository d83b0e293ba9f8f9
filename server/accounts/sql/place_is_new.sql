-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Devices of the user signed in before, from places that are known, and none from this one.
SELECT count(*) > 0 AND bool_and(place <> $2) AS is_new FROM accounts.sign_in WHERE user_id = $1 AND place <> ''
