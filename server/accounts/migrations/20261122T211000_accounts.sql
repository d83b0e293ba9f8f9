-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Who people are and on which devices they are signed in. Rows of a user lie in the hash partition of the user_id, which is part
-- of every primary key; only the e-mail addresses, which must be unique over all users, are a table of their own.
-- Row-level security: a transaction sees the rows of the user it acts for (setting melody.user_id), and no others.
SELECT platform.create_service('accounts');

CREATE TABLE accounts.email_address (
    email_normalised text PRIMARY KEY CHECK (length(email_normalised) BETWEEN 3 AND 254),
    user_id uuid NOT NULL UNIQUE,
    created_at timestamptz NOT NULL
);

CREATE TABLE accounts.account (
    user_id uuid NOT NULL PRIMARY KEY,
    email text NOT NULL CHECK (length(email) BETWEEN 3 AND 254),
    display_name text NOT NULL CHECK (length(display_name) BETWEEN 1 AND 80),
    language text NOT NULL CHECK (language ~ '^[a-z]{2}$'),
    -- Argon2id in the PHC string format, which records its parameters.
    password_hash text NOT NULL CHECK (password_hash LIKE '$argon2id$%'),
    created_at timestamptz NOT NULL,
    deleted_at timestamptz
) PARTITION BY HASH (user_id);

CREATE TABLE accounts.role_grant (
    user_id uuid NOT NULL REFERENCES accounts.account,
    role text NOT NULL CHECK (role IN ('creator', 'advertiser', 'editor', 'finance', 'compliance', 'admin')),
    granted_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, role)
) PARTITION BY HASH (user_id);

CREATE TABLE accounts.sign_in (
    user_id uuid NOT NULL REFERENCES accounts.account,
    sign_in_id uuid NOT NULL,
    device_name text NOT NULL CHECK (length(device_name) BETWEEN 1 AND 80),
    device_public_key bytea NOT NULL CHECK (octet_length(device_public_key) = 32),
    created_at timestamptz NOT NULL,
    last_used_at timestamptz NOT NULL,
    revoked_at timestamptz,
    revoked_because text CHECK (revoked_because IN ('signed_out', 'refresh_token_reused')),
    PRIMARY KEY (user_id, sign_in_id),
    CHECK ((revoked_at IS NULL) = (revoked_because IS NULL))
) PARTITION BY HASH (user_id);

-- All refresh tokens of a sign-in are one family; each is good for one use. Only their SHA-256 is kept.
CREATE TABLE accounts.refresh_token (
    user_id uuid NOT NULL,
    token_hash bytea NOT NULL CHECK (octet_length(token_hash) = 32),
    sign_in_id uuid NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz,
    PRIMARY KEY (user_id, token_hash),
    FOREIGN KEY (user_id, sign_in_id) REFERENCES accounts.sign_in
) PARTITION BY HASH (user_id);
CREATE INDEX refresh_token_family ON accounts.refresh_token (user_id, sign_in_id);

DO $$
DECLARE
    of_user text;
BEGIN
    FOREACH of_user IN ARRAY '{account,role_grant,sign_in,refresh_token}'::text[] LOOP
        FOR i IN 0..15 LOOP
            EXECUTE format('CREATE TABLE accounts.%I PARTITION OF accounts.%I FOR VALUES WITH (MODULUS 16, REMAINDER %s)',
                           of_user || '_' || i, of_user, i);
        END LOOP;
        EXECUTE format('ALTER TABLE accounts.%I ENABLE ROW LEVEL SECURITY', of_user);
        EXECUTE format('CREATE POLICY own_rows ON accounts.%I USING (user_id = platform.current_user_id())',
                       of_user);
    END LOOP;
END $$;

GRANT SELECT, INSERT, UPDATE ON accounts.email_address, accounts.account, accounts.role_grant, accounts.sign_in, accounts.refresh_token
    TO melody_accounts;
