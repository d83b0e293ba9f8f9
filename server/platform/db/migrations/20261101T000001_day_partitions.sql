-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Tables that grow by the day and forget by the day are range-partitioned by a time, one partition a UTC day, named <table>_<yyyymmdd>:
-- forgetting is then a DROP, not a DELETE. The owners of such tables wrap these two in SECURITY DEFINER functions of their own.

-- Makes the partitions of `days` days from `first` on. A day whose rows are in the default partition already stays there.
CREATE FUNCTION platform.make_day_partitions(parent regclass, first date, days integer) RETURNS integer
LANGUAGE plpgsql SET search_path = pg_catalog SET TimeZone = 'UTC' AS $$
DECLARE
    schema_name text;
    table_name text;
    partition_name text;
    day date;
    made integer := 0;
BEGIN
    SELECT n.nspname, c.relname INTO schema_name, table_name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.oid = parent;
    FOR day IN SELECT first + i FROM generate_series(0, days - 1) AS i LOOP
        partition_name := table_name || '_' || to_char(day, 'YYYYMMDD');
        CONTINUE WHEN to_regclass(format('%I.%I', schema_name, partition_name)) IS NOT NULL;
        -- Two processes may find it missing at once; the second waits here and looks again.
        PERFORM pg_advisory_xact_lock(7309453202);
        CONTINUE WHEN to_regclass(format('%I.%I', schema_name, partition_name)) IS NOT NULL;
        BEGIN
            EXECUTE format('CREATE TABLE %I.%I PARTITION OF %s FOR VALUES FROM (%L) TO (%L)', schema_name, partition_name, parent,
                day::timestamptz, (day + 1)::timestamptz);
            made := made + 1;
        EXCEPTION WHEN check_violation THEN
            NULL; -- the default partition has rows of that day
        END;
    END LOOP;
    RETURN made;
END $$;

-- Drops the partitions that end at or before `before`, and deletes older rows of the default partition, if there is one.
CREATE FUNCTION platform.drop_day_partitions(parent regclass, key text, before date) RETURNS integer
LANGUAGE plpgsql SET search_path = pg_catalog SET TimeZone = 'UTC' AS $$
DECLARE
    part record;
    dropped integer := 0;
BEGIN
    FOR part IN SELECT c.oid::regclass AS name, c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
            WHERE i.inhparent = parent ORDER BY c.relname LOOP
        IF part.relname ~ '_[0-9]{8}$' THEN
            IF to_date(right(part.relname, 8), 'YYYYMMDD') < before THEN
                EXECUTE format('DROP TABLE %s', part.name);
                dropped := dropped + 1;
            END IF;
        ELSE
            EXECUTE format('DELETE FROM %s WHERE %I < %L', part.name, key, before::timestamptz);
        END IF;
    END LOOP;
    RETURN dropped;
END $$;

REVOKE EXECUTE ON FUNCTION platform.make_day_partitions, platform.drop_day_partitions FROM PUBLIC;
