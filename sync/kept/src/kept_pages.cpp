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

// What belongs to one recording, and is for ever the same or not there.
template<typename T>
struct Page {
    QString name;
    ContentId content;
    Result<T> (*parse)(const QJsonObject &);
    void (remote::ReadingApi::*ask)(const ContentId &, QObject *, remote::Done<T>);
};

Page<media::Lyrics> lyricsPage(const ContentId &track)
{
    return {u"lyrics/"_s + track.toString(), track, &wire::parseLyrics, &remote::ReadingApi::lyrics};
}

Page<media::Chapters> chaptersPage(const ContentId &content)
{
    return {u"chapters/"_s + content.toString(), content, &wire::parseChapters, &remote::ReadingApi::chapters};
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
    template<typename T>
    using PageDone = std::function<void(Result<std::optional<T>>)>;
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

    template<typename T>
    void show(const Page<T> &page, const PageDone<T> &done)
    {
        const auto kept = m_shelf.find(m_user, page.name);
        auto value = read(kept, page.parse);
        const bool known = value || (kept && kept->json.isEmpty());
        if (known)
            done(std::move(value));
        if (known && m_parts.clock.now() - kept->keptAt < m_options.fresh)
            return;
        fetch<T>(page, [known, done](const Result<std::optional<T>> &answer) {
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

    template<typename T>
    void keep(const QList<ContentId> &contents, Page<T> (*pageOf)(const ContentId &))
    {
        for (const ContentId &content : contents) {
            const Page<T> page = pageOf(content);
            if (std::exchange(m_seen[page.name], true) || m_shelf.find(m_user, page.name))
                continue;
            const auto bring = [this, page](const Kept &kept) {
                fetch<T>(page, [kept](const Result<std::optional<T>> &answer) { kept(answer.has_value()); });
            };
            m_toKeep.append({page.name, bring});
        }
        if (!m_keeping)
            keepNext();
    }

private:
    using Kept = std::function<void(bool)>;
    struct ToKeep {
        QString name;
        std::function<void(Kept)> bring;
    };

    template<typename T>
    void fetch(const Page<T> &page, const PageDone<T> &done)
    {
        (m_parts.api.*page.ask)(page.content, &m_thread, [this, name = page.name, done, user = m_user](const Result<T> &answer) {
            const bool none = !answer && answer.error().kind == ErrorKind::NotFound;
            if (!answer && !none)
                return done(tl::unexpected(answer.error()));
            m_shelf.keep(user, name, none ? QByteArray() : textOf(*answer));
            done(none ? std::optional<T>() : std::optional<T>(*answer));
        });
    }

    void keepNext()
    {
        m_keeping = !m_toKeep.isEmpty();
        if (!m_keeping)
            return;
        const ToKeep next = m_toKeep.takeFirst();
        next.bring([this, name = next.name](bool kept) {
            if (!kept) { // later, when somebody says so again
                m_seen.remove(name);
                for (const ToKeep &waiting : std::as_const(m_toKeep))
                    m_seen.remove(waiting.name);
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
    QHash<QString, bool> m_seen; // by keep(), since somebody signed in
    QList<ToKeep> m_toKeep;
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
        m_onThread.run([] {}); // what the reader did last is handed over under the mailbox's lock
        m_thread.quit();
        m_thread.wait();
    }

    void setUser(const UserId &user) override
    {
        m_onThread.post([this, user] { m_reader.setUser(user); });
    }
    void lyrics(const ContentId &track, QObject *context, remote::Done<MaybeLyrics> done) override
    {
        m_onThread.post([this, track, done = back<MaybeLyrics>(context, std::move(done))] { m_reader.show(lyricsPage(track), done); });
    }
    void chapters(const ContentId &content, QObject *context, remote::Done<media::Chapters> done) override
    {
        const auto orNone = [done = std::move(done)](const Result<std::optional<media::Chapters>> &answer) {
            done(answer.map([](const std::optional<media::Chapters> &chapters) { return chapters.value_or(media::Chapters()); }));
        };
        m_onThread.post(
            [this, content, done = back<std::optional<media::Chapters>>(context, orNone)] { m_reader.show(chaptersPage(content), done); });
    }
    void statistics(const rules::Period &period, const QString &timeZone, QObject *context, remote::Done<KeptStatistics> done) override
    {
        m_onThread.post([this, period, timeZone, done = back<KeptStatistics>(context, std::move(done))] {
            m_reader.statistics(period, timeZone, done);
        });
    }
    void keepLyrics(const QList<ContentId> &tracks) override
    {
        m_onThread.post([this, tracks] { m_reader.keep(tracks, &lyricsPage); });
    }
    void keepChapters(const QList<ContentId> &contents) override
    {
        m_onThread.post([this, contents] { m_reader.keep(contents, &chaptersPage); });
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
