-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT OR REPLACE INTO card_text (rowid, words) VALUES (?1, ?2)
