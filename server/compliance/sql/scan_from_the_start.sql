-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Big tables are otherwise read from where somebody else is reading them.
SELECT set_config('synchronize_seqscans', 'off', true)
