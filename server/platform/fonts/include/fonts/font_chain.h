// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// TrueType fonts of the system, in order of preference, and which letters each draws: what names on invoices are written with.
// docs/decisions/0045-fonts-of-invoices.md.
#pragma once

#include <QtCore/QBitArray>
#include <QtCore/QList>
#include <QtCore/QStringList>

#include <mutex>

namespace melody::fonts {

// Latin, Greek and Cyrillic; Japanese; Korean; simplified Chinese: where Debian 12 and Ubuntu 24.04 put them.
[[nodiscard]] QStringList usualFonts();
// A line for each file that can't be used, and why. Empty: all is well.
[[nodiscard]] QStringList fontProblems(const QStringList &files);

// Which letters of the basic multilingual plane a TrueType font draws, of its table cmap (3, 1), format 4 (OpenType 1.9). `problem` says
// why it can't be used: no TrueType outlines, damaged, or more glyphs than libharu keeps whole.
struct FontCover {
    QBitArray letters; // empty when there is a problem
    QString problem;
};
[[nodiscard]] FontCover readFontCover(const QByteArray &font);

// Thread: any. The files are read once, when a name first needs one.
class FontChain {
public:
    explicit FontChain(QStringList files) : m_files(std::move(files)) {}

    // Letters one after another that one font draws. `font` -1: those are '?', one for each letter that no font has.
    struct Run {
        qsizetype font = -1;
        QString text;
        bool operator==(const Run &) const = default;
    };
    [[nodiscard]] QList<Run> runsOf(const QString &text) const;
    [[nodiscard]] const QString &file(qsizetype font) const { return m_files[font]; }

private:
    const QStringList m_files;
    mutable std::once_flag m_read;
    mutable QList<QBitArray> m_letters;
};

} // namespace melody::fonts
