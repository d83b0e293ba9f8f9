-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO mirror (user_id, since, revision, round, sweeping) VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT (user_id) DO UPDATE SET since = excluded.since, revision = excluded.revision, round = excluded.round, sweeping = excluded.sweeping
