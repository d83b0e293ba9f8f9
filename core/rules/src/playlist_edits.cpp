// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <rules/playlist_edits.h>

#include <QtCore/QHash>

#include <algorithm>

namespace melody::rules {
namespace {

constexpr qint64 firstPosition = maxPlaylistPosition / 2;
constexpr qint64 positionGap = 1LL << 32;

bool standsBefore(const PlaylistItem &a, const PlaylistItem &b)
{
    return a.position != b.position ? a.position < b.position : a.id < b.id;
}

class Sequence {
public:
    explicit Sequence(std::vector<PlaylistItem> items) : m_items(std::move(items))
    {
        m_living = std::count_if(m_items.begin(), m_items.end(), [](const PlaylistItem &item) { return !item.removed; });
        for (const PlaylistItem &item : m_items)
            m_before.insert(item.id, item);
    }

    // false: it changed nothing.
    bool apply(const PlaylistOperation &operation, TimePoint now)
    {
        const auto found = find(operation.item);
        const bool known = found != m_items.end();
        switch (operation.kind) {
        case PlaylistOperationKind::Insert:
            if (known)
                return false;
            place({operation.item, operation.content, 0, false, now}, operation.after);
            ++m_living;
            return true;
        case PlaylistOperationKind::Move: {
            if (!known || found->removed || operation.after == operation.item)
                return false;
            const PlaylistItem item = *found;
            m_items.erase(found);
            place(item, operation.after);
            return true;
        }
        case PlaylistOperationKind::Remove:
            if (!known || found->removed)
                return false;
            found->removed = true;
            --m_living;
            return true;
        }
        return false;
    }

    [[nodiscard]] bool isTooLong() const { return m_living > maxPlaylistItems; }
    [[nodiscard]] std::vector<PlaylistItem> changed() const
    {
        std::vector<PlaylistItem> changed;
        for (const PlaylistItem &item : m_items) {
            const auto before = m_before.constFind(item.id);
            if (before == m_before.constEnd() || *before != item)
                changed.push_back(item);
        }
        return changed;
    }
    [[nodiscard]] std::vector<PlaylistItem> take() { return std::move(m_items); }

private:
    std::vector<PlaylistItem>::iterator find(const PlaylistItemId &id)
    {
        return std::find_if(m_items.begin(), m_items.end(), [&](const PlaylistItem &item) { return item.id == id; });
    }

    void place(PlaylistItem item, const std::optional<PlaylistItemId> &after)
    {
        auto at = m_items.begin();
        if (after) {
            at = find(*after);
            if (at != m_items.end())
                ++at;
        }
        const qsizetype index = at - m_items.begin();
        if (!hasRoom(index))
            renumber();
        item.position = positionAt(index);
        m_items.insert(m_items.begin() + index, item);
    }

    [[nodiscard]] bool hasRoom(qsizetype index) const
    {
        if (m_items.empty())
            return true;
        if (index == 0)
            return m_items.front().position >= positionGap;
        if (index == qsizetype(m_items.size()))
            return m_items.back().position <= maxPlaylistPosition - positionGap;
        return m_items[size_t(index)].position - m_items[size_t(index) - 1].position >= 2;
    }
    [[nodiscard]] qint64 positionAt(qsizetype index) const
    {
        if (m_items.empty())
            return firstPosition;
        if (index == 0)
            return m_items.front().position - positionGap;
        const qint64 before = m_items[size_t(index) - 1].position;
        if (index == qsizetype(m_items.size()))
            return before + positionGap;
        return before + (m_items[size_t(index)].position - before) / 2;
    }
    // With equal gaps around the middle. The room is for 2^21 items.
    void renumber()
    {
        qint64 position = firstPosition - qint64(m_items.size() / 2) * positionGap;
        for (PlaylistItem &item : m_items) {
            item.position = position;
            position += positionGap;
        }
    }

    std::vector<PlaylistItem> m_items;
    QHash<PlaylistItemId, PlaylistItem> m_before;
    qsizetype m_living = 0;
};

} // namespace

void sortItems(std::vector<PlaylistItem> &items)
{
    std::sort(items.begin(), items.end(), standsBefore);
}

PlaylistEditResult applyOperations(std::vector<PlaylistItem> items, const QList<PlaylistOperation> &operations, TimePoint now)
{
    PlaylistEditResult result;
    Sequence sequence(std::move(items));
    for (const PlaylistOperation &operation : operations)
        result.withoutEffect += sequence.apply(operation, now) ? 0 : 1;
    result.tooMany = sequence.isTooLong();
    result.changed = sequence.changed();
    result.items = sequence.take();
    return result;
}

QString operationName(PlaylistOperationKind kind)
{
    switch (kind) {
    case PlaylistOperationKind::Move:
        return QStringLiteral("move");
    case PlaylistOperationKind::Remove:
        return QStringLiteral("remove");
    case PlaylistOperationKind::Insert:
        break;
    }
    return QStringLiteral("insert");
}

std::optional<PlaylistOperationKind> parseOperation(QStringView name)
{
    for (const auto kind : {PlaylistOperationKind::Insert, PlaylistOperationKind::Move, PlaylistOperationKind::Remove}) {
        if (name == operationName(kind))
            return kind;
    }
    return {};
}

} // namespace melody::rules
