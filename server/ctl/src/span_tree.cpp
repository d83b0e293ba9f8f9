// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "span_tree.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QSet>

#include <map>

namespace melody::ctl {
namespace {

using namespace Qt::StringLiterals;
using telemetry::Span;

class TreeWriter {
public:
    explicit TreeWriter(const std::vector<Span> &spans) : m_spans(spans)
    {
        for (size_t i = 0; i < spans.size(); ++i)
            m_order.push_back(i);
        std::stable_sort(m_order.begin(), m_order.end(), [&](size_t a, size_t b) { return spans[a].start < spans[b].start; });
        QSet<QByteArray> ids;
        for (const Span &span : spans)
            ids.insert(span.context.spanId);
        for (const size_t i : m_order)
            m_children[ids.contains(spans[i].parentSpanId) ? spans[i].parentSpanId : QByteArray()].push_back(i);
    }

    QStringList write()
    {
        if (!m_order.empty())
            m_begin = m_spans[m_order.front()].start;
        writeChildren({}, 0);
        return m_lines;
    }

private:
    void writeChildren(const QByteArray &parent, int depth)
    {
        const auto children = m_children.find(parent);
        if (children == m_children.end())
            return;
        const std::vector<size_t> indices = std::move(children->second);
        m_children.erase(children); // each span once, also when ids go in a circle
        for (const size_t i : indices) {
            m_lines.append(line(m_spans[i], depth));
            writeChildren(m_spans[i].context.spanId, depth + 1);
        }
    }
    QString line(const Span &span, int depth) const
    {
        const QString attributes = span.attributes.isEmpty()
                                       ? QString()
                                       : u"  "_s + QString::fromUtf8(QJsonDocument(span.attributes).toJson(QJsonDocument::Compact));
        return u"%1 ms  %2 ms  %3%4%5%6"_s.arg((span.start - m_begin).count(), 7)
            .arg(double(span.duration.count()) / 1000, 9, 'f', 3)
            .arg(QString(depth * 2, u' '), span.name, span.ok ? QString() : u"  FAILED"_s, attributes);
    }

    const std::vector<Span> &m_spans;
    std::vector<size_t> m_order;
    std::map<QByteArray, std::vector<size_t>> m_children;
    TimePoint m_begin{};
    QStringList m_lines;
};

} // namespace

QStringList spanTree(const std::vector<Span> &spans)
{
    return TreeWriter(spans).write();
}

} // namespace melody::ctl
