-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT compliance.seal($1, $2::bigint[], $3::bytea[])
