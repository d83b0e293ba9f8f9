// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "formats.h"

#include <QtCore/QXmlStreamReader>
#include <QtCore/QXmlStreamWriter>

namespace melody::playlists {
namespace {

using namespace Qt::StringLiterals;

const QString xspfNamespace = u"http://xspf.org/ns/0/"_s;
constexpr int maxDescription = 2'000;
constexpr qint64 maxDurationMs = 999'999'999'000; // as many digits of seconds as an M3U may have

// Walks through the elements; keeps no more than the path to where it stands and the text there.
class XspfReader {
public:
    explicit XspfReader(const QByteArray &bytes) : m_xml(bytes) {}

    Result<PlaylistFile> read()
    {
        while (!m_xml.atEnd()) {
            const auto token = m_xml.readNext();
            if (token == QXmlStreamReader::DTD || token == QXmlStreamReader::EntityReference)
                return refused(ErrorKind::Malformed, u"not_a_playlist"_s, u"A playlist has no document type and no entities of its own."_s);
            if (token == QXmlStreamReader::StartElement && !begin())
                return refused(ErrorKind::TooLarge, u"too_large"_s, u"There are too many elements within each other."_s);
            if (m_path.size() == 1 && m_path.first() != u"playlist")
                return refused(ErrorKind::Malformed, u"not_a_playlist"_s, u"The outermost element is not a playlist."_s);
            if (token == QXmlStreamReader::Characters && !take(m_xml.text()))
                return refused(ErrorKind::TooLarge, u"too_large"_s, u"A text is longer than %1 characters."_s.arg(maxFileLine));
            if (token == QXmlStreamReader::EndElement && !end())
                return refused(ErrorKind::TooLarge, u"too_large"_s, u"There are more than %1 entries."_s.arg(maxFileEntries));
        }
        if (m_xml.hasError())
            return refused(ErrorKind::Malformed, u"not_a_playlist"_s, m_xml.errorString());
        return std::move(m_file);
    }

private:
    [[nodiscard]] tl::unexpected<Error> refused(ErrorKind kind, const QString &code, const QString &detail) const
    {
        return refusedAt(m_xml.lineNumber(), kind, code, detail);
    }
    bool begin()
    {
        m_text.clear();
        m_path.append(m_xml.name().toString());
        if (isTrack()) {
            m_entry = {};
            m_location.clear();
        }
        return m_path.size() <= maxFileDepth;
    }
    bool take(QStringView text)
    {
        m_text += text;
        return m_text.size() <= maxFileLine;
    }
    bool end()
    {
        if (isTrack()) {
            if (m_entry.title.isEmpty() && !m_entry.content)
                nameByLocation(m_entry, m_location);
            if (!m_entry.title.isEmpty() || m_entry.content)
                m_file.entries.append(m_entry);
        } else if (m_path.size() == 4 && m_path[1] == u"trackList" && m_path[2] == u"track") {
            takeField(m_path.last());
        } else if (m_path.size() == 2 && m_path.last() == u"title") {
            m_file.name = cleaned(m_text);
        } else if (m_path.size() == 2 && m_path.last() == u"annotation") {
            m_file.description = cleaned(m_text, maxDescription);
        }
        m_path.removeLast();
        m_text.clear();
        return m_file.entries.size() <= maxFileEntries;
    }
    void takeField(const QString &name)
    {
        if (name == u"title")
            m_entry.title = cleaned(m_text);
        else if (name == u"creator")
            m_entry.artist = cleaned(m_text);
        else if (name == u"duration")
            m_entry.durationMs = std::clamp<qint64>(m_text.trimmed().toLongLong(), 0, maxDurationMs);
        else if (name == u"location")
            m_location = m_text.trimmed();
        if ((name == u"identifier" || name == u"location") && !m_entry.content)
            m_entry.content = trackOf(m_text.trimmed());
    }
    [[nodiscard]] bool isTrack() const { return m_path.size() == 3 && m_path[1] == u"trackList" && m_path[2] == u"track"; }

    QXmlStreamReader m_xml;
    PlaylistFile m_file;
    FileEntry m_entry;
    QString m_location;
    QStringList m_path;
    QString m_text; // of the element that it is in
};

void writeText(QXmlStreamWriter &xml, const QString &name, const QString &text, qsizetype atMost = maxEntryText)
{
    QString allowed = cleaned(text, atMost);
    // What XML 1.0 cannot say (2.2): halves of pairs and the two that are no characters.
    allowed.removeIf([](QChar c) { return c == QChar(0xfffe) || c == QChar(0xffff); });
    if (allowed = QString::fromUtf8(allowed.toUtf8()); !allowed.isEmpty())
        xml.writeTextElement(xspfNamespace, name, allowed);
}

} // namespace

Result<PlaylistFile> parseXspf(const QByteArray &bytes)
{
    return XspfReader(bytes).read();
}

QByteArray toXspf(const PlaylistFile &file)
{
    QByteArray bytes;
    QXmlStreamWriter xml(&bytes);
    xml.setAutoFormatting(true);
    xml.setAutoFormattingIndent(1);
    xml.writeStartDocument();
    xml.writeDefaultNamespace(xspfNamespace);
    xml.writeStartElement(xspfNamespace, u"playlist"_s);
    xml.writeAttribute(u"version"_s, u"1"_s);
    writeText(xml, u"title"_s, file.name);
    writeText(xml, u"annotation"_s, file.description, maxDescription);
    xml.writeStartElement(xspfNamespace, u"trackList"_s);
    for (const FileEntry &entry : file.entries) {
        xml.writeStartElement(xspfNamespace, u"track"_s);
        if (entry.content)
            xml.writeTextElement(xspfNamespace, u"identifier"_s, uriOf(entry));
        writeText(xml, u"title"_s, entry.title);
        writeText(xml, u"creator"_s, entry.artist);
        if (entry.durationMs > 0)
            xml.writeTextElement(xspfNamespace, u"duration"_s, QString::number(entry.durationMs));
        xml.writeEndElement();
    }
    xml.writeEndElement();
    xml.writeEndElement();
    xml.writeEndDocument();
    return bytes;
}

} // namespace melody::playlists
