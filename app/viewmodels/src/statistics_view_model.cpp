// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <viewmodels/statistics_view_model.h>

#include <rules/parental.h>
#include <viewmodels/content_list_model.h>
#include <viewmodels/share_card.h>

#include <QtCore/QLocale>
#include <QtCore/QSaveFile>
#include <QtCore/QTimeZone>
#include <QtCore/QUrl>

namespace melody::app {
namespace {

using namespace Qt::StringLiterals;

QString ownTimeZone()
{
    const QString zone = QString::fromLatin1(QTimeZone::systemTimeZoneId());
    return rules::isTimeZone(zone) ? zone : u"UTC"_s;
}

QString playsText(qint64 plays)
{
    return StatisticsViewModel::tr("%n play(s)", nullptr, int(plays));
}

QList<QVariantMap> rowsOf(const QList<wire::TopItem> &items)
{
    QList<QVariantMap> rows;
    const double most = items.isEmpty() ? 1.0 : double(std::max<qint64>(1, items.first().plays));
    for (const wire::TopItem &item : items) {
        rows.append({{u"id"_s, item.content.id.toString()},
                     {u"title"_s, item.content.title},
                     {u"subtitle"_s, item.content.subtitle},
                     {u"imageId"_s, imageText(item.content.image)},
                     {u"imageColor"_s, item.content.imageColor},
                     {u"plays"_s, playsText(item.plays)},
                     {u"share"_s, double(item.plays) / most}});
    }
    return rows;
}

qint64 mostPlays(const wire::Statistics &statistics)
{
    qint64 most = 1;
    for (const wire::StatisticsPoint &point : statistics.points)
        most = std::max(most, point.plays);
    return most;
}

QStringList namesOf(const QList<wire::TopItem> &items)
{
    QStringList names;
    for (const wire::TopItem &item : items)
        names.append(item.content.title);
    return names;
}

} // namespace

QString listeningTimeText(qint64 ms)
{
    const qint64 minutes = (ms + 59'999) / 60'000;
    return minutes < 60 ? StatisticsViewModel::tr("%1 min").arg(minutes)
                        : StatisticsViewModel::tr("%1 h %2 min").arg(minutes / 60).arg(minutes % 60);
}

void StatisticsViewModel::setApp(AppViewModel *app)
{
    if (m_app == app || app == nullptr)
        return;
    m_app = app;
    connect(app->settings(), &SettingsViewModel::languageChanged, this, [this] {
        show();
        Q_EMIT phaseChanged(); // errors are words
    });
    setPeriod(rules::periodOf(today(), false));
}

QDate StatisticsViewModel::today() const
{
    return QDateTime::fromMSecsSinceEpoch(m_app->clock().now().time_since_epoch().count(), QTimeZone(ownTimeZone().toUtf8())).date();
}

QString StatisticsViewModel::span() const
{
    return m_period.month == 0 ? u"year"_s : u"month"_s;
}

void StatisticsViewModel::setSpan(const QString &span)
{
    if (m_app == nullptr || span == this->span())
        return;
    // From a month to its year; from a year to its last month that has begun.
    const rules::Period present = rules::periodOf(today(), false);
    if (span == u"year")
        setPeriod({m_period.year, 0});
    else
        setPeriod(m_period.year == present.year ? present : rules::Period{m_period.year, 12});
}

void StatisticsViewModel::setPeriod(const rules::Period &period)
{
    m_period = period;
    m_kept.reset();
    m_stale = false;
    m_card = Card::None;
    show();
    load();
}

void StatisticsViewModel::step(int by)
{
    if (m_app != nullptr && (by > 0 ? hasLater() : hasEarlier()))
        setPeriod(rules::periodBeside(m_period, by > 0 ? 1 : -1));
}

bool StatisticsViewModel::hasLater() const
{
    return m_app != nullptr && m_period != rules::periodOf(today(), m_period.month == 0);
}

void StatisticsViewModel::load()
{
    if (m_app == nullptr || m_app->pages() == nullptr)
        return;
    setLoading();
    m_app->pages()->statistics(m_period, ownTimeZone(), this, [this, period = m_period](const Result<kept::KeptStatistics> &answer) {
        if (period == m_period) // another one is wanted by now
            take(answer);
    });
}

void StatisticsViewModel::take(const Result<kept::KeptStatistics> &answer)
{
    if (!answer) {
        m_kept.reset();
        show();
        return setFailed(answer.error());
    }
    m_stale = answer->last && m_kept && answer->asOf == m_kept->asOf;
    m_kept = *answer;
    show();
    if (answer->last)
        setReady();
}

void StatisticsViewModel::show()
{
    const wire::Statistics statistics = m_kept ? m_kept->statistics : wire::Statistics();
    m_tracks.show(rowsOf(statistics.tracks));
    m_artists.show(rowsOf(statistics.artists));
    const double most = double(mostPlays(statistics));
    QList<QVariantMap> points;
    for (const wire::StatisticsPoint &point : statistics.points) {
        const bool isMonth = m_period.month == 0;
        const int number = point.on.last(2).toInt();
        const QString label = isMonth ? locale().standaloneMonthName(number, QLocale::NarrowFormat) : QString::number(number);
        const QString name =
            isMonth ? locale().standaloneMonthName(number) : locale().toString(QDate::fromString(point.on, Qt::ISODate), tr("MMMM d"));
        points.append({{u"label"_s, label},
                       {u"words"_s, tr("%1: %2, %3").arg(name, playsText(point.plays), listeningTimeText(point.heardMs))},
                       {u"plays"_s, point.plays},
                       {u"share"_s, double(point.plays) / most}});
    }
    m_points.show(std::move(points));
    Q_EMIT changed();
}

QLocale StatisticsViewModel::locale() const
{
    return QLocale(m_app != nullptr ? m_app->settings()->effectiveLanguage() : u"en"_s);
}

QString StatisticsViewModel::title() const
{
    if (m_period.month == 0)
        return QString::number(m_period.year);
    return tr("%1 %2", "month and year").arg(locale().standaloneMonthName(m_period.month)).arg(m_period.year);
}

QString StatisticsViewModel::sums() const
{
    return m_kept ? tr("%1 · %2", "plays and time").arg(playsText(m_kept->statistics.plays), listeningTimeText(m_kept->statistics.heardMs))
                  : QString();
}

QString StatisticsViewModel::asOf() const
{
    if (!m_stale)
        return {};
    const auto then = QDateTime::fromMSecsSinceEpoch(m_kept->asOf.time_since_epoch().count());
    return tr("As of %1: the server can't be reached.").arg(locale().toString(then, QLocale::ShortFormat));
}

QString StatisticsViewModel::pointsText() const
{
    QStringList heard;
    for (int row = 0; row < m_points.count(); ++row) {
        if (m_points.at(row).value(u"plays"_s).toLongLong() > 0)
            heard.append(m_points.at(row).value(u"words"_s).toString());
    }
    return heard.join(u"; "_s);
}

ShareCard StatisticsViewModel::card() const
{
    const wire::Statistics &statistics = m_kept->statistics;
    ShareCard card;
    card.heading = tr("My music, %1").arg(title());
    card.headline = playsText(statistics.plays);
    card.detail = listeningTimeText(statistics.heardMs);
    for (const wire::StatisticsPoint &point : statistics.points)
        card.bars.append(double(point.plays) / double(mostPlays(statistics)));
    card.tracksTitle = tr("Top songs");
    card.tracks = namesOf(statistics.tracks);
    card.artistsTitle = tr("Top artists");
    card.artists = namesOf(statistics.artists);
    card.footer = u"Melody"_s;
    return card;
}

void StatisticsViewModel::saveCard(const QUrl &file)
{
    if (!m_kept)
        return;
    QSaveFile out(file.toLocalFile());
    const bool written = file.isLocalFile() && out.open(QIODevice::WriteOnly) && drawShareCard(card()).save(&out, "PNG") && out.commit();
    m_card = written ? Card::Saved : Card::Failed;
    Q_EMIT changed();
}

} // namespace melody::app
