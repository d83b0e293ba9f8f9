-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Confirmed addresses, one-time tokens, the second factor, recovery codes, what a profile says, avatars; and for each signed-in
-- device when its owner last proved who they are.

ALTER TABLE accounts.account
    ADD COLUMN email_confirmed_at timestamptz,
    ADD COLUMN payment_country text CHECK (payment_country ~ '^[A-Z]{2}$'),
    ADD COLUMN birth_date date CHECK (birth_date >= '1900-01-01'),
    ADD COLUMN listening_visible boolean NOT NULL DEFAULT false,
    ADD COLUMN avatar uuid,
    ADD COLUMN version bigint NOT NULL DEFAULT 1;

ALTER TABLE accounts.sign_in
    ADD COLUMN proved_at timestamptz,
    ADD COLUMN place text NOT NULL DEFAULT '' CHECK (place ~ '^([A-Z]{2})?$'),
    DROP CONSTRAINT sign_in_revoked_because_check,
    ADD CONSTRAINT sign_in_revoked_because_check
        CHECK (revoked_because IN ('signed_out', 'refresh_token_reused', 'password_changed', 'password_reset'));
UPDATE accounts.sign_in SET proved_at = created_at;
ALTER TABLE accounts.sign_in ALTER COLUMN proved_at SET NOT NULL;

-- Tokens of mails, and challenges between the two steps of a sign-in. Only their SHA-256 is kept.
CREATE TABLE accounts.one_time_token (
    user_id uuid NOT NULL REFERENCES accounts.account,
    token_hash bytea NOT NULL CHECK (octet_length(token_hash) = 32),
    purpose text NOT NULL CHECK (purpose IN ('confirm_email', 'reset_password', 'second_factor')),
    payload jsonb NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz,
    PRIMARY KEY (user_id, token_hash)
) PARTITION BY HASH (user_id);

-- The secret of an authenticator app rests under the master key, bound to its owner. last_step: no code works twice.
CREATE TABLE accounts.totp (
    user_id uuid NOT NULL PRIMARY KEY REFERENCES accounts.account,
    sealed_secret bytea NOT NULL,
    last_step bigint NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL,
    confirmed_at timestamptz
) PARTITION BY HASH (user_id);

CREATE TABLE accounts.recovery_code (
    user_id uuid NOT NULL REFERENCES accounts.account,
    code_hash bytea NOT NULL CHECK (octet_length(code_hash) = 32),
    used_at timestamptz,
    PRIMARY KEY (user_id, code_hash)
) PARTITION BY HASH (user_id);

-- A picture as it was sent; gone as soon as the worker has made it anew.
CREATE TABLE accounts.avatar_upload (
    user_id uuid NOT NULL PRIMARY KEY REFERENCES accounts.account,
    upload_id uuid NOT NULL,
    bytes bytea NOT NULL CHECK (octet_length(bytes) <= 5242880),
    created_at timestamptz NOT NULL
) PARTITION BY HASH (user_id);

DO $$
DECLARE
    of_user text;
BEGIN
    FOREACH of_user IN ARRAY '{one_time_token,totp,recovery_code,avatar_upload}'::text[] LOOP
        FOR i IN 0..15 LOOP
            EXECUTE format('CREATE TABLE accounts.%I PARTITION OF accounts.%I FOR VALUES WITH (MODULUS 16, REMAINDER %s)',
                           of_user || '_' || i, of_user, i);
        END LOOP;
        EXECUTE format('ALTER TABLE accounts.%I ENABLE ROW LEVEL SECURITY', of_user);
        EXECUTE format('ALTER TABLE accounts.%I FORCE ROW LEVEL SECURITY', of_user);
        EXECUTE format('CREATE POLICY own_rows ON accounts.%I USING (user_id = platform.current_user_id())', of_user);
    END LOOP;
END $$;

-- Made pictures, by an id that nobody guesses; says of nobody whose they are.
CREATE TABLE accounts.avatar_picture (
    image_id uuid NOT NULL,
    edge integer NOT NULL CHECK (edge BETWEEN 1 AND 4096),
    object text NOT NULL CHECK (object ~ '^[0-9a-f]{64}$'),
    PRIMARY KEY (image_id, edge)
);

GRANT SELECT, INSERT, UPDATE, DELETE ON accounts.one_time_token, accounts.totp, accounts.recovery_code, accounts.avatar_upload,
    accounts.avatar_picture TO melody_accounts;
GRANT DELETE ON accounts.email_address TO melody_accounts;
