-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
DELETE FROM ingest.upload WHERE user_id = $1 AND upload_id = ANY ($2::uuid[])
