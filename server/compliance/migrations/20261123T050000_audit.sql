-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- The audit log; docs/audit.md says how it works and what it promises. Entries are staged in the transaction of what they tell about;
-- whoever holds the sealer's lock moves them into the chain.
SELECT platform.create_service('compliance');

-- The key of each person, wrapped under the master key: what is personal in the log rests under it, and the person's pseudonym is made
-- of it. The nil UUID stands for nobody. Deleting a row forgets the person. Only people whom the log tells of have one, and each entry
-- reads one or two of them, so the table is not cut into partitions, each of which would cost a lock.
CREATE TABLE compliance.subject_key (
    user_id uuid NOT NULL PRIMARY KEY,
    wrapped_key bytea NOT NULL CHECK (octet_length(wrapped_key) = 72),
    created_at timestamptz NOT NULL
);
ALTER TABLE compliance.subject_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE compliance.subject_key FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON compliance.subject_key USING (user_id = platform.current_user_id());

-- Back from a pseudonym to the person, for reviewers; believed only if the person's key gives the same pseudonym.
CREATE TABLE compliance.pseudonym (
    pseudonym bytea PRIMARY KEY CHECK (octet_length(pseudonym) = 16),
    user_id uuid NOT NULL UNIQUE
);

CREATE TABLE compliance.audit_staged (
    staged_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id uuid NOT NULL,
    at timestamptz NOT NULL,
    actor bytea CHECK (octet_length(actor) = 16),
    role text NOT NULL CHECK (length(role) BETWEEN 1 AND 64),
    action text NOT NULL CHECK (length(action) BETWEEN 1 AND 100),
    subject bytea CHECK (octet_length(subject) = 16),
    object text NOT NULL CHECK (length(object) <= 200),
    before bytea CHECK (octet_length(before) = 32),
    after bytea CHECK (octet_length(after) = 32),
    trace_id bytea CHECK (octet_length(trace_id) = 16),
    sealed bytea CHECK (octet_length(sealed) <= 32768)
);

-- The chain. The order of the columns from id to sealed is that of the hash: never changed, only continued in another table.
CREATE TABLE compliance.audit_entry (
    sequence bigint PRIMARY KEY CHECK (sequence > 0),
    hash bytea NOT NULL CHECK (octet_length(hash) = 32),
    id uuid NOT NULL UNIQUE,
    at timestamptz NOT NULL,
    actor bytea,
    role text NOT NULL,
    action text NOT NULL,
    subject bytea,
    object text NOT NULL,
    before bytea,
    after bytea,
    trace_id bytea,
    sealed bytea
);
CREATE INDEX audit_entry_actor ON compliance.audit_entry (actor, sequence) WHERE actor IS NOT NULL;
CREATE INDEX audit_entry_subject ON compliance.audit_entry (subject, sequence) WHERE subject IS NOT NULL;
CREATE INDEX audit_entry_action ON compliance.audit_entry (action text_pattern_ops, sequence);
CREATE INDEX audit_entry_at ON compliance.audit_entry USING brin (at);

-- `document` is what the checkpoint's file holds, signed; `frontier` are the roots of the perfect subtrees, from which the next
-- checkpoint goes on.
CREATE TABLE compliance.audit_checkpoint (
    number bigint PRIMARY KEY CHECK (number > 0),
    document bytea NOT NULL CHECK (octet_length(document) <= 4096),
    frontier bytea NOT NULL CHECK (octet_length(frontier) % 32 = 0 AND octet_length(frontier) <= 2048)
);

CREATE FUNCTION compliance.refuse_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    RAISE EXCEPTION '% of % is refused: the audit log only grows', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE ON compliance.audit_entry
    FOR EACH ROW EXECUTE FUNCTION compliance.refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON compliance.audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION compliance.refuse_change();
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE ON compliance.audit_checkpoint
    FOR EACH ROW EXECUTE FUNCTION compliance.refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON compliance.audit_checkpoint
    FOR EACH STATEMENT EXECUTE FUNCTION compliance.refuse_change();
CREATE TRIGGER never_changed BEFORE UPDATE ON compliance.audit_staged
    FOR EACH ROW EXECUTE FUNCTION compliance.refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON compliance.audit_staged
    FOR EACH STATEMENT EXECUTE FUNCTION compliance.refuse_change();
CREATE TRIGGER never_changed BEFORE UPDATE ON compliance.subject_key
    FOR EACH ROW EXECUTE FUNCTION compliance.refuse_change();

