-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT body_hash, result FROM social.mutation WHERE user_id = $1 AND mutation_id = $2
