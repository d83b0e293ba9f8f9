// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <kept/kept_pages.h>

#include "answer_shelf.h"

#include <values/mailbox.h>

#include <QtCore/QJsonDocument>
#include <QtCore/QPointer>
#include <QtCore/QThread>

namespace melody::kept {
namespace {

using namespace Qt::StringLiterals;
using MaybeLyrics = std::optional<media::Lyrics>;

QString lyricsName(const ContentId &track)
{
    return u"lyrics/"_s + track.toString();
}

template<typename T>
QByteArray textOf(const T &value)
{
    return QJsonDocument(wire::toJson(value)).toJson(QJsonDocument::Compact);
}

// What can't be read is as if it were not kept.
template<typename T>
std::optional<T> read(const std::optional<Answer> &answer, Result<T> (*parse)(const QJsonObject &))
{
    if (!answer || answer->json.isEmpty())
        return std::nullopt;
    auto value = wire::parseObject(answer->json, answer->json.size()).and_then(parse);
    return value ? std::optional(std::move(*value)) : std::nullopt;
}

// The half on the thread that reads, writes and asks.
class Reader {
public:
    using LyricsDone = std::function<void(Result<MaybeLyrics>)>;
    using StatisticsDone = std::function<void(Result<KeptStatistics>)>;

    Reader(const Parts &parts, const Options &options, Mailbox &thread)
        : m_parts(parts), m_options(options), m_thread(thread), m_shelf(parts.store, parts.clock, options.mostAnswers)
    {
    }

    void setUser(const UserId &user)
    {
        m_user = user;
        m_toKeep.clear();
        m_seen.clear();
    }

    void lyrics(const ContentId &track, const LyricsDone &done)
    {
        const auto kept = m_shelf.find(m_user, lyricsName(track));
        auto words = read(kept, &wire::parseLyrics);
        const bool known = words || (kept && kept->json.isEmpty());
        if (known)
            done(std::move(words));
        if (known && m_parts.clock.now() - kept->keptAt < m_options.fresh)
            return;
        fetch(track, [known, done](const Result<MaybeLyrics> &answer) {
            if (!known)
                done(answer);
        });
    }

    void statistics(const rules::Period &period, const QString &timeZone, const StatisticsDone &done)
    {
        const QString name = u"statistics/%1/%2"_s.arg(rules::periodText(period), timeZone);
        const auto kept = m_shelf.find(m_user, name);
        auto before = read(kept, &wire::parseStatistics);
        if (before)
            done(KeptStatistics{*before, kept->keptAt, false});
        const auto answered = [this, name, done, user = m_user, before = std::move(before),
                               asOf = kept ? kept->keptAt : TimePoint()](const Result<wire::Statistics> &answer) {
            if (answer) {
                m_shelf.keep(user, name, textOf(*answer));
                done(KeptStatistics{*answer, m_parts.clock.now(), true});
            } else if (before && answer.error().kind == ErrorKind::Unavailable) {
                done(KeptStatistics{*before, asOf, true});
            } else {
                done(tl::unexpected(answer.error()));
            }
        };
        m_parts.api.statistics(period, timeZone, &m_thread, answered);
    }

    void keepLyrics(const QList<ContentId> &tracks)
    {
        for (const ContentId &track : tracks) {
            if (std::exchange(m_seen[track], true))
                continue;
            if (!m_shelf.find(m_user, lyricsName(track)))
                m_toKeep.append(track);
        }
        if (!m_keeping)
            keepNext();
    }

private:
    void fetch(const ContentId &track, const LyricsDone &done)
    {
        m_parts.api.lyrics(track, &m_thread, [this, track, done, user = m_user](const Result<media::Lyrics> &answer) {
            const bool none = !answer && answer.error().kind == ErrorKind::NotFound;
            if (answer || none)
                m_shelf.keep(user, lyricsName(track), none ? QByteArray() : textOf(*answer));
            if (answer || none)
                done(none ? MaybeLyrics() : MaybeLyrics(*answer));
            else
                done(tl::unexpected(answer.error()));
        });
    }

    void keepNext()
    {
        m_keeping = !m_toKeep.isEmpty();
        if (!m_keeping)
            return;
        const ContentId track = m_toKeep.takeFirst();
        fetch(track, [this, track](const Result<MaybeLyrics> &answer) {
            if (!answer) { // later, when somebody says so again
                m_seen.remove(track);
                for (const ContentId &waiting : std::as_const(m_toKeep))
                    m_seen.remove(waiting);
                m_toKeep.clear();
            }
            keepNext();
        });
    }

    const Parts m_parts;
    const Options m_options;
    Mailbox &m_thread;
    AnswerShelf m_shelf;
    UserId m_user;
    QHash<ContentId, bool> m_seen; // by keepLyrics(), since somebody signed in
    QList<ContentId> m_toKeep;
    bool m_keeping = false;
};

class KeptPagesImpl final : public KeptPages {
public:
    KeptPagesImpl(const Parts &parts, const Options &options) : m_reader(parts, options, m_onThread)
    {
        m_thread.setObjectName(u"kept"_s);
        m_onThread.moveToThread(&m_thread);
        m_thread.start();
    }
    ~KeptPagesImpl() override
    {
        m_thread.quit();
        m_thread.wait();
    }

    void setUser(const UserId &user) override
    {
        m_onThread.post([this, user] { m_reader.setUser(user); });
    }
    void lyrics(const ContentId &track, QObject *context, remote::Done<MaybeLyrics> done) override
    {
        m_onThread.post([this, track, done = back<MaybeLyrics>(context, std::move(done))] { m_reader.lyrics(track, done); });
    }
    void statistics(const rules::Period &period, const QString &timeZone, QObject *context, remote::Done<KeptStatistics> done) override
    {
        m_onThread.post([this, period, timeZone, done = back<KeptStatistics>(context, std::move(done))] {
            m_reader.statistics(period, timeZone, done);
        });
    }
    void keepLyrics(const QList<ContentId> &tracks) override
    {
        m_onThread.post([this, tracks] { m_reader.keepLyrics(tracks); });
    }

private:
    // `context` is looked at on its own thread only, which is the one that this lives on.
    template<typename T>
    std::function<void(Result<T>)> back(QObject *context, remote::Done<T> done)
    {
        const auto asked = std::make_shared<const std::pair<QPointer<QObject>, remote::Done<T>>>(context, std::move(done));
        return [this, asked](Result<T> answer) {
            m_front.post([asked, answer = std::move(answer)] {
                if (asked->first)
                    asked->second(answer);
            });
        };
    }

    Mailbox m_front; // on the thread of who asks
    QThread m_thread;
    Mailbox m_onThread;
    Reader m_reader;
};

} // namespace

std::unique_ptr<KeptPages> createKeptPages(const Parts &parts, const Options &options)
{
    return std::make_unique<KeptPagesImpl>(parts, options);
}

} // namespace melody::kept
