-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Accounts elsewhere that sign in here. Who somebody is at a provider is stored as a hash of issuer and subject; the tables that begin
-- with it or with a secret's hash are found before anybody is known, so they hold nothing personal (but for a pending link, which
-- lives for minutes). Everything else lies in the rows of its user, whom row-level security knows.
SELECT platform.create_service('federation');

-- A browser is on its way. Secrets of the flow are made from `salt` and the state, of which only the hash is here.
CREATE TABLE federation.pending_authorization (
    state_hash bytea NOT NULL PRIMARY KEY CHECK (octet_length(state_hash) = 32),
    provider_id text NOT NULL CHECK (provider_id ~ '^[a-z][a-z0-9_-]{0,39}$'),
    salt bytea NOT NULL CHECK (octet_length(salt) = 32),
    device_challenge bytea NOT NULL CHECK (octet_length(device_challenge) = 32),
    redirect_uri text NOT NULL CHECK (length(redirect_uri) <= 200),
    expires_at timestamptz NOT NULL
);
CREATE INDEX pending_authorization_expiry ON federation.pending_authorization (expires_at);

-- An identity that an account may take in, once somebody has proved to own both. With a user_id only that one may.
CREATE TABLE federation.pending_link (
    token_hash bytea NOT NULL PRIMARY KEY CHECK (octet_length(token_hash) = 32),
    provider_id text NOT NULL,
    subject_hash bytea NOT NULL CHECK (octet_length(subject_hash) = 32),
    user_id uuid,
    email text NOT NULL CHECK (length(email) <= 254),
    roles text[] NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX pending_link_expiry ON federation.pending_link (expires_at);

-- Whose an identity is: one account's at most.
CREATE TABLE federation.subject (
    subject_hash bytea NOT NULL PRIMARY KEY CHECK (octet_length(subject_hash) = 32),
    user_id uuid NOT NULL
);

CREATE TABLE federation.identity (
    user_id uuid NOT NULL,
    identity_id uuid NOT NULL,
    provider_id text NOT NULL CHECK (provider_id ~ '^[a-z][a-z0-9_-]{0,39}$'),
    subject_hash bytea NOT NULL CHECK (octet_length(subject_hash) = 32),
    email text NOT NULL CHECK (length(email) <= 254),
    linked_at timestamptz NOT NULL,
    last_used_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, identity_id),
    UNIQUE (user_id, subject_hash)
) PARTITION BY HASH (user_id);

-- The roles that a provider's groups brought; those that somebody has for another reason are not here.
CREATE TABLE federation.granted_role (
    user_id uuid NOT NULL,
    provider_id text NOT NULL,
    role text NOT NULL,
    granted_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, provider_id, role)
) PARTITION BY HASH (user_id);

DO $$
DECLARE
    of_user text;
BEGIN
    FOREACH of_user IN ARRAY '{identity,granted_role}'::text[] LOOP
        FOR i IN 0..15 LOOP
            EXECUTE format('CREATE TABLE federation.%I PARTITION OF federation.%I FOR VALUES WITH (MODULUS 16, REMAINDER %s)',
                           of_user || '_' || i, of_user, i);
        END LOOP;
        EXECUTE format('ALTER TABLE federation.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', of_user);
        EXECUTE format('CREATE POLICY own_rows ON federation.%I USING (user_id = platform.current_user_id())', of_user);
    END LOOP;
END $$;

GRANT SELECT, INSERT, DELETE ON federation.subject, federation.granted_role TO melody_federation;
-- UPDATE, to lock the rows that are forgotten.
GRANT SELECT, INSERT, UPDATE, DELETE ON federation.pending_authorization, federation.pending_link, federation.identity TO melody_federation;