-- Only what is in the chain leaves the staging table.
CREATE FUNCTION compliance.refuse_loss() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    IF EXISTS (SELECT FROM gone WHERE NOT EXISTS (SELECT FROM compliance.audit_entry AS entry WHERE entry.id = gone.id)) THEN
        RAISE EXCEPTION 'an entry that is not in the chain stays staged' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER sealed_only AFTER DELETE ON compliance.audit_staged REFERENCING OLD TABLE AS gone
    FOR EACH STATEMENT EXECUTE FUNCTION compliance.refuse_loss();

-- Moves staged entries to the end of the chain: the n-th of `chosen` gets the number first + n - 1 and the n-th hash.
CREATE FUNCTION compliance.seal(first bigint, chosen bigint[], hashes bytea[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
    moved bigint;
BEGIN
    IF first IS DISTINCT FROM 1 + coalesce((SELECT max(sequence) FROM compliance.audit_entry), 0) THEN
        RAISE EXCEPTION 'the chain does not go on with %', first;
    END IF;
    INSERT INTO compliance.audit_entry (sequence, hash, id, at, actor, role, action, subject, object, before, after, trace_id, sealed)
        SELECT first + link.place - 1, link.hash, staged.id, staged.at, staged.actor, staged.role, staged.action, staged.subject,
            staged.object, staged.before, staged.after, staged.trace_id, staged.sealed
        FROM unnest(chosen, hashes) WITH ORDINALITY AS link (staged_id, hash, place)
        JOIN compliance.audit_staged AS staged ON staged.staged_id = link.staged_id
        ORDER BY link.place;
    GET DIAGNOSTICS moved = ROW_COUNT;
    IF moved <> cardinality(chosen) OR moved <> cardinality(hashes) THEN
        RAISE EXCEPTION '% of % entries are staged', moved, cardinality(chosen);
    END IF;
    DELETE FROM compliance.audit_staged WHERE staged_id = ANY (chosen);
END $$;
REVOKE EXECUTE ON FUNCTION compliance.seal FROM PUBLIC;

-- The keys of some people, held until the transaction ends: who is to be forgotten waits for entries that are being written. Row-level
-- security sees each of them in turn, then the caller again.
CREATE FUNCTION compliance.subject_keys(people uuid[]) RETURNS TABLE (user_id uuid, wrapped_key bytea)
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
    caller text := coalesce(current_setting('melody.user_id', true), '');
    person uuid;
BEGIN
    FOREACH person IN ARRAY people LOOP
        PERFORM set_config('melody.user_id', person::text, true);
        RETURN QUERY SELECT key.user_id, key.wrapped_key FROM compliance.subject_key AS key WHERE key.user_id = person FOR KEY SHARE;
    END LOOP;
    PERFORM set_config('melody.user_id', caller, true);
END $$;

-- Keeps the key that came first; whoever asks reads afterwards which one it is.
CREATE FUNCTION compliance.create_subject_key(person uuid, wrapped bytea, person_pseudonym bytea, at timestamptz) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
    caller text := coalesce(current_setting('melody.user_id', true), '');
BEGIN
    PERFORM set_config('melody.user_id', person::text, true);
    INSERT INTO compliance.subject_key (user_id, wrapped_key, created_at) VALUES (person, wrapped, at) ON CONFLICT DO NOTHING;
    IF FOUND THEN
        INSERT INTO compliance.pseudonym (pseudonym, user_id) VALUES (person_pseudonym, person);
    END IF;
    PERFORM set_config('melody.user_id', caller, true);
END $$;

CREATE FUNCTION compliance.forget_subject(person uuid) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
    caller text := coalesce(current_setting('melody.user_id', true), '');
BEGIN
    PERFORM set_config('melody.user_id', person::text, true);
    DELETE FROM compliance.subject_key WHERE user_id = person;
    DELETE FROM compliance.pseudonym WHERE user_id = person;
    PERFORM set_config('melody.user_id', caller, true);
END $$;
REVOKE EXECUTE ON FUNCTION compliance.subject_keys, compliance.create_subject_key, compliance.forget_subject FROM PUBLIC;

-- Locking a row takes the right to update one of its columns; the trigger still refuses it.
GRANT SELECT, INSERT, DELETE, UPDATE (created_at) ON compliance.subject_key TO melody_compliance;
GRANT SELECT, INSERT, DELETE ON compliance.pseudonym TO melody_compliance;
GRANT SELECT, INSERT ON compliance.audit_staged, compliance.audit_checkpoint TO melody_compliance;
GRANT SELECT ON compliance.audit_entry TO melody_compliance;
GRANT EXECUTE ON FUNCTION compliance.seal, compliance.subject_keys, compliance.create_subject_key, compliance.forget_subject
    TO melody_compliance;
