-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Good once: whoever asks first has it.
DELETE FROM federation.pending_authorization WHERE state_hash = $1
RETURNING provider_id, salt, device_challenge, redirect_uri, expires_at
