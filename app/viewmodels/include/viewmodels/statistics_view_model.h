// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What one listened to in a month or a year, and a picture of it to share.
#pragma once

#include <rules/period.h>
#include <viewmodels/app_view_model.h>
#include <viewmodels/page_view_model.h>
#include <wire/statistics.h>

namespace melody::app {

struct ShareCard;

// Thread: the GUI's. Shows the present month first. A row of `tracks` and `artists`: {id, title, subtitle, imageId, imageColor, plays,
// share}, of `points`: {label, words, plays, share}; `share` is of the greatest, 0 to 1.
class StatisticsViewModel : public melody::app::PageViewModel {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(melody::app::AppViewModel *app READ app WRITE setApp REQUIRED)
    Q_PROPERTY(QString span READ span WRITE setSpan NOTIFY changed) // "month" or "year"
    Q_PROPERTY(QString title READ title NOTIFY changed)             // of the period
    Q_PROPERTY(bool hasLater READ hasLater NOTIFY changed)
    Q_PROPERTY(bool hasEarlier READ hasEarlier NOTIFY changed)
    Q_PROPERTY(bool shown READ shown NOTIFY changed) // there is something to show, perhaps an older answer
    Q_PROPERTY(bool empty READ empty NOTIFY changed) // and it is: nothing was listened to
    Q_PROPERTY(QString sums READ sums NOTIFY changed)
    Q_PROPERTY(QString asOf READ asOf NOTIFY changed) // when the server said so, while it can't be asked; else empty
    Q_PROPERTY(melody::app::RowsModel *tracks READ tracks CONSTANT)
    Q_PROPERTY(melody::app::RowsModel *artists READ artists CONSTANT)
    Q_PROPERTY(melody::app::RowsModel *points READ points CONSTANT)
    Q_PROPERTY(QString pointsText READ pointsText NOTIFY changed) // the chart, for who does not see it
    Q_PROPERTY(QString cardName READ cardName NOTIFY changed)     // of a file
    Q_PROPERTY(bool cardSaved READ cardSaved NOTIFY changed)
    Q_PROPERTY(bool cardFailed READ cardFailed NOTIFY changed) // the file could not be written

public:
    using PageViewModel::PageViewModel;
    [[nodiscard]] AppViewModel *app() const { return m_app; }
    void setApp(AppViewModel *app);
    [[nodiscard]] QString span() const;
    void setSpan(const QString &span);
    [[nodiscard]] QString title() const;
    [[nodiscard]] bool hasLater() const;
    [[nodiscard]] bool hasEarlier() const { return rules::periodBeside(m_period, -1) != m_period; }
    [[nodiscard]] bool shown() const { return m_kept.has_value(); }
    [[nodiscard]] bool empty() const { return m_kept && m_kept->statistics.plays == 0; }
    [[nodiscard]] QString sums() const;
    [[nodiscard]] QString asOf() const;
    [[nodiscard]] RowsModel *tracks() { return &m_tracks; }
    [[nodiscard]] RowsModel *artists() { return &m_artists; }
    [[nodiscard]] RowsModel *points() { return &m_points; }
    [[nodiscard]] QString pointsText() const;
    [[nodiscard]] QString cardName() const { return QStringLiteral("melody-%1.png").arg(rules::periodText(m_period)); }
    [[nodiscard]] bool cardSaved() const { return m_card == Card::Saved; }
    [[nodiscard]] bool cardFailed() const { return m_card == Card::Failed; }

    Q_INVOKABLE void load();
    // The period before (-1) or after (1) it.
    Q_INVOKABLE void step(int by);
    // Draws the picture into a local file.
    Q_INVOKABLE void saveCard(const QUrl &file);

Q_SIGNALS:
    void changed();

private:
    enum class Card { None, Saved, Failed };

    void setPeriod(const rules::Period &period);
    void take(const Result<kept::KeptStatistics> &answer);
    void show();
    [[nodiscard]] QLocale locale() const;
    [[nodiscard]] QDate today() const;
    [[nodiscard]] ShareCard card() const;

    AppViewModel *m_app = nullptr;
    rules::Period m_period;
    std::optional<kept::KeptStatistics> m_kept;
    bool m_stale = false; // it is kept, and the server can't be asked
    RowsModel m_tracks;
    RowsModel m_artists;
    RowsModel m_points;
    Card m_card = Card::None;
};

// "7 h 5 min", "12 min"; a part of a minute counts as one.
[[nodiscard]] QString listeningTimeText(qint64 ms);

} // namespace melody::app
