-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT document, signature, public_key, media FROM licence WHERE user_id = ?1 AND content_id = ?2
