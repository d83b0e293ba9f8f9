-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- A row is an unfinished job; finishing deletes it, giving up moves it to job_dead. due_at is when it may be taken: the time it was
-- asked for, the end of a pause after a failure, or the end of the lease of the worker that has it.

CREATE TABLE platform.job (
    id uuid PRIMARY KEY,
    kind text NOT NULL CHECK (length(kind) BETWEEN 1 AND 64),
    key text NOT NULL CHECK (length(key) <= 256),
    payload jsonb NOT NULL,
    attempt integer NOT NULL DEFAULT 0, -- of the last time it was taken
    max_attempts integer NOT NULL CHECK (max_attempts > 0),
    due_at timestamptz NOT NULL,
    lease uuid, -- whose it is; only who shows it may finish, put back or renew
    last_error text,
    traceparent text,
    created_at timestamptz NOT NULL,
    UNIQUE (kind, key)
);
CREATE INDEX job_due ON platform.job (due_at, id);

CREATE TABLE platform.job_dead (
    id uuid PRIMARY KEY,
    kind text NOT NULL,
    key text NOT NULL,
    payload jsonb NOT NULL,
    attempt integer NOT NULL,
    error_code text NOT NULL,
    error_detail text NOT NULL,
    traceparent text,
    created_at timestamptz NOT NULL,
    died_at timestamptz NOT NULL
);
CREATE INDEX job_dead_died_at ON platform.job_dead (died_at);

GRANT INSERT ON platform.job TO melody_service;
GRANT SELECT, INSERT, UPDATE, DELETE ON platform.job, platform.job_dead TO melody_platform;
