-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT EXISTS (SELECT FROM billing.academic_domain WHERE $1 = domain OR $1 LIKE '%.' || domain) AS yes
