-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT role FROM federation.granted_role WHERE user_id = $1 AND provider_id = $2
