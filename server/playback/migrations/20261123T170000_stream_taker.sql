-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Which device took a stream over: whose stream it was hears its name with its next ticks. NULL: it plays.
ALTER TABLE playback.stream
    ADD COLUMN taken_by uuid,
    ADD COLUMN taken_by_listener uuid,
    ADD CHECK ((taken_by IS NULL) = (taken_by_listener IS NULL));
