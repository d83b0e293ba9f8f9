-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO time_mark (id, at, monotonic, boot) VALUES (1, ?1, ?2, ?3)
ON CONFLICT (id) DO UPDATE SET at = excluded.at, monotonic = excluded.monotonic, boot = excluded.boot
