-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Families: an owner, adults who took up an invitation, and child accounts. The policies say who may do what, so that a mistake in the
-- program doesn't: a child reads its controls and never writes them, nobody makes somebody else a member, and only the owner of a
-- child sets its controls.

-- A child account is an account without an e-mail address.
ALTER TABLE accounts.account DROP CONSTRAINT account_email_check,
    ADD CONSTRAINT account_email_check CHECK (email = '' OR length(email) BETWEEN 3 AND 254);

ALTER TABLE accounts.sign_in DROP CONSTRAINT sign_in_revoked_because_check,
    ADD CONSTRAINT sign_in_revoked_because_check CHECK (revoked_because IN
        ('signed_out', 'refresh_token_reused', 'password_changed', 'password_reset', 'account_ended', 'roles_changed'));

CREATE TABLE accounts.family (
    user_id uuid NOT NULL PRIMARY KEY REFERENCES accounts.account, -- the owner
    time_zone text NOT NULL CHECK (length(time_zone) BETWEEN 1 AND 64),
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL
) PARTITION BY HASH (user_id);

-- The key lets nobody be in two families. The owner is a member, too.
CREATE TABLE accounts.family_member (
    user_id uuid NOT NULL PRIMARY KEY REFERENCES accounts.account,
    owner_id uuid NOT NULL,
    role text NOT NULL CHECK (role IN ('owner', 'adult', 'child')),
    user_name text CHECK (user_name ~ '^[a-z0-9._-]{1,40}$'),
    joined_at timestamptz NOT NULL,
    CHECK ((role = 'owner') = (user_id = owner_id)),
    CHECK ((role = 'child') = (user_name IS NOT NULL))
) PARTITION BY HASH (user_id);
CREATE INDEX family_member_of_owner ON accounts.family_member (owner_id);

-- NULL: no such limit.
CREATE TABLE accounts.parental_controls (
    user_id uuid NOT NULL PRIMARY KEY REFERENCES accounts.account, -- the child
    owner_id uuid NOT NULL,
    explicit_allowed boolean NOT NULL,
    daily_minutes integer CHECK (daily_minutes BETWEEN 0 AND 1440),
    quiet_from_minute integer CHECK (quiet_from_minute BETWEEN 0 AND 1439),
    quiet_until_minute integer CHECK (quiet_until_minute BETWEEN 0 AND 1439),
    allowed_kinds jsonb CHECK (jsonb_typeof(allowed_kinds) = 'array'),
    version bigint NOT NULL DEFAULT 1,
    changed_at timestamptz NOT NULL,
    CHECK ((quiet_from_minute IS NULL) = (quiet_until_minute IS NULL))
) PARTITION BY HASH (user_id);

-- Only the SHA-256 of the mailed token is kept.
CREATE TABLE accounts.family_invitation (
    user_id uuid NOT NULL REFERENCES accounts.account, -- who invites
    invitation_id uuid NOT NULL,
    email text NOT NULL CHECK (length(email) BETWEEN 3 AND 254),
    token_hash bytea NOT NULL CHECK (octet_length(token_hash) = 32),
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, invitation_id)
) PARTITION BY HASH (user_id);

-- What a child's device is signed in with, once. Looked up before it is known who comes, so it is not by user; it holds a hash, an id, and
-- how often a wrong password came with it.
CREATE TABLE accounts.child_sign_in_code (
    code_hash bytea NOT NULL PRIMARY KEY CHECK (octet_length(code_hash) = 32),
    user_id uuid NOT NULL UNIQUE,
    expires_at timestamptz NOT NULL,
    attempts integer NOT NULL DEFAULT 0
);

DO $$
DECLARE
    of_user text;
BEGIN
    FOREACH of_user IN ARRAY '{family,family_member,parental_controls,family_invitation}'::text[] LOOP
        FOR i IN 0..15 LOOP
            EXECUTE format('CREATE TABLE accounts.%I PARTITION OF accounts.%I FOR VALUES WITH (MODULUS 16, REMAINDER %s)',
                           of_user || '_' || i, of_user, i);
        END LOOP;
        EXECUTE format('ALTER TABLE accounts.%I ENABLE ROW LEVEL SECURITY', of_user);
    END LOOP;
    FOREACH of_user IN ARRAY '{account,role_grant,sign_in,refresh_token,family,family_member,parental_controls,family_invitation}'::text[] LOOP
        EXECUTE format('ALTER TABLE accounts.%I FORCE ROW LEVEL SECURITY', of_user);
    END LOOP;
END $$;

CREATE POLICY own_rows ON accounts.family_invitation USING (user_id = platform.current_user_id());

CREATE POLICY read_own_family ON accounts.family FOR SELECT USING (user_id = platform.current_user_id()
    OR EXISTS (SELECT FROM accounts.family_member m WHERE m.user_id = platform.current_user_id() AND m.owner_id = family.user_id));
CREATE POLICY found_own ON accounts.family FOR INSERT WITH CHECK (user_id = platform.current_user_id());
CREATE POLICY change_own ON accounts.family FOR UPDATE USING (user_id = platform.current_user_id());

CREATE POLICY read_own_members ON accounts.family_member FOR SELECT
    USING (user_id = platform.current_user_id() OR owner_id = platform.current_user_id());
CREATE POLICY join_oneself ON accounts.family_member FOR INSERT WITH CHECK (user_id = platform.current_user_id());
CREATE POLICY leave_or_remove ON accounts.family_member FOR DELETE
    USING (owner_id = platform.current_user_id() OR (user_id = platform.current_user_id() AND role = 'adult'));

CREATE POLICY read_controls ON accounts.parental_controls FOR SELECT
    USING (user_id = platform.current_user_id() OR owner_id = platform.current_user_id());
CREATE POLICY owner_sets ON accounts.parental_controls FOR INSERT WITH CHECK (owner_id = platform.current_user_id()
    AND EXISTS (SELECT FROM accounts.family_member m
                WHERE m.user_id = parental_controls.user_id AND m.owner_id = platform.current_user_id() AND m.role = 'child'));
CREATE POLICY owner_changes ON accounts.parental_controls FOR UPDATE USING (owner_id = platform.current_user_id());
CREATE POLICY owner_removes ON accounts.parental_controls FOR DELETE USING (owner_id = platform.current_user_id());

GRANT SELECT, INSERT, UPDATE ON accounts.family TO melody_accounts;
GRANT SELECT, INSERT, DELETE ON accounts.family_member TO melody_accounts;
GRANT SELECT, INSERT, UPDATE, DELETE ON accounts.parental_controls, accounts.family_invitation, accounts.child_sign_in_code TO melody_accounts;
GRANT DELETE ON accounts.role_grant TO melody_accounts;
