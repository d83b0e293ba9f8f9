-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- What somebody listened to in a month or a year is read from their counted sessions of that time.
CREATE INDEX session_counted ON playback.session (user_id, opened_at) WHERE counted;
