-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- When a signed-in device showed its owner's second factor: only those that did open what is staff's. Whoever is signed in already
-- shows it once more. Tokens that expired and devices that nobody used for a year go.
ALTER TABLE accounts.sign_in
    ADD COLUMN second_factor_at timestamptz,
    DROP CONSTRAINT sign_in_revoked_because_check,
    ADD CONSTRAINT sign_in_revoked_because_check CHECK (revoked_because IN
        ('signed_out', 'refresh_token_reused', 'password_changed', 'password_reset', 'account_ended', 'roles_changed', 'second_factor_off'));

GRANT DELETE ON accounts.sign_in, accounts.refresh_token TO melody_accounts;
