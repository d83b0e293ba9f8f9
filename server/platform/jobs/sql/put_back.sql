-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
UPDATE platform.job SET lease = NULL, due_at = $3, last_error = $4 WHERE id = $1 AND lease = $2
