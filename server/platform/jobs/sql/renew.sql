-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
UPDATE platform.job SET due_at = $3 WHERE id = ANY ($1::uuid[]) AND lease = ANY ($2::uuid[])
