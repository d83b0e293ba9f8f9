-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- The furthest place of a listening that the present one knew nothing of.
ALTER TABLE resume_position ADD COLUMN elsewhere_session_id BLOB;
ALTER TABLE resume_position ADD COLUMN elsewhere_ms INTEGER;
