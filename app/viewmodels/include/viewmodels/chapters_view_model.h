// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The chapters of what plays, and which of them is heard.
#pragma once

#include <QtQml/qqmlregistration.h>
#include <kept/kept_pages.h>
#include <viewmodels/player_watch.h>
#include <viewmodels/rows_model.h>

namespace melody::app {

// Thread: the GUI's. A row: {title, start, length, startMs}; `start` and `length` are words ("12:30").
class ChaptersViewModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to the playback")
    Q_PROPERTY(melody::app::RowsModel *rows READ rows CONSTANT)
    Q_PROPERTY(bool there READ there NOTIFY changed)
    Q_PROPERTY(QVariantList marks READ marks NOTIFY changed) // where each begins, 0..1
    Q_PROPERTY(int current READ current NOTIFY placeChanged) // -1: before the first
    Q_PROPERTY(QString currentTitle READ currentTitle NOTIFY placeChanged)

public:
    static constexpr qint64 longMs = 10 * 60'000;   // of what is shorter and no speech nobody is asked for chapters
    static constexpr qint64 restartAfterMs = 3'000; // "previous" goes to the beginning of the chapter when more than this of it was heard

    ChaptersViewModel(player::Player &player, PlayerWatch &watch);
    // From where they come; null: there are none.
    void setPages(kept::KeptPages *pages);

    [[nodiscard]] RowsModel *rows() { return &m_rows; }
    [[nodiscard]] bool there() const { return !m_chapters.isEmpty(); }
    [[nodiscard]] QVariantList marks() const;
    [[nodiscard]] int current() const { return int(m_current); }
    [[nodiscard]] QString currentTitle() const { return titleOf(m_current); }
    [[nodiscard]] Q_INVOKABLE QString titleAt(double fraction) const; // of the chapter there; empty where there is none
    Q_INVOKABLE void play(int row);
    Q_INVOKABLE void next();
    Q_INVOKABLE void previous();
    void retranslate() { show(); }

Q_SIGNALS:
    void changed();
    void placeChanged();

private:
    void look();
    void ask();
    void show();
    [[nodiscard]] QString titleOf(qsizetype row) const;

    player::Player &m_player;
    PlayerWatch &m_watch;
    kept::KeptPages *m_pages = nullptr;
    ContentId m_content; // whose chapters these are, or are asked for
    qint64 m_durationMs = 0;
    media::Chapters m_chapters;
    qsizetype m_current = -1;
    RowsModel m_rows;
};

} // namespace melody::app
