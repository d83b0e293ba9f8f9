-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO federation.pending_authorization (state_hash, provider_id, salt, device_challenge, redirect_uri, expires_at)
VALUES ($1, $2, $3, $4, $5, $6)
