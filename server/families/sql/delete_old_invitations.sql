-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
-- What expired, and an earlier invitation of the same person.
DELETE FROM accounts.family_invitation WHERE user_id = $1 AND (expires_at <= $2 OR email = $3)
