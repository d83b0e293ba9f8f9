-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- What a reader may be shown is decided here, once, for every query of every service that reads the catalogue: the setting melody.audience
-- (catalog/audience.h) says what a child may see; empty: everything. And nobody changes what another publisher published; a transaction
-- that acts for no user is the house itself.

CREATE FUNCTION catalog.audience_allows(content_kind text, is_explicit boolean) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT nullif(current_setting('melody.audience', true), '') IS NULL OR (
        (NOT is_explicit OR (nullif(current_setting('melody.audience', true), '')::jsonb -> 'explicit')::boolean)
        AND (NOT nullif(current_setting('melody.audience', true), '')::jsonb ? 'kinds' OR EXISTS (
            SELECT FROM catalog.content_kind k
            WHERE k.kind = content_kind
              -- What is not played and holds nothing, such as an artist, is always shown; a release is of the kind of what it holds.
              AND ((NOT k.playable AND k.child_kind IS NULL)
                   OR nullif(current_setting('melody.audience', true), '')::jsonb -> 'kinds' ? coalesce(k.child_kind, k.kind)))))
$$;
GRANT EXECUTE ON FUNCTION catalog.audience_allows TO melody_catalog;

ALTER TABLE catalog.content ENABLE ROW LEVEL SECURITY;
ALTER TABLE catalog.content FORCE ROW LEVEL SECURITY;
CREATE POLICY shown ON catalog.content FOR SELECT USING (catalog.audience_allows(kind, explicit));
CREATE POLICY publish ON catalog.content FOR INSERT
    WITH CHECK (publisher_id IS NULL OR platform.current_user_id() IS NULL OR publisher_id = platform.current_user_id());
CREATE POLICY change ON catalog.content FOR UPDATE
    USING (publisher_id IS NULL OR platform.current_user_id() IS NULL OR publisher_id = platform.current_user_id());

-- The policies ask who reads, not who made the view.
ALTER VIEW catalog.card SET (security_invoker = true);
