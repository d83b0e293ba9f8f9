// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <viewmodels/cards.h>
#include <viewmodels/chapters_view_model.h>
#include <viewmodels/downloads_view_model.h>
#include <viewmodels/error_words.h>

#include <QtCore/QLocale>

namespace melody::app {
namespace {

using namespace Qt::StringLiterals;

constexpr std::chrono::seconds lookEvery{20};

QString statusName(downloads::Status status)
{
    switch (status) {
    case downloads::Status::Waiting:
        return u"waiting"_s;
    case downloads::Status::Loading:
        return u"loading"_s;
    case downloads::Status::Paused:
        return u"paused"_s;
    case downloads::Status::Failed:
        return u"failed"_s;
    default:
        return u"done"_s;
    }
}

QString remainingWords(qint64 bytes, qint64 bytesPerSecond)
{
    if (bytesPerSecond <= 0 || bytes <= 0)
        return {};
    const qint64 seconds = (bytes + bytesPerSecond - 1) / bytesPerSecond;
    return seconds < 90 ? DownloadsViewModel::tr("%n second(s) left", nullptr, int(seconds))
                        : DownloadsViewModel::tr("%n minute(s) left", nullptr, int((seconds + 59) / 60));
}

// What is kept of a failure is its code alone. These have words of their own, because it was Download that was pressed, not Play.
QString failureWords(const QString &code)
{
    if (code.isEmpty())
        return {};
    if (code == u"plan_required")
        return DownloadsViewModel::tr("Downloads come with a paid plan. Choose one in Settings, Plans.");
    if (code == u"chunk_damaged")
        return DownloadsViewModel::tr("Some of this arrived damaged. Press Download to fetch it again.");
    if (code == u"store_unavailable")
        return DownloadsViewModel::tr("This device can't write to its disk. Make sure that there is room, then press Download again.");
    if (code == u"licence_forged" || code == u"licence_not_valid")
        return DownloadsViewModel::tr("The licence for this wasn't right, so nothing is kept. Press Download to ask for another.");
    if (code == u"not_found")
        return DownloadsViewModel::tr("Some of this isn't on Melody any more. The rest is kept.");
    const Error said{ErrorKind::Unavailable, code, {}};
    const QString sentence = errorSentence(said);
    return sentence != errorSentence(Error{ErrorKind::Unavailable, {}, {}}) || code == u"server_down"
               ? sentence
               : DownloadsViewModel::tr("This can't be downloaded now. Press Download to try again.");
}

QVariantMap rowOf(const downloads::Collection &collection, qint64 bytesPerSecond)
{
    const wire::ContentSummary &summary = collection.info.summary;
    const bool known = collection.totalBytes > 0;
    const bool loading = collection.status == downloads::Status::Loading;
    const int percent = collection.status == downloads::Status::Done ? 100
                        : known ? int(collection.doneBytes * 100 / std::max<qint64>(1, collection.totalBytes))
                                : 0;
    return {{u"id"_s, summary.id.toString()},
            {u"kind"_s, summary.kind},
            {u"title"_s, summary.title},
            {u"subtitle"_s, collection.info.artistName},
            {u"imageId"_s, summary.image ? summary.image->toString() : QString()},
            {u"imageColor"_s, summary.imageColor},
            {u"status"_s, statusName(collection.status)},
            {u"percent"_s, percent},
            {u"size"_s, known ? QLocale().formattedDataSize(collection.totalBytes, 1, QLocale::DataSizeSIFormat) : QString()},
            {u"remaining"_s, loading ? remainingWords(collection.totalBytes - collection.doneBytes, bytesPerSecond) : QString()},
            {u"error"_s, failureWords(collection.error)}};
}

} // namespace

DownloadsViewModel::DownloadsViewModel(remote::Api &api, downloads::Downloads *downloads) : m_api(api), m_downloads(downloads)
{
    m_look.setInterval(lookEvery);
    connect(&m_look, &QTimer::timeout, this, &DownloadsViewModel::lookForServer);
    if (m_downloads == nullptr)
        return;
    m_downloads->observe([this](const downloads::State &state) {
        const std::lock_guard lock(m_mutex);
        if (!std::exchange(m_waiting, state))
            QMetaObject::invokeMethod(this, &DownloadsViewModel::deliver, Qt::QueuedConnection);
    });
    m_state = m_downloads->state();
    show();
    lookForServer();
}

DownloadsViewModel::~DownloadsViewModel()
{
    if (m_downloads != nullptr)
        m_downloads->observe({});
}

void DownloadsViewModel::deliver()
{
    {
        const std::lock_guard lock(m_mutex);
        m_state = std::move(*std::exchange(m_waiting, {}));
    }
    show();
}

void DownloadsViewModel::show()
{
    QList<QVariantMap> rows;
    m_states.clear();
    for (const downloads::Collection &collection : std::as_const(m_state.collections)) {
        rows.append(rowOf(collection, m_state.bytesPerSecond));
        m_states.insert(collection.info.summary.id.toString(), rows.last());
    }
    m_rows.show(std::move(rows));
    if (!offline())
        m_look.stop();
    else if (!m_look.isActive())
        m_look.start();
    Q_EMIT changed();
    tellRefusals();
}

void DownloadsViewModel::retranslate()
{
    show();
}

QString DownloadsViewModel::usage() const
{
    const QLocale locale;
    return tr("%1 used, %2 free")
        .arg(locale.formattedDataSize(m_state.usedBytes, 1, QLocale::DataSizeSIFormat),
             locale.formattedDataSize(m_state.freeBytes, 1, QLocale::DataSizeSIFormat));
}

const wire::AlbumInfo *DownloadsViewModel::find(const QString &id) const
{
    for (const downloads::Collection &collection : m_state.collections) {
        if (collection.info.summary.id.toString() == id)
            return &collection.info;
    }
    return nullptr;
}

QList<ContentId> DownloadsViewModel::keptTracks() const
{
    QList<ContentId> tracks;
    for (const downloads::Collection &collection : m_state.collections) {
        for (const wire::TrackInfo &track : collection.info.tracks)
            tracks.append(track.summary.id);
    }
    return tracks;
}

QList<wire::TrackInfo> DownloadsViewModel::keptOf(const ContentId &album) const
{
    QList<wire::TrackInfo> tracks;
    QSet<ContentId> had;
    for (const downloads::Collection &collection : m_state.collections) {
        for (const wire::TrackInfo &track : collection.info.tracks) {
            if (track.album != album || had.contains(track.summary.id))
                continue;
            had.insert(track.summary.id);
            tracks.append(track);
        }
    }
    return tracks;
}

QList<ContentId> DownloadsViewModel::keptLong() const
{
    QList<ContentId> contents;
    for (const downloads::Collection &collection : m_state.collections) {
        for (const wire::TrackInfo &track : collection.info.tracks) {
            if (track.summary.kind == u"episode" || track.summary.durationMs >= ChaptersViewModel::longMs)
                contents.append(track.summary.id);
        }
    }
    return contents;
}

void DownloadsViewModel::add(const wire::AlbumInfo &what)
{
    if (m_downloads == nullptr)
        return;
    m_asked.insert(what.summary.id);
    m_downloads->add(what);
}

void DownloadsViewModel::follow(const wire::AlbumInfo &what)
{
    if (m_downloads != nullptr)
        m_downloads->add(what);
}

void DownloadsViewModel::addCard(const QVariantMap &row)
{
    const auto card = cardOf(row);
    if (!card || (card->kind != u"track" && card->kind != u"episode"))
        return;
    wire::TrackInfo track;
    track.summary = *card;
    track.artistName = card->subtitle;
    track.album = ContentId::parse(row.value(u"albumId"_s).toString()).value_or(ContentId());
    wire::AlbumInfo info;
    info.summary = *card;
    info.artistName = card->subtitle;
    info.tracks = {track};
    add(info);
}

// Whoever pressed Download is told once that nothing comes of it.
void DownloadsViewModel::tellRefusals()
{
    for (const downloads::Collection &collection : std::as_const(m_state.collections)) {
        const bool isDone = collection.status == downloads::Status::Done;
        const bool hasFailed = collection.status == downloads::Status::Failed;
        if ((isDone || hasFailed) && m_asked.remove(collection.info.summary.id) && hasFailed)
            Q_EMIT refused(failureWords(collection.error), collection.error == u"plan_required");
    }
}

void DownloadsViewModel::pause(const QString &id)
{
    if (const auto known = ContentId::parse(id); known && m_downloads != nullptr)
        m_downloads->pause(*known);
}

void DownloadsViewModel::resume(const QString &id)
{
    if (const auto known = ContentId::parse(id); known && m_downloads != nullptr)
        m_downloads->resume(*known);
}

void DownloadsViewModel::remove(const QString &id)
{
    if (const auto known = ContentId::parse(id); known && m_downloads != nullptr)
        m_downloads->remove(*known);
}

void DownloadsViewModel::retry(const QString &id)
{
    if (const wire::AlbumInfo *kept = find(id))
        add(*kept);
    lookForServer();
}

void DownloadsViewModel::lookForServer()
{
    if (m_downloads == nullptr || m_api.signInState() != remote::SignInState::SignedIn)
        return;
    m_api.me(this, [this](const Result<wire::Profile> &me) { m_downloads->noteServer(me || me.error().kind != ErrorKind::Unavailable); });
}

} // namespace melody::app
