-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT sequence, hash FROM compliance.audit_entry ORDER BY sequence DESC LIMIT 1
