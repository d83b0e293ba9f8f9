-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT identity_id, provider_id, email, linked_at, last_used_at FROM federation.identity
WHERE user_id = $1 ORDER BY linked_at, identity_id LIMIT 100
