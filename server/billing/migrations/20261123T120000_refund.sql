-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- What an operator gives back of a payment, written down before the provider is asked; and prices that end.
CREATE TABLE billing.refund (
    user_id uuid NOT NULL,
    refund_id uuid NOT NULL,
    intent_id uuid NOT NULL,
    amount_minor bigint NOT NULL CHECK (amount_minor > 0),
    up_to_minor bigint NOT NULL CHECK (up_to_minor >= amount_minor), -- of the payment, with all that was given back of it before
    state text NOT NULL CHECK (state IN ('requested', 'done', 'refused')),
    requested_at timestamptz NOT NULL,
    settled_at timestamptz,
    PRIMARY KEY (user_id, refund_id)
) PARTITION BY HASH (user_id);

DO $$
BEGIN
    FOR i IN 0..15 LOOP
        EXECUTE format('CREATE TABLE billing.%I PARTITION OF billing.refund FOR VALUES WITH (MODULUS 16, REMAINDER %s)', 'refund_' || i, i);
    END LOOP;
END $$;
ALTER TABLE billing.refund ENABLE ROW LEVEL SECURITY;
ALTER TABLE billing.refund FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON billing.refund USING (user_id = platform.current_user_id());
GRANT SELECT, INSERT, UPDATE (state, settled_at) ON billing.refund TO melody_billing;

-- 0: sold no more from then on.
ALTER TABLE billing.price DROP CONSTRAINT price_amount_minor_check,
    ADD CONSTRAINT price_amount_minor_check CHECK (amount_minor BETWEEN 0 AND 1000000000);
