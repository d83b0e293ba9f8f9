-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
UPDATE ingest.upload SET offset_bytes = $3, complete = $4 WHERE user_id = $1 AND upload_id = $2
