-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Who may do what. The owner role runs migrations and owns every schema. melody_app is the login role of melodyd: it holds no right
-- of its own, and becomes one service's role for each transaction (SET LOCAL ROLE). A service's role writes its own schema only; its
-- migrations grant it that, table by table. melody_service is what every service may do: publish events, enqueue jobs.
--
-- Roles belong to the cluster, schemas to the database, and several databases of a cluster may migrate at once: whatever concerns roles
-- is tried again when another database did the same at the same time.

CREATE SCHEMA IF NOT EXISTS platform;

CREATE FUNCTION platform.ensure_role(role_name text, can_login boolean) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    FOR attempt IN 1..50 LOOP
        BEGIN
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role_name) THEN
                EXECUTE format('CREATE ROLE %I %s NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE %s', role_name,
                    CASE WHEN can_login THEN 'LOGIN' ELSE 'NOLOGIN' END, CASE WHEN can_login THEN 'NOINHERIT' ELSE 'INHERIT' END);
            END IF;
            RETURN;
        EXCEPTION WHEN duplicate_object OR unique_violation OR internal_error THEN
            PERFORM pg_sleep(0.005 * random());
        END;
    END LOOP;
    RAISE EXCEPTION 'role % can''t be made', role_name;
END $$;

CREATE FUNCTION platform.ensure_member(group_name text, member_name text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    FOR attempt IN 1..50 LOOP
        BEGIN
            IF NOT EXISTS (SELECT FROM pg_auth_members WHERE roleid = group_name::regrole AND member = member_name::regrole) THEN
                EXECUTE format('GRANT %I TO %I', group_name, member_name);
            END IF;
            RETURN;
        EXCEPTION WHEN duplicate_object OR unique_violation OR internal_error THEN
            PERFORM pg_sleep(0.005 * random());
        END;
    END LOOP;
    RAISE EXCEPTION '% can''t be made a member of %', member_name, group_name;
END $$;

-- Makes the schema of a service and its role, melody_<service>, with the right to look into the schema; every right on tables is
-- granted by the service's own migrations. Safe to call twice.
CREATE FUNCTION platform.create_service(service text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
    role_name text := 'melody_' || service;
BEGIN
    IF service !~ '^[a-z][a-z_]{1,40}$' THEN
        RAISE EXCEPTION '% is not the name of a service', service;
    END IF;
    PERFORM platform.ensure_role(role_name, false);
    PERFORM platform.ensure_member('melody_service', role_name);
    PERFORM platform.ensure_member(role_name, 'melody_app');
    EXECUTE format('CREATE SCHEMA IF NOT EXISTS %I', service);
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', service, role_name);
END $$;

REVOKE EXECUTE ON FUNCTION platform.ensure_role, platform.ensure_member, platform.create_service FROM PUBLIC;

SELECT platform.ensure_role('melody_app', true), platform.ensure_role('melody_service', false);
SELECT platform.create_service('platform');
GRANT USAGE ON SCHEMA platform TO melody_service;

-- The user that a transaction acts for: the one thing that row-level security policies ask.
CREATE FUNCTION platform.current_user_id() RETURNS uuid
LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT nullif(current_setting('melody.user_id', true), '')::uuid $$;
GRANT EXECUTE ON FUNCTION platform.current_user_id TO melody_service, melody_app;
