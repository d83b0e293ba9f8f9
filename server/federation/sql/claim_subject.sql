-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO federation.subject (subject_hash, user_id) VALUES ($1, $2) ON CONFLICT (subject_hash) DO NOTHING
