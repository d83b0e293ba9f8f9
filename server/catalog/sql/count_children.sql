-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT count(*) AS children FROM catalog.card WHERE card.parent_id = $1
