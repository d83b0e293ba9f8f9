-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- The answer with the next token may get lost on its way. A device therefore sends a random word along, which it keeps beside its
-- token; who asks with the same word again gets another token instead of the lost one, as long as nobody has used that.
ALTER TABLE accounts.refresh_token
    ADD COLUMN attempt_hash bytea CHECK (octet_length(attempt_hash) = 32),
    ADD COLUMN next_hash bytea CHECK (octet_length(next_hash) = 32);
