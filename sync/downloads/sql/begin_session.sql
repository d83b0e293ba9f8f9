-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO offline_session (session_id, licence_id, opened_at) VALUES (?1, ?2, ?3)
