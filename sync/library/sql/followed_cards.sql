-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT summary FROM follow JOIN card ON card.user_id = follow.user_id AND card.content_id = follow.subject_id WHERE follow.user_id = ?1
