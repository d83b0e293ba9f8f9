-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
DELETE FROM federation.pending_authorization
WHERE state_hash IN (SELECT state_hash FROM federation.pending_authorization WHERE expires_at < $1 ORDER BY expires_at LIMIT 100
                     FOR UPDATE SKIP LOCKED)
