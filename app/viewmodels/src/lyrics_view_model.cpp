// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <viewmodels/lyrics_view_model.h>

namespace melody::app {

using namespace Qt::StringLiterals;

void LyricsViewModel::setApp(AppViewModel *app)
{
    if (m_app == app || app == nullptr)
        return;
    m_app = app;
    connect(app->settings(), &SettingsViewModel::languageChanged, this, &LyricsViewModel::phaseChanged); // errors are words
    connect(app->playback(), &PlaybackViewModel::trackChanged, this, &LyricsViewModel::trackChanged);
    connect(app->playback(), &PlaybackViewModel::positionChanged, this, &LyricsViewModel::follow);
    trackChanged();
}

void LyricsViewModel::trackChanged()
{
    if (m_track == m_app->playback()->contentId())
        return;
    m_track = m_app->playback()->contentId();
    show({});
    load();
}

void LyricsViewModel::load()
{
    if (m_app == nullptr)
        return;
    const auto id = ContentId::parse(m_track);
    if (!id || m_app->pages() == nullptr) {
        show({});
        return setReady();
    }
    setLoading();
    m_app->pages()->lyrics(*id, this, [this, track = m_track](const Result<std::optional<media::Lyrics>> &lyrics) {
        if (track != m_track)
            return; // another one plays by now
        if (!lyrics)
            return setFailed(lyrics.error());
        show(lyrics->value_or(media::Lyrics()));
        setReady();
    });
}

void LyricsViewModel::show(const media::Lyrics &lyrics)
{
    m_lyrics = lyrics;
    QList<QVariantMap> rows;
    rows.reserve(lyrics.lines.size());
    for (const media::LyricLine &line : lyrics.lines)
        rows.append({{u"text"_s, line.text}, {u"timed"_s, lyrics.synced}});
    m_place = lyricsPlaceAt(m_lyrics, m_app->playback()->positionMs());
    m_lines.show(std::move(rows));
    Q_EMIT placeChanged();
}

// The position belongs to the player's current track, which is the one that these words are of: both come in one snapshot.
void LyricsViewModel::follow()
{
    if (m_track != m_app->playback()->contentId())
        return;
    const LyricsPlace place = lyricsPlaceAt(m_lyrics, m_app->playback()->positionMs());
    if (place == m_place)
        return;
    m_place = place;
    Q_EMIT placeChanged();
}

QString LyricsViewModel::currentMarkup() const
{
    if (m_place.line < 0)
        return {};
    const media::LyricLine &line = m_lyrics.lines[m_place.line];
    const qsizetype sung = sungChars(line, m_place.word);
    if (sung >= line.text.size())
        return line.text.toHtmlEscaped();
    return u"%1<font color=\"%2\">%3</font>"_s.arg(line.text.first(sung).toHtmlEscaped(), m_restColor.name(),
                                                   line.text.sliced(sung).toHtmlEscaped());
}

void LyricsViewModel::setRestColor(const QColor &color)
{
    if (m_restColor == color)
        return;
    m_restColor = color;
    Q_EMIT placeChanged();
}

void LyricsViewModel::seekToLine(int line)
{
    if (m_lyrics.synced && line >= 0 && line < m_lyrics.lines.size())
        m_app->player().seek(m_lyrics.lines[line].startMs);
}

} // namespace melody::app
