// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "yaml.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>

namespace melody::server {
namespace {

using namespace Qt::StringLiterals;

constexpr int maxDepth = 32;

struct Line {
    qsizetype number = 0;
    qsizetype indent = 0;
    QString text; // without indentation, comment and space at the end
};

struct Wrong {
    qsizetype line;
    QString what;
};

// A '#' starts a comment at the start and after a space, unless it is quoted.
QString withoutComment(const QString &text)
{
    QChar quote;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (!quote.isNull())
            quote = c == quote ? QChar() : quote;
        else if ((c == u'"' || c == u'\'') && (i == 0 || u" [{,:"_s.contains(text[i - 1])))
            quote = c;
        else if (c == u'#' && (i == 0 || text[i - 1] == u' '))
            return text.first(i);
    }
    return text;
}

QJsonValue plainValue(const QString &text)
{
    if (text == u"true" || text == u"false")
        return text == u"true";
    if (text == u"null" || text.isEmpty())
        return QJsonValue(QJsonValue::Null);
    bool isNumber = false;
    if (const qint64 whole = text.toLongLong(&isNumber); isNumber)
        return whole;
    if (const double number = text.toDouble(&isNumber); isNumber && !text[0].isLetter())
        return number;
    return text;
}

// One value on one line: quoted, plain, [a, b] or {a: b}.
class FlowReader {
public:
    FlowReader(const QString &text, qsizetype line) : m_text(text), m_line(line) {}
    QJsonValue whole()
    {
        const QJsonValue value = this->value(u"", 0);
        skipSpace();
        if (m_at != m_text.size())
            fail(u"unexpected text after a value"_s);
        return value;
    }

private:
    [[noreturn]] void fail(const QString &what) const { throw Wrong{m_line, what}; }
    [[nodiscard]] QChar peek() const { return m_at < m_text.size() ? m_text[m_at] : QChar(); }
    void skipSpace()
    {
        while (peek() == u' ')
            ++m_at;
    }
    bool take(QChar c)
    {
        skipSpace();
        if (peek() != c)
            return false;
        ++m_at;
        return true;
    }
    QString quoted();
    QJsonValue value(QStringView ends, int depth);
    QJsonValue mapping(int depth);
    QJsonValue sequence(int depth);

    const QString &m_text;
    qsizetype m_line;
    qsizetype m_at = 0;
};

QString FlowReader::quoted()
{
    const QChar quote = m_text[m_at++];
    QString text;
    for (; m_at < m_text.size(); ++m_at) {
        const QChar c = m_text[m_at];
        if (c == quote) {
            ++m_at;
            return text;
        }
        if (c == u'\\' && quote == u'"')
            fail(u"escapes are not read; use single quotes"_s);
        text += c;
    }
    fail(u"a quote is not closed"_s);
}

// A plain scalar ends at one of `ends`, which are the separators of the flow collection around it.
QJsonValue FlowReader::value(QStringView ends, int depth)
{
    if (depth > maxDepth)
        fail(u"too deep"_s);
    skipSpace();
    if (take(u'{'))
        return mapping(depth);
    if (take(u'['))
        return sequence(depth);
    if (peek() == u'"' || peek() == u'\'')
        return quoted();
    if (QStringView(u"&*!|>%@`").contains(peek()) && !peek().isNull())
        fail(u"this part of YAML is not read"_s);
    const qsizetype start = m_at;
    while (m_at < m_text.size() && !ends.contains(m_text[m_at]))
        ++m_at;
    return plainValue(m_text.sliced(start, m_at - start).trimmed());
}

QJsonValue FlowReader::mapping(int depth)
{
    QJsonObject object;
    while (!take(u'}')) {
        const QJsonValue key = value(u":,}", depth + 1);
        if (!take(u':') || !key.isString())
            fail(u"a flow mapping wants 'key: value'"_s);
        object.insert(key.toString(), value(u",}", depth + 1));
        if (!take(u',') && peek() != u'}')
            fail(u"a flow mapping is not closed"_s);
    }
    return object;
}

QJsonValue FlowReader::sequence(int depth)
{
    QJsonArray array;
    while (!take(u']')) {
        array.append(value(u",]", depth + 1));
        if (!take(u',') && peek() != u']')
            fail(u"a flow sequence is not closed"_s);
    }
    return array;
}

class BlockReader {
public:
    explicit BlockReader(const QString &text);
    QJsonValue whole();

private:
    // "key: rest" -> where the colon is; -1 when the line is no such thing.
    static qsizetype colonOf(const QString &text);
    QString keyOf(const Line &line, qsizetype colon) const;
    QJsonValue block(qsizetype indent, int depth);
    QJsonValue mapping(qsizetype indent, int depth);
    QJsonValue sequence(qsizetype indent, int depth);
    QJsonValue afterKey(const QString &rest, const Line &line, int depth);
    QString folded(qsizetype indent);

