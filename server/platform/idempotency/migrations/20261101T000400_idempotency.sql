-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- A row is a request that carried an Idempotency-Key: under way until `status` is there, remembered afterwards.
CREATE TABLE platform.idempotent_request (
    caller text NOT NULL,
    operation text NOT NULL,
    key text NOT NULL,
    fingerprint bytea NOT NULL CHECK (octet_length(fingerprint) = 32), -- SHA-256 of path, query and body
    claim uuid NOT NULL, -- of the attempt that is under way; only who shows it may finish or give up
    claimed_until timestamptz NOT NULL,
    created_at timestamptz NOT NULL,
    status integer,
    content_type text,
    headers jsonb,
    body bytea,
    PRIMARY KEY (caller, operation, key)
);
CREATE INDEX idempotent_request_age ON platform.idempotent_request (created_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON platform.idempotent_request TO melody_platform;
