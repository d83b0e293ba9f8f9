// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <rules/shuffle.h>

#include <QtCore/QHash>

#include <algorithm>
#include <random>

namespace melody::rules {
namespace {

// The artists that are left, each with its songs in random order.
class Crowd {
public:
    Crowd(const QStringList &artists, std::mt19937 &random) : m_random(random), m_left(int(artists.size()))
    {
        QHash<QString, size_t> places;
        for (int i = 0; i < artists.size(); ++i) {
            const auto place = places.constFind(artists[i]);
            if (place != places.constEnd()) {
                m_groups[*place].songs.push_back(i);
                continue;
            }
            places.insert(artists[i], m_groups.size());
            m_groups.push_back({artists[i], {i}});
        }
        for (Group &group : m_groups) {
            for (size_t i = group.songs.size(); i > 1; --i)
                std::swap(group.songs[i - 1], group.songs[below(quint32(i))]);
        }
    }

    int take(const std::optional<QString> &before)
    {
        Group &group = m_groups[choose(before)];
        const int song = group.songs.back();
        group.songs.pop_back();
        --m_left;
        return song;
    }

private:
    struct Group {
        QString artist;
        std::vector<int> songs;
    };

    quint32 below(quint32 end) { return quint32(quint64(m_random()) * end >> 32); } // the same on every platform

    // Who has more than half of what is left must be next, or the end is all theirs. Else everyone but `before`, by how many they have
    // left.
    size_t choose(const std::optional<QString> &before)
    {
        const auto largest = std::max_element(m_groups.begin(), m_groups.end(),
                                              [](const Group &a, const Group &b) { return a.songs.size() < b.songs.size(); });
        const auto isBefore = [&](const Group &group) { return before && group.artist == *before; };
        const int others = m_left - songsOf(before);
        if (others == 0 || (int(largest->songs.size()) * 2 > m_left && !isBefore(*largest)))
            return size_t(largest - m_groups.begin());
        int drawn = int(below(quint32(others)));
        for (size_t i = 0; i < m_groups.size(); ++i) {
            if (isBefore(m_groups[i]))
                continue;
            drawn -= int(m_groups[i].songs.size());
            if (drawn < 0)
                return i;
        }
        return size_t(largest - m_groups.begin());
    }

    int songsOf(const std::optional<QString> &artist) const
    {
        const auto found =
            std::find_if(m_groups.begin(), m_groups.end(), [&](const Group &group) { return artist && group.artist == *artist; });
        return found == m_groups.end() ? 0 : int(found->songs.size());
    }

    std::mt19937 &m_random;
    std::vector<Group> m_groups;
    int m_left;
};

} // namespace

std::vector<int> shuffled(const QStringList &artists, quint32 seed, const std::optional<QString> &before)
{
    std::mt19937 random(seed);
    Crowd crowd(artists, random);
    std::vector<int> order;
    order.reserve(size_t(artists.size()));
    std::optional<QString> last = before;
    for (qsizetype i = 0; i < artists.size(); ++i) {
        order.push_back(crowd.take(last));
        last = artists[order.back()];
    }
    return order;
}

} // namespace melody::rules
