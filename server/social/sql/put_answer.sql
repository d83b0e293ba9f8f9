-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO social.mutation (user_id, mutation_id, body_hash, result, recorded_at) VALUES ($1, $2, $3, $4, $5)
