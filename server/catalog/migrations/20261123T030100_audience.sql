-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- What a reader may be shown is decided here, once, for every query of every service that reads the catalogue: the setting melody.audience
-- (catalog/audience.h) says what a child may see; empty: everything. And nobody changes what another publisher published; a transaction
-- that acts for no user is the house itself.

-- Of a reader who has an audience.
CREATE FUNCTION catalog.audience_allows(content_kind text, is_explicit boolean) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
    audience jsonb := current_setting('melody.audience');
BEGIN
    RETURN (NOT is_explicit OR (audience -> 'explicit')::boolean)
        AND (NOT audience ? 'kinds' OR EXISTS (
            SELECT FROM catalog.content_kind k
            WHERE k.kind = content_kind
              -- What is not played and holds nothing, such as an artist, is always shown; a release is of the kind of what it holds.
              AND ((NOT k.playable AND k.child_kind IS NULL) OR audience -> 'kinds' ? coalesce(k.child_kind, k.kind))));
END $$;
GRANT EXECUTE ON FUNCTION catalog.audience_allows TO melody_catalog;

ALTER TABLE catalog.content ENABLE ROW LEVEL SECURITY;
ALTER TABLE catalog.content FORCE ROW LEVEL SECURITY;
-- Whether there is an audience at all is asked once a query, so that it costs the others nothing.
CREATE POLICY shown ON catalog.content FOR SELECT
    USING ((SELECT coalesce(current_setting('melody.audience', true), '') = '') OR catalog.audience_allows(kind, explicit));
CREATE POLICY publish ON catalog.content FOR INSERT
    WITH CHECK (publisher_id IS NULL OR platform.current_user_id() IS NULL OR publisher_id = platform.current_user_id());
CREATE POLICY change ON catalog.content FOR UPDATE
    USING (publisher_id IS NULL OR platform.current_user_id() IS NULL OR publisher_id = platform.current_user_id());

-- The policies ask who reads, not who made the view.
ALTER VIEW catalog.card SET (security_invoker = true);
