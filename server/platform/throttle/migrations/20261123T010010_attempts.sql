-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- What was tried in vain, and how long the next attempt waits. The key is a hash: the table names nobody.
CREATE TABLE platform.attempt (
    key bytea PRIMARY KEY CHECK (octet_length(key) = 32),
    failures integer NOT NULL CHECK (failures >= 0),
    last_failed_at timestamptz NOT NULL,
    blocked_until timestamptz NOT NULL
);
CREATE INDEX attempt_age ON platform.attempt (last_failed_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON platform.attempt TO melody_platform;
