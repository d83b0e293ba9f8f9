-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT user_id, wrapped_key FROM compliance.subject_keys($1::uuid[])
