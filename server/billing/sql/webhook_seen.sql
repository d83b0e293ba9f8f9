-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT received_at FROM billing.webhook_event WHERE provider = $1 AND event_id = $2
