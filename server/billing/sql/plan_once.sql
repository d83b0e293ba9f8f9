-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
-- To the end of the transaction: the same few statements run for many payers, and planning each again would cost more than running it.
SELECT set_config('plan_cache_mode', 'force_generic_plan', true)
