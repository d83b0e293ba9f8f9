-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT kid, sealed_seed, signs_from FROM platform.signing_key ORDER BY signs_from DESC, kid
