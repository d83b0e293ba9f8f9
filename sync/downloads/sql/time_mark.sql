-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT at, monotonic, boot FROM time_mark WHERE id = 1
