-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Drafts and uploads are their creator's alone, for the owner of the tables, too.
ALTER TABLE ingest.upload FORCE ROW LEVEL SECURITY;
ALTER TABLE ingest.release FORCE ROW LEVEL SECURITY;
ALTER TABLE ingest.release_file FORCE ROW LEVEL SECURITY;
