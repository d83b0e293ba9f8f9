-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Plans and prices, subscriptions and their events, payments, the ledger and invoices. Rows of a person lie in the hash partition of
-- the user_id, which begins every primary key; row-level security shows a transaction those of the user it acts for only.
SELECT platform.create_service('billing');

CREATE TABLE billing.market (
    country text PRIMARY KEY CHECK (country ~ '^[A-Z]{2}$'),
    currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$')
);

-- What a listener pays for a period, tax included, from a time on: the last that became valid.
CREATE TABLE billing.price (
    product text NOT NULL CHECK (product IN ('individual', 'duo', 'family', 'student', 'hi_fi')),
    period text NOT NULL CHECK (period IN ('monthly', 'yearly')),
    currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    valid_from timestamptz NOT NULL,
    amount_minor bigint NOT NULL CHECK (amount_minor BETWEEN 1 AND 1000000000),
    PRIMARY KEY (product, period, currency, valid_from)
);

CREATE TABLE billing.tax_rate (
    country text NOT NULL REFERENCES billing.market,
    valid_from timestamptz NOT NULL,
    rate_ppm bigint NOT NULL CHECK (rate_ppm BETWEEN 0 AND 1000000),
    PRIMARY KEY (country, valid_from)
);

-- Ends of e-mail domains that universities have.
CREATE TABLE billing.academic_domain (domain text PRIMARY KEY CHECK (domain = lower(domain)));

-- Numbers of invoices have no gaps: who takes one holds the row until the invoice is stored.
CREATE TABLE billing.invoice_counter (
    series text PRIMARY KEY, -- "DE-2026", "DE-2026-C" for credit notes
    last_number bigint NOT NULL CHECK (last_number > 0)
);

-- Events that providers sent: each takes effect once.
CREATE TABLE billing.webhook_event (
    provider text NOT NULL,
    event_id text NOT NULL CHECK (length(event_id) BETWEEN 1 AND 255),
    received_at timestamptz NOT NULL,
    PRIMARY KEY (provider, event_id)
);

CREATE TABLE billing.customer (
    user_id uuid NOT NULL PRIMARY KEY,
    token text NOT NULL,
    created_at timestamptz NOT NULL
) PARTITION BY HASH (user_id);

CREATE TABLE billing.method_setup (
    user_id uuid NOT NULL,
    setup text NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, setup)
) PARTITION BY HASH (user_id);

-- The token is the provider's; of the card only what its owner may see.
CREATE TABLE billing.payment_method (
    user_id uuid NOT NULL,
    method_id uuid NOT NULL,
    token text NOT NULL,
    brand text NOT NULL CHECK (brand ~ '^[a-z0-9_]{1,40}$'),
    last4 text NOT NULL CHECK (last4 ~ '^[0-9]{4}$'),
    expiry_month integer NOT NULL CHECK (expiry_month BETWEEN 1 AND 12),
    expiry_year integer NOT NULL CHECK (expiry_year BETWEEN 2000 AND 9999),
    is_default boolean NOT NULL,
    created_at timestamptz NOT NULL,
    removed_at timestamptz,
    PRIMARY KEY (user_id, method_id)
) PARTITION BY HASH (user_id);

-- What the events add up to; can be made again from them.
CREATE TABLE billing.subscription (
    user_id uuid NOT NULL PRIMARY KEY,
    version bigint NOT NULL,
    state text NOT NULL,
    plan text NOT NULL,
    body jsonb NOT NULL
) PARTITION BY HASH (user_id);

CREATE TABLE billing.subscription_event (
    user_id uuid NOT NULL,
    sequence bigint NOT NULL CHECK (sequence > 0),
    type text NOT NULL,
    at timestamptz NOT NULL, -- when it takes effect
    recorded_at timestamptz NOT NULL,
    changes jsonb NOT NULL,
    charged_minor bigint NOT NULL CHECK (charged_minor >= 0),
    intent_id uuid,
    PRIMARY KEY (user_id, sequence)
) PARTITION BY HASH (user_id);

