-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO platform.event (id, type, subject, payload, trace_id, at) VALUES ($1, $2, $3, $4, $5, $6)
