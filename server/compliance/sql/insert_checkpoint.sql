-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO compliance.audit_checkpoint (number, document, frontier) VALUES ($1, $2, $3)
