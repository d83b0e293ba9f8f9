// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <viewmodels/chapters_view_model.h>
#include <viewmodels/track_list_model.h>

namespace melody::app {

using namespace Qt::StringLiterals;

ChaptersViewModel::ChaptersViewModel(player::Player &player, PlayerWatch &watch) : m_player(player), m_watch(watch)
{
    connect(&watch, &PlayerWatch::changed, this, &ChaptersViewModel::look);
}

void ChaptersViewModel::setPages(kept::KeptPages *pages)
{
    m_pages = pages;
    ask();
}

void ChaptersViewModel::look()
{
    const player::PlayerState &state = m_watch.state();
    const std::optional<player::QueueItem> item = state.queue.current();
    const bool mayHave = item && !item->adBreak && (item->speech || item->durationMs >= longMs);
    const ContentId content = mayHave ? item->content : ContentId();
    const bool isOther = content != m_content;
    if (isOther) {
        m_content = content;
        m_chapters.clear();
    }
    // Known a moment later than the item itself.
    const qint64 durationMs = state.durationMs > 0 ? state.durationMs : item ? item->durationMs : 0;
    if (isOther || (durationMs != m_durationMs && there())) {
        m_durationMs = durationMs;
        show();
    }
    m_durationMs = durationMs;
    if (isOther)
        ask();
    const qsizetype current = media::chapterAt(m_chapters, state.positionMs);
    if (current == m_current)
        return;
    m_current = current;
    Q_EMIT placeChanged();
}

void ChaptersViewModel::ask()
{
    if (m_pages == nullptr || m_content.isNull())
        return;
    m_pages->chapters(m_content, this, [this, content = m_content](const Result<media::Chapters> &chapters) {
        if (content != m_content || !chapters) // another one plays by now; without them the bar is plain
            return;
        m_chapters = *chapters;
        show();
    });
}

void ChaptersViewModel::show()
{
    QList<QVariantMap> rows;
    rows.reserve(m_chapters.size());
    for (qsizetype i = 0; i < m_chapters.size(); ++i) {
        const qint64 startMs = m_chapters[i].startMs;
        const qint64 endMs = i + 1 < m_chapters.size() ? m_chapters[i + 1].startMs : std::max(m_durationMs, startMs);
        rows.append({{u"title"_s, titleOf(i)},
                     {u"start"_s, durationText(startMs)},
                     {u"length"_s, durationText(endMs - startMs)},
                     {u"startMs"_s, startMs}});
    }
    m_rows.show(std::move(rows));
    m_current = media::chapterAt(m_chapters, m_watch.state().positionMs);
    Q_EMIT changed();
    Q_EMIT placeChanged();
}

QString ChaptersViewModel::titleOf(qsizetype row) const
{
    if (row < 0 || row >= m_chapters.size())
        return {};
    const QString &title = m_chapters[row].title;
    return title.isEmpty() ? tr("Chapter %1").arg(row + 1) : title;
}

QVariantList ChaptersViewModel::marks() const
{
    QVariantList marks;
    if (m_durationMs <= 0)
        return marks;
    marks.reserve(m_chapters.size());
    for (const media::Chapter &chapter : m_chapters)
        marks.append(std::clamp(double(chapter.startMs) / double(m_durationMs), 0.0, 1.0));
    return marks;
}

QString ChaptersViewModel::titleAt(double fraction) const
{
    return titleOf(media::chapterAt(m_chapters, qint64(std::clamp(fraction, 0.0, 1.0) * double(m_durationMs))));
}

void ChaptersViewModel::play(int row)
{
    if (row >= 0 && row < m_chapters.size())
        m_player.seek(m_chapters[row].startMs);
}

void ChaptersViewModel::next()
{
    play(current() + 1);
}

void ChaptersViewModel::previous()
{
    if (m_current < 0)
        return;
    const bool again = m_current == 0 || m_watch.state().positionMs - m_chapters[m_current].startMs > restartAfterMs;
    play(again ? current() : current() - 1);
}

} // namespace melody::app
