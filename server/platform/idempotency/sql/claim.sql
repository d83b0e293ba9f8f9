-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
-- A row comes back when the request is the caller's to do: it is new, or whoever had it is thought dead.
INSERT INTO platform.idempotent_request (caller, operation, key, fingerprint, claim, claimed_until, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (caller, operation, key) DO UPDATE SET claim = excluded.claim, claimed_until = excluded.claimed_until
    WHERE idempotent_request.status IS NULL AND idempotent_request.claimed_until <= $7
        AND idempotent_request.fingerprint = excluded.fingerprint
RETURNING claim
