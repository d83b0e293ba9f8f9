-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
UPDATE platform.event_offset SET failures = $2, retry_at = $3, last_error = $4 WHERE consumer = $1
