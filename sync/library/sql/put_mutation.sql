-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO outbox (user_id, mutation_id, mutation) VALUES (?1, ?2, ?3)
