-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO platform.event_offset (consumer) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING
