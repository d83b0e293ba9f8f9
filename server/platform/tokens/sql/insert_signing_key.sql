-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO platform.signing_key (kid, sealed_seed, signs_from) VALUES ($1, $2, $3)
