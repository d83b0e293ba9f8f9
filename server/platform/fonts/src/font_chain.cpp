// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <fonts/font_chain.h>

#include <QtCore/QFile>
#include <QtCore/QtEndian>

namespace melody::fonts {
namespace {

using namespace Qt::StringLiterals;

constexpr qint64 largestFont = 64 * 1024 * 1024;
constexpr quint16 mostGlyphs = 32'767; // libharu 2.3 reads the parts of a composed glyph as signed numbers, and loses those beyond
constexpr quint16 mostTables = 256;

// Numbers of a font, which are big-endian; what lies outside of it is 0.
class Bytes {
public:
    explicit Bytes(QByteArrayView bytes) : m_bytes(bytes) {}
    [[nodiscard]] quint16 u16(qint64 at) const
    {
        return at >= 0 && at + 2 <= m_bytes.size() ? qFromBigEndian<quint16>(m_bytes.data() + at) : 0;
    }
    [[nodiscard]] quint32 u32(qint64 at) const { return quint32(u16(at)) << 16 | u16(at + 2); }
    [[nodiscard]] Bytes from(qint64 at) const { return Bytes(at < m_bytes.size() ? m_bytes.sliced(at) : QByteArrayView()); }
    [[nodiscard]] bool isEmpty() const { return m_bytes.isEmpty(); }

private:
    QByteArrayView m_bytes;
};

Bytes tableOf(const Bytes &font, quint32 tag)
{
    const quint16 count = std::min(font.u16(4), mostTables);
    for (int i = 0; i < count; ++i) {
        if (font.u32(12 + 16 * i) == tag)
            return font.from(font.u32(12 + 16 * i + 8));
    }
    return Bytes({});
}

constexpr quint32 tagOf(const char (&name)[5])
{
    return quint32(uchar(name[0])) << 24 | quint32(uchar(name[1])) << 16 | quint32(uchar(name[2])) << 8 | quint32(uchar(name[3]));
}

// Of cmap, what maps Windows' Unicode by segments.
Bytes segmentsOf(const Bytes &cmap)
{
    const quint16 count = std::min(cmap.u16(2), mostTables);
    for (int i = 0; i < count; ++i) {
        const Bytes table = cmap.from(cmap.u32(4 + 8 * i + 4));
        if (cmap.u16(4 + 8 * i) == 3 && cmap.u16(4 + 8 * i + 2) == 1 && table.u16(0) == 4)
            return table;
    }
    return Bytes({});
}

QBitArray lettersOf(const Bytes &map, quint16 glyphs)
{
    QBitArray letters(0xffff); // U+FFFF is none
    const int segments = map.u16(6) / 2;
    int next = 0; // segments rise, or each letter would be looked at for each of them
    for (int i = 0; i < segments; ++i) {
        const int first = std::max<int>(map.u16(16 + 2 * segments + 2 * i), next);
        const int last = map.u16(14 + 2 * i);
        const int begin = map.u16(16 + 2 * segments + 2 * i);
        const quint16 delta = map.u16(16 + 4 * segments + 2 * i);
        const qint64 at = 16 + 6 * qint64(segments) + 2 * i;
        const quint16 offset = map.u16(at);
        for (int letter = first; letter <= last && letter < 0xffff; ++letter) {
            quint16 glyph = offset == 0 ? quint16(letter + delta) : map.u16(at + offset + 2 * qint64(letter - begin));
            if (offset != 0 && glyph != 0)
                glyph = quint16(glyph + delta);
            if (glyph != 0 && glyph < glyphs)
                letters.setBit(letter);
        }
        next = std::max(next, last + 1);
    }
    return letters;
}

FontCover readFontFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {{}, file.errorString()};
    if (file.size() > largestFont)
        return {{}, u"it is larger than any font"_s};
    return readFontCover(file.readAll());
}

// One that stands for itself: drawn from left to right, neither joined to its neighbours nor set above one.
bool standsAlone(QChar letter)
{
    const auto direction = letter.direction();
    return letter.isPrint() && letter.category() != QChar::Mark_NonSpacing && direction != QChar::DirR && direction != QChar::DirAL;
}

} // namespace

QStringList usualFonts()
{
    return {u"/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"_s, u"/usr/share/fonts/truetype/vlgothic/VL-Gothic-Regular.ttf"_s,
            u"/usr/share/fonts/truetype/nanum/NanumGothic.ttf"_s, u"/usr/share/fonts/truetype/arphic-gbsn00lp/gbsn00lp.ttf"_s};
}

QStringList fontProblems(const QStringList &files)
{
    QStringList problems;
    for (const QString &path : files) {
        if (const QString problem = readFontFile(path).problem; !problem.isEmpty())
            problems.append(u"%1 can't be used: %2"_s.arg(path, problem));
    }
    return problems;
}

FontCover readFontCover(const QByteArray &font)
{
    const Bytes bytes{font};
    const quint32 kind = bytes.u32(0);
    if ((kind != 0x00010000 && kind != tagOf("true")) || tableOf(bytes, tagOf("glyf")).isEmpty())
        return {{}, u"it is no TrueType font"_s};
    const quint16 glyphs = tableOf(bytes, tagOf("maxp")).u16(4);
    if (glyphs > mostGlyphs)
        return {{}, u"it has %1 glyphs, of which only %2 could be relied on"_s.arg(glyphs).arg(mostGlyphs)};
    const QBitArray letters = lettersOf(segmentsOf(tableOf(bytes, tagOf("cmap"))), glyphs);
    return letters.count(true) > 0 ? FontCover{letters, {}} : FontCover{{}, u"it has no letters"_s};
}

QList<FontChain::Run> FontChain::runsOf(const QString &text) const
{
    std::call_once(m_read, [this] {
        for (const QString &path : m_files)
            m_letters.append(readFontFile(path).letters);
    });
    QList<Run> runs;
    const auto has = [&](qsizetype font, QChar letter) {
        return m_letters[font].size() > letter.unicode() && m_letters[font].testBit(letter.unicode());
    };
    const QString composed = text.normalized(QString::NormalizationForm_C);
    for (const QChar letter : composed) {
        if (letter.isLowSurrogate() || letter.category() == QChar::Other_Format) // the '?' stands for the pair; the other is never seen
            continue;
        qsizetype font = -1;
        for (qsizetype i = 0; i < m_letters.size() && font < 0 && standsAlone(letter); ++i)
            font = has(i, letter) ? i : -1;
        if (runs.isEmpty() || runs.constLast().font != font)
            runs.append(Run{font, QString()});
        runs.last().text += font < 0 ? QChar(u'?') : letter;
    }
    return runs;
}

} // namespace melody::fonts
