-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- What is deferred runs at COMMIT, as whoever the transaction is by then: another service, to whom this schema is closed, or nobody's user,
-- who sees no row. So it runs with its owner's rights, for the user of the posting; it shows nothing.
CREATE OR REPLACE FUNCTION billing.check_posting() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
    acting_for text := current_setting('melody.user_id', true);
    unbalanced boolean;
BEGIN
    PERFORM set_config('melody.user_id', NEW.user_id::text, true);
    unbalanced := EXISTS (SELECT FROM billing.ledger_entry WHERE user_id = NEW.user_id AND posting_id = NEW.posting_id
                          GROUP BY currency HAVING sum(amount_minor) <> 0);
    PERFORM set_config('melody.user_id', coalesce(acting_for, ''), true);
    IF unbalanced THEN
        RAISE EXCEPTION 'posting % is not balanced', NEW.posting_id USING ERRCODE = 'check_violation', CONSTRAINT = 'posting_is_balanced';
    END IF;
    RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION billing.check_posting() FROM PUBLIC;
