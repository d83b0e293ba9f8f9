-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT setup FROM billing.method_setup WHERE user_id = $1 AND setup = $2