-- Written before the provider is asked. At most one of a subscription is open at a time, and while it is the subscription stands still.
CREATE TABLE billing.payment_intent (
    user_id uuid NOT NULL,
    intent_id uuid NOT NULL,
    state text NOT NULL CHECK (state IN ('open', 'succeeded', 'declined', 'abandoned', 'refunding', 'refunded')),
    renewal boolean NOT NULL,
    amount_minor bigint NOT NULL CHECK (amount_minor > 0),
    currency text NOT NULL,
    method_token text NOT NULL,
    customer_token text NOT NULL,
    payer_present boolean NOT NULL,
    plan jsonb NOT NULL, -- what happens when it is paid
    charge_id text,
    action_url text,
    decline_code text,
    refunded_minor bigint NOT NULL DEFAULT 0 CHECK (refunded_minor BETWEEN 0 AND amount_minor),
    dispute text NOT NULL DEFAULT 'none' CHECK (dispute IN ('none', 'open', 'won', 'lost')),
    created_at timestamptz NOT NULL,
    settled_at timestamptz,
    PRIMARY KEY (user_id, intent_id)
) PARTITION BY HASH (user_id);
CREATE UNIQUE INDEX one_open_intent ON billing.payment_intent (user_id) WHERE state = 'open';

-- Double entry: the lines of a posting add up to nothing. Debits are positive. Promotions, ads and royalties post here, too.
CREATE TABLE billing.ledger_entry (
    user_id uuid NOT NULL,
    posting_id uuid NOT NULL,
    line integer NOT NULL,
    account text NOT NULL CHECK (account IN ('cash', 'customer_credit', 'revenue', 'tax', 'disputed', 'dispute_loss', 'unearned_refund')),
    amount_minor bigint NOT NULL CHECK (amount_minor <> 0),
    currency text NOT NULL,
    country text NOT NULL,
    posted_at timestamptz NOT NULL,
    memo text NOT NULL, -- "renewed", "refund", "dispute_opened", …
    intent_id uuid,
    invoice_id uuid,
    reverses uuid, -- the posting that this one takes back
    PRIMARY KEY (user_id, posting_id, line)
) PARTITION BY HASH (user_id);

CREATE TABLE billing.invoice (
    user_id uuid NOT NULL,
    invoice_id uuid NOT NULL,
    number text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('invoice', 'credit_note')),
    issued_at timestamptz NOT NULL,
    country text NOT NULL,
    currency text NOT NULL,
    total_minor bigint NOT NULL CHECK (total_minor > 0),
    tax_minor bigint NOT NULL CHECK (tax_minor BETWEEN 0 AND total_minor),
    tax_rate_ppm bigint NOT NULL,
    lines jsonb NOT NULL,
    corrects text,
    intent_id uuid,
    PRIMARY KEY (user_id, invoice_id)
) PARTITION BY HASH (user_id);

-- What was once written stays.
CREATE FUNCTION billing.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%.% is append-only', TG_TABLE_SCHEMA, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION billing.check_posting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM billing.ledger_entry WHERE user_id = NEW.user_id AND posting_id = NEW.posting_id
               GROUP BY currency HAVING sum(amount_minor) <> 0) THEN
        RAISE EXCEPTION 'posting % is not balanced', NEW.posting_id USING ERRCODE = 'check_violation', CONSTRAINT = 'posting_is_balanced';
    END IF;
    RETURN NULL;
END $$;

DO $$
DECLARE
    of_user text;
    part text;
BEGIN
    FOREACH of_user IN ARRAY '{customer,method_setup,payment_method,subscription,subscription_event,payment_intent,ledger_entry,invoice}'::text[] LOOP
        FOR i IN 0..15 LOOP
            part := of_user || '_' || i;
            EXECUTE format('CREATE TABLE billing.%I PARTITION OF billing.%I FOR VALUES WITH (MODULUS 16, REMAINDER %s)', part, of_user, i);
            IF of_user IN ('subscription_event', 'ledger_entry', 'invoice') THEN
                EXECUTE format('CREATE TRIGGER append_only_all BEFORE TRUNCATE ON billing.%I EXECUTE FUNCTION billing.refuse_change()', part);
            END IF;
        END LOOP;
        EXECUTE format('ALTER TABLE billing.%I ENABLE ROW LEVEL SECURITY', of_user);
        EXECUTE format('ALTER TABLE billing.%I FORCE ROW LEVEL SECURITY', of_user);
        EXECUTE format('CREATE POLICY own_rows ON billing.%I USING (user_id = platform.current_user_id())', of_user);
        IF of_user IN ('subscription_event', 'ledger_entry', 'invoice') THEN
            EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON billing.%I FOR EACH ROW EXECUTE FUNCTION billing.refuse_change()',
                           of_user);
            EXECUTE format('CREATE TRIGGER append_only_all BEFORE TRUNCATE ON billing.%I EXECUTE FUNCTION billing.refuse_change()', of_user);
        END IF;
    END LOOP;
