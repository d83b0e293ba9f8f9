// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A table for tests of the store.
#pragma once

#include <store/store.h>

namespace melody::test {

inline constexpr store::Migration noteTable{"test", "20261101T000000_note",
                                            "CREATE TABLE note (id INTEGER PRIMARY KEY, words TEXT NOT NULL, blob BLOB) STRICT;"};
inline constexpr store::Query insertNote{"test.insert_note", "INSERT INTO note (words, blob) VALUES (?1, ?2)"};
inline constexpr store::Query notes{"test.notes", "SELECT id, words, blob FROM note ORDER BY id"};
inline constexpr store::Query noteCount{"test.note_count", "SELECT count(*) AS n FROM note"};
inline constexpr store::Query deleteNotes{"test.delete_notes", "DELETE FROM note"};

inline crypto::ContentKey keyOf(char letter)
{
    return crypto::ContentKey(QByteArray(crypto::contentKeyBytes, letter));
}

} // namespace melody::test
