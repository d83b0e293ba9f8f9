-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
DELETE FROM platform.job WHERE id = ANY ($1::uuid[]) AND lease = ANY ($2::uuid[])
RETURNING id
