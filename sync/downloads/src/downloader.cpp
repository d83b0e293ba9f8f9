// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "downloader.h"

#include <numeric>

namespace melody::downloads {
namespace {

using namespace Qt::StringLiterals;

constexpr size_t maxInFlight = 3;
constexpr int maxDamaged = 3;
constexpr std::chrono::milliseconds publishEvery{250};
constexpr std::chrono::seconds measureFor{2};

// The best rung up to the one that is wished for, or the lowest.
const media::RungInfo &chosenRung(const media::Manifest &manifest, media::Rung wished)
{
    const media::RungInfo *chosen = &manifest.rungs.front();
    for (const media::RungInfo &info : manifest.rungs) {
        if (info.rung <= wished)
            chosen = &info;
    }
    return *chosen;
}

qint64 sizeOf(const media::RungInfo &rung)
{
    return std::accumulate(rung.chunks.begin(), rung.chunks.end(), qint64(0),
                           [](qint64 sum, const media::ChunkEntry &entry) { return sum + entry.sizeBytes; });
}

// Worth another try without being asked.
bool passes(const Error &error)
{
    return (error.kind == ErrorKind::Unavailable && error.code != u"disk_full") || error.kind == ErrorKind::RateLimited ||
           error.kind == ErrorKind::Timeout || error.kind == ErrorKind::Unauthenticated;
}

} // namespace

Downloader::Downloader(Desk &desk) : m_desk(desk), m_reservation(desk.options.folder)
{
    m_again.setSingleShot(true);
    m_publish.setSingleShot(true);
    m_lookAgain.setSingleShot(true);
    QObject::connect(&m_lookAgain, &QTimer::timeout, &m_lookAgain, [this] {
        m_renewed = false;
        goOn();
    });
    QObject::connect(&m_again, &QTimer::timeout, &m_again, [this] { goOn(); });
    QObject::connect(&m_publish, &QTimer::timeout, &m_publish, [this] { publish(); });
}

void Downloader::userChanged()
{
    stop();
    m_renewed = false;
    m_doubtBefore = {};
    m_asked.clear();
    m_failures = 0;
    m_toCheck.clear();
    if (!m_desk.user.isNull()) {
        if (!m_desk.shelf.mendIncomplete(m_desk.user))
            qWarning("downloads: they can't be looked through");
        m_toCheck = m_desk.shelf.doneItems(m_desk.user).value_or(QList<ContentId>());
    }
    goOn();
}

void Downloader::planChanged()
{
    if (m_desk.user.isNull())
        return;
    stop(); // what came stays
    m_renewed = false;
    m_doubtBefore = m_desk.trustedNow();
    m_asked.clear();
    m_failures = 0;
    goOn();
}

void Downloader::retryNow()
{
    m_failures = 0;
    m_again.stop();
    goOn();
}

void Downloader::goOn()
{
    publishSoon();
    if (m_active || m_renewing || m_again.isActive() || m_desk.user.isNull())
        return;
    const bool inDoubt = !m_renewed && m_doubtBefore != TimePoint();
    const auto next = inDoubt ? Result<std::optional<Item>>() : m_desk.shelf.nextItem(m_desk.user);
    if (next && *next)
        begin(**next);
    else if (!m_renewed)
        renewOldest();
    else if (!m_toCheck.isEmpty())
        checkNext();
}

void Downloader::stop()
{
    if (m_active && m_active->kept)
        m_desk.parts.streams.close(m_active->kept->media.id);
    m_active.reset();
    m_renewing.reset();
    ++m_turn;
    m_again.stop();
    m_bytesPerSecond = 0;
    if (!m_reservation.hold(0, 0))
        qWarning("downloads: reserved room can't be given back");
}

void Downloader::drop(const ContentId &collection)
{
    if (m_active && m_active->item.collection == collection)
        stop();
}

void Downloader::begin(const Item &item)
{
    Active active;
    active.item = item;
    m_active = std::move(active);
    m_active->licence = m_desk.obtain(item.content, [this, turn = m_turn](const Result<KeptLicence> &licence) {
        if (turn == m_turn && m_active)
            licensed(licence);
    });
}

void Downloader::licensed(const Result<KeptLicence> &licence)
{
    m_active->licence.reset();
    if (!licence) {
        failed(licence.error());
        return;
    }
    m_active->kept = *licence;
    if (const auto prepared = prepare(*licence); !prepared)
        failed(prepared.error());
    else
        fetchMore();
}

Result<void> Downloader::prepare(const KeptLicence &licence)
{
    Active &active = *m_active;
    const media::Manifest &manifest = licence.media.manifest;
    auto key = m_desk.parts.licences.unseal(licence.media.sealedKey);
    if (!key)
        return tl::unexpected(key.error());
    active.key = std::move(*key);
    const media::RungInfo &rung = chosenRung(manifest, m_desk.options.rung);
    active.recording = {manifest.asset, rung.rung, int(rung.chunks.size())};
    if (const auto pinned = m_desk.parts.chunks.pin(manifest.asset, rung.rung); !pinned)
        return pinned;
    const auto here = m_desk.parts.chunks.wholeChunks(manifest.asset, rung.rung);
    if (!here)
        return tl::unexpected(here.error());
    for (int i = int(rung.chunks.size()) - 1; i >= 0; --i) {
        if (std::binary_search(here->begin(), here->end(), i))
            active.doneBytes += rung.chunks[size_t(i)].sizeBytes;
        else
            active.missing.push_back(i);
    }
    if (const auto begun = m_desk.shelf.beginItem(m_desk.user, active.item.content, active.recording, sizeOf(rung)); !begun)
        return begun;
    if (const auto set = m_desk.shelf.setDoneBytes(m_desk.user, active.item.content, active.doneBytes); !set)
        return set;
    const auto toCome = m_desk.shelf.bytesToCome(m_desk.user);
    return toCome ? m_reservation.hold(*toCome, m_desk.options.spareBytes) : Result<void>(tl::unexpected(toCome.error()));
}

void Downloader::fetchMore()
{
    while (!m_active->missing.empty() && m_active->fetching.size() < maxInFlight) {
        const int index = m_active->missing.back();
        m_active->missing.pop_back();
        fetch(index, false);
    }
    if (m_active->fetching.empty())
        finish();
}

void Downloader::fetch(int index, bool refresh)
{
    m_active->fetching[index] = m_desk.parts.streams.fetchChunk(m_active->kept->media.id, m_active->recording.rung, index, refresh,
                                                                [this, index, turn = m_turn](Result<QByteArray> sealed) {
                                                                    m_desk.thread.post([this, index, turn, sealed = std::move(sealed)] {
                                                                        if (turn == m_turn && m_active)
                                                                            arrived(index, sealed);
                                                                    });
                                                                });
}

void Downloader::arrived(int index, const Result<QByteArray> &sealed)
{
    Active &active = *m_active;
    active.fetching.erase(index);
    if (!sealed) {
        failed(sealed.error());
        return;
    }
    const Recording &recording = active.recording;
    if (!crypto::openChunk(active.key, {recording.asset, quint8(recording.rung), quint64(index)}, *sealed)) {
        if (++active.damaged[index] > maxDamaged)
            failed({ErrorKind::Internal, u"chunk_damaged"_s, u"The recording arrives damaged."_s});
        else
            fetch(index, true);
        return;
    }
    m_failures = 0;
    m_desk.saw(true);
    if (const auto kept = m_desk.parts.chunks.keep({recording.asset, recording.rung, index}, *sealed); !kept) {
        failed(kept.error());
        return;
    }
    active.doneBytes += sealed->size();
    measure(sealed->size());
    const auto counted = m_desk.shelf.setDoneBytes(m_desk.user, active.item.content, active.doneBytes);
    const auto toCome = m_desk.shelf.bytesToCome(m_desk.user);
    if (!counted || !toCome || !m_reservation.hold(*toCome, 0))
        qWarning("downloads: the room that is left can't be counted");
    publishSoon();
    fetchMore();
}

void Downloader::finish()
{
    const ContentId content = m_active->item.content;
    stop();
    if (const auto finished = m_desk.shelf.finishItem(m_desk.user, content); !finished)
        qWarning("downloads: %s", qUtf8Printable(finished.error().code));
    goOn();
}

void Downloader::failed(const Error &error)
{
    const ContentId content = m_active->item.content;
    stop();
    if (passes(error)) {
        backOff();
        return;
    }
    qWarning("downloads: a recording can't be kept: %s", qUtf8Printable(error.code));
    if (error.kind == ErrorKind::PlanRequired && !m_desk.shelf.dropLicence(m_desk.user, std::nullopt))
        qWarning("downloads: licences can't be dropped");
    if (const auto noted = m_desk.shelf.failItem(m_desk.user, content, error.code); !noted)
        backOff();
    else
        goOn();
}

void Downloader::backOff()
{
    const auto wait = m_desk.options.firstBackoff * (qint64(1) << std::min(m_failures++, 16));
    m_again.start(std::min<std::chrono::milliseconds>(wait, m_desk.options.maxBackoff));
    publishSoon();
}

// Once a day each; what the plan no longer allows ends here.
void Downloader::renewOldest()
{
    const auto due = m_desk.shelf.oldestLicence(m_desk.user, dueBefore());
    if (!due || !*due || m_asked.contains(**due)) {
        m_renewed = true;
        m_doubtBefore = {};
        m_asked.clear();
        m_lookAgain.start(m_desk.options.lookAgain);
        goOn();
        return;
    }
    m_renewing = m_desk.obtain(**due, [this, content = **due, turn = m_turn](const Result<KeptLicence> &licence) {
        if (turn != m_turn)
            return;
        m_renewing.reset();
        if (licence) {
            m_asked.insert(content);
            m_desk.parts.streams.close(licence->media.id);
        } else if (passes(licence.error())) {
            backOff();
            return;
        } else {
            const bool all = licence.error().kind == ErrorKind::PlanRequired;
            if (!m_desk.shelf.dropLicence(m_desk.user, all ? std::nullopt : std::optional(content)))
                qWarning("downloads: a licence can't be dropped");
        }
        goOn();
    });
}

TimePoint Downloader::dueBefore() const
{
    return std::max(m_doubtBefore, m_desk.trustedNow() - rules::licenceRenewal);
}

// Whether what should be here is here and whole: one recording at a time, when nothing else is to be done.
void Downloader::checkNext()
{
    const ContentId content = m_toCheck.takeFirst();
    const auto recording = m_desk.shelf.recording(m_desk.user, content);
    if (recording && *recording) {
        const auto whole = m_desk.parts.chunks.wholeChunks((*recording)->asset, (*recording)->rung);
        if (whole && int(whole->size()) < (*recording)->chunks && !m_desk.shelf.mend(m_desk.user, content))
            qWarning("downloads: a damaged recording can't be noted");
    }
    m_desk.thread.post([this] { goOn(); });
}

void Downloader::measure(qint64 bytes)
{
    const auto now = m_desk.parts.clock.monotonic();
    if (m_bytesPerSecond == 0 && m_measured == 0)
        m_measuredSince = now;
    m_measured += bytes;
    const auto passed = std::chrono::duration_cast<std::chrono::milliseconds>(now - m_measuredSince);
    if (passed < measureFor)
        return;
    m_bytesPerSecond = std::exchange(m_measured, 0) * 1000 / passed.count();
    m_measuredSince = now;
}

void Downloader::publishSoon()
{
    if (!m_publish.isActive())
        m_publish.start(publishEvery);
}

void Downloader::publish()
{
    State state;
    state.collections = m_desk.user.isNull() ? QList<Collection>() : m_desk.shelf.collections(m_desk.user).value_or(QList<Collection>());
    for (Collection &collection : state.collections) {
        if (collection.status == Status::Loading && !(m_active && m_active->item.collection == collection.info.summary.id))
            collection.status = Status::Waiting;
    }
    state.usedBytes = m_desk.parts.chunks.usage().value_or(chunks::Usage()).pinnedBytes;
    state.freeBytes = m_reservation.freeBytes();
    state.bytesPerSecond = m_active ? m_bytesPerSecond : 0;
    state.serverReachable = m_desk.serverReachable;
    std::function<void(const State &)> changed;
    {
        const std::lock_guard lock(m_mutex);
        m_state = state;
        changed = m_changed;
    }
    if (changed)
        changed(state);
}

State Downloader::state() const
{
    const std::lock_guard lock(m_mutex);
    return m_state;
}

void Downloader::observe(std::function<void(const State &)> changed)
{
    const std::lock_guard lock(m_mutex);
    m_changed = std::move(changed);
}

} // namespace melody::downloads
