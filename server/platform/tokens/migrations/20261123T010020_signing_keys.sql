-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- The keys that sign access tokens. Their seeds rest under the master key; the public half is derived from them.
CREATE TABLE platform.signing_key (
    kid bytea PRIMARY KEY,
    sealed_seed bytea NOT NULL,
    signs_from timestamptz NOT NULL
);

GRANT SELECT, INSERT, DELETE ON platform.signing_key TO melody_platform;
