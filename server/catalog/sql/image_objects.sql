-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT i.content_type, s.edge, s.object_name FROM catalog.image i JOIN catalog.image_size s USING (image_id)
WHERE i.image_id = $1 ORDER BY s.edge
