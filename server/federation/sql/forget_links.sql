-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
DELETE FROM federation.pending_link
WHERE token_hash IN (SELECT token_hash FROM federation.pending_link WHERE expires_at < $1 ORDER BY expires_at LIMIT 100
                     FOR UPDATE SKIP LOCKED)
