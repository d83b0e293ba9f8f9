-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO billing.academic_domain (domain) VALUES ($1) ON CONFLICT DO NOTHING