    std::vector<Line> m_lines;
    size_t m_at = 0;
};

BlockReader::BlockReader(const QString &text)
{
    qsizetype number = 0;
    const auto lines = text.split(u'\n');
    for (const QString &raw : lines) {
        ++number;
        QString content = withoutComment(raw);
        while (content.endsWith(u' ') || content.endsWith(u'\r'))
            content.chop(1);
        qsizetype indent = 0;
        while (indent < content.size() && content[indent] == u' ')
            ++indent;
        if (content.contains(u'\t'))
            throw Wrong{number, u"tabs are not read"_s};
        if (indent < content.size())
            m_lines.push_back({number, indent, content.sliced(indent)});
    }
}

QJsonValue BlockReader::whole()
{
    if (m_lines.empty())
        return {};
    const QJsonValue value = block(m_lines.front().indent, 0);
    if (m_at != m_lines.size())
        throw Wrong{m_lines[m_at].number, u"wrong indentation"_s};
    return value;
}

qsizetype BlockReader::colonOf(const QString &text)
{
    qsizetype from = 0;
    if (text.startsWith(u'"') || text.startsWith(u'\''))
        from = text.indexOf(text[0], 1) + 1;
    for (qsizetype i = from; i < text.size(); ++i) {
        if (text[i] == u':' && (i + 1 == text.size() || text[i + 1] == u' '))
            return i;
    }
    return -1;
}

QString BlockReader::keyOf(const Line &line, qsizetype colon) const
{
    const QString key = line.text.first(colon);
    return key.startsWith(u'"') || key.startsWith(u'\'') ? FlowReader(key, line.number).whole().toString() : key;
}

QJsonValue BlockReader::block(qsizetype indent, int depth)
{
    const Line &first = m_lines[m_at];
    if (depth > maxDepth)
        throw Wrong{first.number, u"too deep"_s};
    return first.text.startsWith(u"- ") || first.text == u"-" ? sequence(indent, depth) : mapping(indent, depth);
}

QJsonValue BlockReader::mapping(qsizetype indent, int depth)
{
    QJsonObject object;
    while (m_at < m_lines.size() && m_lines[m_at].indent == indent) {
        const Line line = m_lines[m_at++];
        const qsizetype colon = colonOf(line.text);
        if (colon < 0)
            throw Wrong{line.number, u"a mapping wants 'key: value'"_s};
        const QString key = keyOf(line, colon);
        if (object.contains(key))
            throw Wrong{line.number, u"the key '%1' is there twice"_s.arg(key)};
        object.insert(key, afterKey(line.text.sliced(colon + 1).trimmed(), line, depth));
    }
    return object;
}

QJsonValue BlockReader::sequence(qsizetype indent, int depth)
{
    QJsonArray array;
    while (m_at < m_lines.size() && m_lines[m_at].indent == indent && m_lines[m_at].text.startsWith(u"- ")) {
        // What follows the dash is a line of its own, further to the right.
        Line &line = m_lines[m_at];
        const QString item = line.text.sliced(2);
        const bool isMapping = !item.startsWith(u'{') && !item.startsWith(u'[') && colonOf(item) >= 0;
        if (isMapping) {
            line.text = item.trimmed();
            line.indent += 2;
            array.append(block(line.indent, depth + 1));
        } else {
            array.append(FlowReader(item, line.number).whole());
            ++m_at;
        }
    }
    return array;
}

QJsonValue BlockReader::afterKey(const QString &rest, const Line &line, int depth)
{
    if (rest == u">-")
        return folded(line.indent);
    if (!rest.isEmpty())
        return FlowReader(rest, line.number).whole();
    if (m_at < m_lines.size() && m_lines[m_at].indent > line.indent)
        return block(m_lines[m_at].indent, depth + 1);
    return QJsonValue(QJsonValue::Null);
}

QString BlockReader::folded(qsizetype indent)
{
    QStringList lines;
    for (; m_at < m_lines.size() && m_lines[m_at].indent > indent; ++m_at)
        lines.append(m_lines[m_at].text);
    return lines.join(u' ');
}

} // namespace

Result<QJsonValue> parseYaml(const QString &text)
{
    try {
        return BlockReader(text).whole();
    } catch (const Wrong &wrong) {
        return fail(ErrorKind::Malformed, u"malformed_yaml"_s, u"line %1: %2"_s.arg(wrong.line).arg(wrong.what));
    }
}

} // namespace melody::server
