// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The words of what plays, and which of them sound now, by the player's position.
#pragma once

#include <QtGui/QColor>
#include <viewmodels/app_view_model.h>
#include <viewmodels/lyrics_place.h>
#include <viewmodels/page_view_model.h>

namespace melody::app {

// Thread: the GUI's. Fetches the words of every track that plays while it lives. A row of `lines`: {text, timed}.
class LyricsViewModel : public melody::app::PageViewModel {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(melody::app::AppViewModel *app READ app WRITE setApp REQUIRED)
    Q_PROPERTY(melody::app::RowsModel *lines READ lines CONSTANT)
    Q_PROPERTY(bool none READ none NOTIFY phaseChanged) // the track has no words
    Q_PROPERTY(bool synced READ synced NOTIFY phaseChanged)
    Q_PROPERTY(int currentLine READ currentLine NOTIFY placeChanged) // -1: none yet
    // The current line; what of it was not sung yet is painted in `restColor`. Plain text where its words have no times.
    Q_PROPERTY(QString currentMarkup READ currentMarkup NOTIFY placeChanged)
    Q_PROPERTY(bool currentHasWords READ currentHasWords NOTIFY placeChanged)
    Q_PROPERTY(QColor restColor READ restColor WRITE setRestColor NOTIFY placeChanged)

public:
    using PageViewModel::PageViewModel;
    [[nodiscard]] AppViewModel *app() const { return m_app; }
    void setApp(AppViewModel *app);
    [[nodiscard]] RowsModel *lines() { return &m_lines; }
    [[nodiscard]] bool none() const { return ready() && m_lyrics.lines.isEmpty(); }
    [[nodiscard]] bool synced() const { return m_lyrics.synced; }
    [[nodiscard]] int currentLine() const { return int(m_place.line); }
    [[nodiscard]] QString currentMarkup() const;
    [[nodiscard]] bool currentHasWords() const { return m_place.line >= 0 && !m_lyrics.lines[m_place.line].words.isEmpty(); }
    [[nodiscard]] QColor restColor() const { return m_restColor; }
    void setRestColor(const QColor &color);

    Q_INVOKABLE void load();
    // Plays from where this line begins.
    Q_INVOKABLE void seekToLine(int line);

Q_SIGNALS:
    void placeChanged();

private:
    void trackChanged();
    void show(const media::Lyrics &lyrics);
    void follow();

    AppViewModel *m_app = nullptr;
    QString m_track; // whose words these are, or are being fetched
    media::Lyrics m_lyrics;
    RowsModel m_lines;
    LyricsPlace m_place;
    QColor m_restColor;
};

} // namespace melody::app