END $$;

CREATE CONSTRAINT TRIGGER posting_is_balanced AFTER INSERT ON billing.ledger_entry DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION billing.check_posting();

GRANT SELECT ON billing.market, billing.tax_rate, billing.academic_domain TO melody_billing;
GRANT SELECT, INSERT ON billing.price, billing.webhook_event, billing.subscription_event, billing.ledger_entry, billing.invoice, billing.method_setup
    TO melody_billing;
GRANT SELECT, INSERT, UPDATE ON billing.invoice_counter, billing.customer, billing.payment_method, billing.subscription, billing.payment_intent
    TO melody_billing;

INSERT INTO billing.market VALUES ('AT', 'EUR'), ('CH', 'CHF'), ('DE', 'EUR'), ('ES', 'EUR'), ('FR', 'EUR'), ('GB', 'GBP'), ('IT', 'EUR'),
    ('JP', 'JPY'), ('MX', 'MXN'), ('US', 'USD');
-- Standard rates; in the United States the price is before sales tax, which is not ours to collect there yet.
INSERT INTO billing.tax_rate VALUES ('AT', '2020-01-01Z', 200000), ('CH', '2020-01-01Z', 77000), ('CH', '2024-01-01Z', 81000),
    ('DE', '2020-01-01Z', 190000), ('ES', '2020-01-01Z', 210000), ('FR', '2020-01-01Z', 200000), ('GB', '2020-01-01Z', 200000),
    ('IT', '2020-01-01Z', 220000), ('JP', '2020-01-01Z', 100000), ('MX', '2020-01-01Z', 160000), ('US', '2020-01-01Z', 0);
-- A year costs ten months.
INSERT INTO billing.price
SELECT product, period, currency, '2020-01-01Z', amount * months
FROM (VALUES ('individual', 'EUR', 1099), ('duo', 'EUR', 1499), ('family', 'EUR', 1799), ('student', 'EUR', 549), ('hi_fi', 'EUR', 300),
             ('individual', 'USD', 1099), ('duo', 'USD', 1499), ('family', 'USD', 1799), ('student', 'USD', 549), ('hi_fi', 'USD', 300),
             ('individual', 'GBP', 999), ('duo', 'GBP', 1399), ('family', 'GBP', 1699), ('student', 'GBP', 499), ('hi_fi', 'GBP', 300),
             ('individual', 'CHF', 1199), ('duo', 'CHF', 1599), ('family', 'CHF', 1899), ('student', 'CHF', 599), ('hi_fi', 'CHF', 400),
             ('individual', 'JPY', 980), ('duo', 'JPY', 1280), ('family', 'JPY', 1580), ('student', 'JPY', 480), ('hi_fi', 'JPY', 300),
             ('individual', 'MXN', 12900), ('duo', 'MXN', 16900), ('family', 'MXN', 19900), ('student', 'MXN', 6900), ('hi_fi', 'MXN', 4000))
        AS monthly (product, currency, amount),
     (VALUES ('monthly', 1), ('yearly', 10)) AS kind (period, months);
INSERT INTO billing.academic_domain VALUES ('edu'), ('ac.uk'), ('ac.jp'), ('ac.at'), ('edu.es'), ('edu.mx'), ('uni-muenchen.de'), ('tum.de'),
    ('tu-berlin.de'), ('fu-berlin.de'), ('ethz.ch'), ('epfl.ch'), ('sorbonne-universite.fr'), ('unibo.it'), ('uam.es'), ('ucm.es'), ('unam.mx');
