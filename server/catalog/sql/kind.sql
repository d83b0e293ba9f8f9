-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT kind, child_kind FROM catalog.content_kind WHERE kind = $1
