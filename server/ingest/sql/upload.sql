-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT upload_id, size_bytes, sha256, offset_bytes, complete FROM ingest.upload WHERE user_id = $1 AND upload_id = $2
