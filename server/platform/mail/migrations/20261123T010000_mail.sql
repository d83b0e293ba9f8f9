-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- A row is a mail that waits, or the memory that one was sent: the key keeps it from being sent again. What it says, and to whom,
-- rests sealed, and only until it is sent or given up.

CREATE TABLE platform.mail (
    mail_id uuid PRIMARY KEY,
    key text NOT NULL UNIQUE CHECK (length(key) BETWEEN 1 AND 200),
    sealed bytea CHECK (octet_length(sealed) <= 8388608),
    created_at timestamptz NOT NULL,
    forgotten_at timestamptz, -- when it was sent, or given up
    CHECK ((sealed IS NULL) = (forgotten_at IS NOT NULL))
);
CREATE INDEX mail_forgotten ON platform.mail (forgotten_at) WHERE forgotten_at IS NOT NULL;

GRANT INSERT ON platform.mail TO melody_service;
GRANT SELECT, UPDATE, DELETE ON platform.mail TO melody_platform;
