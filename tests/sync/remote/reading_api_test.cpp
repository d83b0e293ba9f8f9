// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "remote_bench.h"

using namespace melody;
using namespace melody::remote;
using namespace melody::test;
using namespace Qt::StringLiterals;

class ReadingApiTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void wordsAreThoseOfTheTrackAndATrackWithoutAnyIsNotFound()
    {
        FakeService service;
        const auto track = ContentId::create(SystemClock().now());
        const media::Lyrics words{true, {{1'000, u"Over the hills"_s, {{1'000, u"Over "_s}, {1'400, u"the hills"_s}}}}};
        service.override = [&](const HttpRequestSeen &request) -> std::optional<HttpReply> {
            return request.path == u"/v1/tracks/%1/lyrics"_s.arg(track.toString()) ? std::optional(jsonReply(wire::toJson(words)))
                                                                                   : std::nullopt;
        };
        HttpTestServer server(std::ref(service));
        RemoteBench bench(server.url());
        bench.alreadySignedIn();
        const auto lyricsOf = [&](const ContentId &id) {
            return RemoteBench::wait<media::Lyrics>(
                [&](Done<media::Lyrics> done) { bench.make().reading().lyrics(id, nullptr, std::move(done)); });
        };
        QCOMPARE(lyricsOf(track), Result<media::Lyrics>(words));
        QCOMPARE(lyricsOf(ContentId::create(SystemClock().now())).error().kind, ErrorKind::NotFound);
    }
    void chaptersAreThoseOfTheRecording()
    {
        FakeService service;
        const auto episode = ContentId::create(SystemClock().now());
        const media::Chapters told{{0, u"One"_s}, {60'000, u"Two"_s}};
        service.override = [&](const HttpRequestSeen &request) -> std::optional<HttpReply> {
            return request.path == u"/v1/contents/%1/chapters"_s.arg(episode.toString()) ? std::optional(jsonReply(wire::toJson(told)))
                                                                                         : std::nullopt;
        };
        HttpTestServer server(std::ref(service));
        RemoteBench bench(server.url());
        bench.alreadySignedIn();
        const auto read = RemoteBench::wait<media::Chapters>(
            [&](Done<media::Chapters> done) { bench.make().reading().chapters(episode, nullptr, std::move(done)); });
        QCOMPARE(read, Result<media::Chapters>(told));
    }
    void episodesAreAskedForPageByPage()
    {
        FakeService service;
        const auto show = ContentId::create(SystemClock().now());
        wire::EpisodePage told;
        told.items.append(wire::EpisodeInfo{});
        told.items.first().summary.id = ContentId::create(SystemClock().now());
        told.items.first().summary.kind = u"episode"_s;
        told.nextCursor = u"further"_s;
        service.override = [&](const HttpRequestSeen &request) -> std::optional<HttpReply> {
            return request.path == u"/v1/shows/%1/episodes"_s.arg(show.toString()) ? std::optional(jsonReply(wire::toJson(told)))
                                                                                   : std::nullopt;
        };
        HttpTestServer server(std::ref(service));
        RemoteBench bench(server.url());
        bench.alreadySignedIn();
        const auto read = RemoteBench::wait<wire::EpisodePage>(
            [&](Done<wire::EpisodePage> done) { bench.make().api().episodes(show, u"a b"_s, 20, nullptr, std::move(done)); });
        QCOMPARE(read, Result<wire::EpisodePage>(told));
        const auto query = server.seen("GET", u"/v1/shows/%1/episodes"_s.arg(show.toString()))[0].query;
        QCOMPARE(query.queryItemValue(u"limit"_s), u"20"_s);
        QCOMPARE(query.queryItemValue(u"cursor"_s, QUrl::FullyDecoded), u"a b"_s);
    }
    void statisticsAreAskedForByPeriodAndTimeZone()
    {
        FakeService service;
        const wire::Statistics told{u"2026-11"_s, u"America/Argentina/Ushuaia"_s, 3, 90'000, {}, {}, {{u"2026-11-01"_s, 3, 90'000}}};
        service.override = [&](const HttpRequestSeen &request) -> std::optional<HttpReply> {
            return request.path == u"/v1/me/statistics" ? std::optional(jsonReply(wire::toJson(told))) : std::nullopt;
        };
        HttpTestServer server(std::ref(service));
        RemoteBench bench(server.url());
        bench.alreadySignedIn();
        const auto heard = RemoteBench::wait<wire::Statistics>([&](Done<wire::Statistics> done) {
            bench.make().reading().statistics({2026, 11}, told.timeZone, nullptr, std::move(done));
        });
        QCOMPARE(heard, Result<wire::Statistics>(told));
        const auto query = server.seen("GET", u"/v1/me/statistics"_s)[0].query;
        QCOMPARE(query.queryItemValue(u"period"_s), u"2026-11"_s);
        QCOMPARE(query.queryItemValue(u"time_zone"_s, QUrl::FullyDecoded), told.timeZone);
    }
};

MELODY_TEST(ReadingApiTest)
#include "reading_api_test.moc"
