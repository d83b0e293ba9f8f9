-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY, checksum BLOB NOT NULL) STRICT
