-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT content_id, artist_id FROM catalog.card WHERE content_id = ANY ($1::text[]::uuid[]) AND artist_id IS NOT NULL
