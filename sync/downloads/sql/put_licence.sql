-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO licence (user_id, content_id, document, signature, public_key, media, issued_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
ON CONFLICT (user_id, content_id) DO UPDATE SET document = excluded.document, signature = excluded.signature, public_key = excluded.public_key,
    media = excluded.media, issued_at = excluded.issued_at
