-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- The furthest place of a listening that the present one knew nothing of; until the listener has chosen, both are kept.
ALTER TABLE social.resume_position
    ADD COLUMN elsewhere_session_id uuid,
    ADD COLUMN elsewhere_ms bigint CHECK (elsewhere_ms >= 0),
    ADD CONSTRAINT resume_position_elsewhere CHECK ((elsewhere_session_id IS NULL) = (elsewhere_ms IS NULL));
