-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT card.* FROM catalog.card WHERE card.content_id = ANY ($1::text[]::uuid[])
