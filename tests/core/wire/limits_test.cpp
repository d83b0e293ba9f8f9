// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "json_edit.h"
#include "random_values.h"

#include <support/test_main.h>

using namespace melody;
using namespace melody::wire;
using namespace melody::wire::test;
using namespace Qt::StringLiterals;

namespace {

// Parses `good` with one place changed; "none", or the one field that was wrong and its code.
template<typename Parse>
QString refusal(Parse parse, const QJsonObject &good, const QString &path, const QJsonValue &value)
{
    const auto parsed = parse(replaced(good, path, value));
    if (parsed)
        return u"none"_s;
    const auto &fields = parsed.error().fields;
    return fields.size() == 1 ? fields[0].field + u' ' + fields[0].code : u"%1 errors"_s.arg(fields.size());
}

QString letters(int count)
{
    return QString(count, u'x');
}

QJsonArray repeated(const QJsonValue &value, int count)
{
    QJsonArray array;
    for (int i = 0; i < count; ++i)
        array.append(value);
    return array;
}

QString base64(int bytes)
{
    return QString::fromLatin1(QByteArray(bytes, 'x').toBase64());
}

} // namespace

class LimitsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void signingUp()
    {
        const QJsonObject good = toJson(RandomValues(1).signUpRequest());
        const auto refused = [&](const QString &path, const QJsonValue &value) { return refusal(parseSignUpRequest, good, path, value); };
        QCOMPARE(refused(u"email"_s, u"a@b"_s), u"none"_s);
        QCOMPARE(refused(u"email"_s, u"ab"_s), u"email too_short"_s);
        QCOMPARE(refused(u"email"_s, QString(letters(252) + u"@b"_s)), u"none"_s);
        QCOMPARE(refused(u"email"_s, QString(letters(253) + u"@b"_s)), u"email too_long"_s);
        for (const QString &email : {u"nobody"_s, u"@example.org"_s, u"nobody@"_s, u"a@b@c"_s, u"a b@c"_s, u"a@b\n"_s, u"a@b\u007f"_s})
            QCOMPARE(refused(u"email"_s, email), u"email not_an_email"_s);
        QCOMPARE(refused(u"password"_s, letters(11)), u"password too_short"_s);
        QCOMPARE(refused(u"password"_s, letters(12)), u"none"_s);
        QCOMPARE(refused(u"password"_s, letters(128)), u"none"_s);
        QCOMPARE(refused(u"password"_s, letters(129)), u"password too_long"_s);
        QCOMPARE(refused(u"display_name"_s, QString()), u"display_name too_short"_s);
        QCOMPARE(refused(u"display_name"_s, letters(80)), u"none"_s);
        QCOMPARE(refused(u"display_name"_s, letters(81)), u"display_name too_long"_s);
        QCOMPARE(refused(u"language"_s, u"de"_s), u"language not_supported"_s);
    }
    void signingIn()
    {
        const QJsonObject good = toJson(RandomValues(1).signInRequest());
        const auto refused = [&](const QString &path, const QJsonValue &value) { return refusal(parseSignInRequest, good, path, value); };
        QCOMPARE(refused(u"password"_s, u"1"_s), u"none"_s); // whether it is right says the account
        QCOMPARE(refused(u"password"_s, letters(129)), u"password too_long"_s);
        QCOMPARE(refused(u"device_name"_s, letters(81)), u"device_name too_long"_s);
        QCOMPARE(refused(u"device_public_key"_s, base64(31)), u"device_public_key too_short"_s);
        QCOMPARE(refused(u"device_public_key"_s, base64(33)), u"device_public_key too_long"_s);
        QCOMPARE(refused(u"device_public_key"_s, u"*"_s), u"device_public_key not_base64"_s);
    }
    void whereAProviderMaySendTheBrowser()
    {
        const QJsonObject good = toJson(RandomValues(1).authorizationRequest());
        const auto refused = [&](const QString &uri) { return refusal(parseAuthorizationRequest, good, u"redirect_uri"_s, uri); };
        QCOMPARE(refused(u"http://127.0.0.1:1/callback"_s), u"none"_s);
        QCOMPARE(refused(u"http://[::1]:65535/callback"_s), u"none"_s);
        for (const QString &uri :
             {u"https://127.0.0.1:1/callback"_s, u"http://localhost:1/callback"_s, u"http://127.0.0.1/callback"_s,
              u"http://127.0.0.1:0/callback"_s, u"http://127.0.0.1:65536/callback"_s, u"http://127.0.0.1:1/"_s,
              u"http://127.0.0.1:1/callback/"_s, u"http://127.0.0.1:1/callback?a=b"_s, u"http://127.0.0.1:1/callback#a"_s,
              u"http://a@127.0.0.1:1/callback"_s, u"http://127.0.0.1.example.org:1/callback"_s, u"http://127.1:1/callback"_s,
              u"http://evil.example:1/callback"_s, u"melody:callback"_s, u"//127.0.0.1:1/callback"_s, u"http://127.0.0.1:01/callback"_s})
            QCOMPARE(refused(uri) + u' ' + uri, u"redirect_uri not_a_loopback "_s + uri);
        QCOMPARE(refusal(parseAuthorizationRequest, good, u"device_challenge"_s, base64(31)), u"device_challenge too_short"_s);
    }
    void parentalControls()
    {
        const rules::ParentalControls all{false, 60, rules::QuietHours{1230, 420}, QStringList{u"track"_s, u"episode"_s}};
        const QJsonObject good = toJson(all);
        const auto refused = [&](const QString &path, const QJsonValue &value) {
            return refusal(parseParentalControls, good, path, value);
        };
        QCOMPARE(valueAt(good, u"quiet_hours.from"_s), QJsonValue(u"20:30"_s));
        QCOMPARE(refused(u"daily_minutes"_s, 0), u"none"_s);
        QCOMPARE(refused(u"daily_minutes"_s, 1440), u"none"_s);
        QCOMPARE(refused(u"daily_minutes"_s, 1441), u"daily_minutes out_of_range"_s);
        QCOMPARE(refused(u"daily_minutes"_s, -1), u"daily_minutes out_of_range"_s);
        for (const QString &time : {u"24:00"_s, u"12:60"_s, u"12.00"_s, u"ab:cd"_s, u"1:000"_s, u"-1:00"_s, u"\u0661\u0662:00"_s})
            QCOMPARE(refused(u"quiet_hours.until"_s, time), u"quiet_hours.until not_a_clock_time"_s);
        QCOMPARE(refused(u"quiet_hours.until"_s, u"7:00"_s), u"quiet_hours.until too_short"_s);
        QCOMPARE(refused(u"quiet_hours.until"_s, u"23:59"_s), u"none"_s);
        QCOMPARE(refused(u"allowed_kinds[1]"_s, u"Podcast!"_s), u"allowed_kinds[1] not_a_word"_s);
        QCOMPARE(refused(u"allowed_kinds"_s, QJsonArray()), u"none"_s);
        QCOMPARE(refused(u"explicit_allowed"_s, QJsonValue()), u"explicit_allowed required"_s);
    }
    void familyMembers()
    {
        const QJsonObject child = toJson(NewFamilyMember{true, {}, u"Leo"_s, u"leo"_s, u"1234"_s, {}});
        const auto refused = [&](const QString &path, const QJsonValue &value) {
            return refusal(parseNewFamilyMember, child, path, value);
        };
        QCOMPARE(refused(u"password"_s, u"123"_s), u"password too_short"_s);
        QCOMPARE(refused(u"password"_s, letters(129)), u"password too_long"_s);
        QCOMPARE(refused(u"user_name"_s, u"Leo"_s), u"user_name not_a_user_name"_s);
        QCOMPARE(refused(u"user_name"_s, letters(41)), u"user_name too_long"_s);
        QCOMPARE(refused(u"email"_s, u"leo@example.org"_s), u"email unknown_field"_s);
        QCOMPARE(refused(u"kind"_s, u"pet"_s), u"4 errors"_s);
        const QJsonObject zone{{u"time_zone"_s, u"UTC"_s}};
        QCOMPARE(refusal(parseFamilyChange, zone, u"time_zone"_s, u"Europe/Madrid"_s), u"none"_s);
        for (const QString &name : {u"Europe/Atlantis"_s, u"+01:00"_s, u"../../etc/passwd"_s, u"EST5EDT"_s, u"Local"_s})
            QCOMPARE(refusal(parseFamilyChange, zone, u"time_zone"_s, name), u"time_zone not_a_time_zone"_s);
    }
    void provingWhoOneIs()
    {
        const auto second = [](const QJsonObject &json) { return parseSecondFactorRequest(json).has_value(); };
        QVERIFY(second({{u"challenge"_s, u"x"_s}, {u"totp"_s, u"012345"_s}}));
        QVERIFY(second({{u"challenge"_s, u"x"_s}, {u"recovery_code"_s, u"abcd"_s}}));
        QVERIFY(!second({{u"challenge"_s, u"x"_s}}));
        QVERIFY(!second({{u"challenge"_s, u"x"_s}, {u"totp"_s, u"012345"_s}, {u"recovery_code"_s, u"abcd"_s}}));
        for (const QString &code : {u"12345"_s, u"1234567"_s, u"12345a"_s, u"12 345"_s, u"١٢٣٤٥٦"_s})
            QVERIFY(!second({{u"challenge"_s, u"x"_s}, {u"totp"_s, code}}));
        QVERIFY(!parseProofRequest({{u"password"_s, u"x"_s}, {u"totp"_s, u"012345"_s}}));
        QVERIFY(!parseConfirmationRequest({{u"token"_s, u"x"_s}, {u"email"_s, u"a@b"_s}}));
        QVERIFY(!parseConfirmationRequest({{u"email"_s, u"nobody"_s}}));
    }
    void changingTheProfile()
    {
        const QJsonObject good{{u"display_name"_s, u"Ana"_s}, {u"payment_country"_s, u"ES"_s}, {u"birth_date"_s, u"1990-02-28"_s}};
        const auto refused = [&](const QString &path, const QJsonValue &value) { return refusal(parseProfileChange, good, path, value); };
        QCOMPARE(refused(u"display_name"_s, QString()), u"display_name too_short"_s);
        QCOMPARE(refused(u"payment_country"_s, QString()), u"none"_s);
        for (const QString &country : {u"es"_s, u"ZZ"_s, u"E1"_s, u"E"_s})
            QCOMPARE(refused(u"payment_country"_s, country), u"payment_country not_a_country"_s);
        QCOMPARE(refused(u"birth_date"_s, QString()), u"none"_s);
        for (const QString &date : {u"1990"_s, u"1990-02-30"_s, u"28.2.1990"_s})
            QCOMPARE(refused(u"birth_date"_s, date), u"birth_date not_a_date"_s);
    }
    void openingPlayback()
    {
        const QJsonObject good = toJson(RandomValues(1).openPlaybackRequest());
        const auto refused = [&](const QString &path, const QJsonValue &value) {
            return refusal(parseOpenPlaybackRequest, good, path, value);
        };
        QCOMPARE(refused(u"content"_s, u"x"_s), u"content not_an_id"_s);
        QCOMPARE(refused(u"first_rung"_s, u"opus-96"_s), u"first_rung not_a_rung"_s);
        QCOMPARE(refused(u"first_rung"_s, u"flac"_s), u"none"_s);
        QCOMPARE(refused(u"first_rung"_s, QJsonValue()), u"none"_s);
        QCOMPARE(refused(u"session"_s, u"mine"_s), u"session not_an_id"_s);
        QCOMPARE(refused(u"device_public_key"_s, base64(31)), u"device_public_key too_short"_s);
    }
    void ticks()
    {
        const QJsonObject good = toJson(RandomValues(1).tickBatch());
        const QJsonValue tick = valueAt(good, u"ticks[0]"_s);
        const auto refused = [&](const QString &path, const QJsonValue &value) { return refusal(parseTickBatch, good, path, value); };
        QCOMPARE(refused(u"ticks"_s, QJsonArray()), u"ticks too_few"_s);
        QCOMPARE(refused(u"ticks"_s, repeated(tick, 100)), u"none"_s);
        QCOMPARE(refused(u"ticks"_s, repeated(tick, 101)), u"ticks too_many"_s);
        QCOMPARE(refused(u"ticks[0].sequence"_s, 0), u"ticks[0].sequence out_of_range"_s);
        QCOMPARE(refused(u"ticks[0].sequence"_s, 4294967295LL), u"none"_s);
        QCOMPARE(refused(u"ticks[0].sequence"_s, 4294967296LL), u"ticks[0].sequence out_of_range"_s);
        QCOMPARE(refused(u"ticks[0].rendered_ms"_s, -1), u"ticks[0].rendered_ms out_of_range"_s);
        QCOMPARE(refused(u"ticks[0].position_ms"_s, 1LL << 40), u"ticks[0].position_ms out_of_range"_s);
        QCOMPARE(refused(u"ticks[0].underruns"_s, 1LL << 31), u"ticks[0].underruns out_of_range"_s);
        QCOMPARE(refused(u"ticks[0].start_ms"_s, -1), u"none"_s);
        QCOMPARE(refused(u"ticks[0].start_ms"_s, -2), u"ticks[0].start_ms out_of_range"_s);
        QCOMPARE(refused(u"ticks[0].rung"_s, u"mp3"_s), u"ticks[0].rung not_a_rung"_s);
        QCOMPARE(refused(u"ticks[0].ended"_s, 1), u"ticks[0].ended wrong_type"_s);
        QCOMPARE(refused(u"ticks[0].at"_s, u"2023-11-14T22:13:20+01:00"_s), u"ticks[0].at not_a_time"_s);
    }
    void playbackSessions()
    {
        PlaybackSession session = RandomValues(1).playbackSession();
        session.firstChunk = InlineChunk{session.manifest.rungs.front().rung, 0, "sealed"};
        session.edges = QStringList{u"https://a"_s, u"https://b"_s};
        const QJsonObject good = toJson(session);
        const auto refused = [&](const QString &path, const QJsonValue &value) { return refusal(parsePlaybackSession, good, path, value); };
        QCOMPARE(refused(u"edges"_s, QJsonArray()), u"edges too_few"_s);
        QCOMPARE(refused(u"edges"_s, repeated(u"https://a"_s, 9)), u"edges too_many"_s);
        for (const QString &edge : {u"ftp://a"_s, u"https://"_s, u"https://a/"_s, u"https://a/b"_s, u"https://u:p@a"_s, u"https://a?b"_s,
                                    u"https://a#b"_s, u"a"_s, u"https://a b"_s, u"https://a:99999"_s, u"javascript:alert(1)"_s})
            QCOMPARE(refused(u"edges[1]"_s, edge), u"edges[1] not_an_origin"_s);
        QCOMPARE(refused(u"chunk_token"_s, QString()), u"chunk_token too_short"_s);
        QCOMPARE(refused(u"chunk_token"_s, letters(513)), u"chunk_token too_long"_s);
        QCOMPARE(refused(u"expires"_s, u"soon"_s), u"expires not_a_time"_s);
        QCOMPARE(refused(u"sealed_key"_s, base64(257)), u"sealed_key too_long"_s);
        QCOMPARE(refused(u"count_after_ms"_s, -1), u"count_after_ms out_of_range"_s);
        QCOMPARE(refused(u"trace_id"_s, letters(32)), u"trace_id not_a_trace_id"_s);
        QCOMPARE(refused(u"trace_id"_s, u"0123"_s), u"trace_id not_a_trace_id"_s);
        QCOMPARE(refused(u"first_chunk.index"_s, 9999), u"first_chunk not_in_manifest"_s);
        QCOMPARE(refused(u"first_chunk.index"_s, media::maxChunks), u"first_chunk.index out_of_range"_s);
        QCOMPARE(refused(u"first_chunk.sealed"_s, QString()), u"first_chunk.sealed too_short"_s);
        QCOMPARE(refused(u"manifest.rungs[0].channels"_s, 9), u"manifest.rungs[0].channels out_of_range"_s);
    }
    void uploads()
    {
        const QJsonObject good = toJson(RandomValues(1).newUpload());
        const auto refused = [&](const QString &path, const QJsonValue &value) { return refusal(parseNewUpload, good, path, value); };
        for (const QString &name : {u"../passwd"_s, u"a/b"_s, u"a\\b"_s, u"."_s, u".."_s, u"a\nb"_s, u"a\u0085b"_s})
            QCOMPARE(refused(u"file_name"_s, name), u"file_name bad_file_name"_s);
        QCOMPARE(refused(u"file_name"_s, letters(256)), u"file_name too_long"_s);
        QCOMPARE(refused(u"file_name"_s, u"..."_s), u"none"_s);
        QCOMPARE(refused(u"size_bytes"_s, 0), u"size_bytes out_of_range"_s);
        QCOMPARE(refused(u"size_bytes"_s, maxUploadBytes), u"none"_s);
        QCOMPARE(refused(u"size_bytes"_s, maxUploadBytes + 1), u"size_bytes out_of_range"_s);
        QCOMPARE(refused(u"sha256"_s, QString(64, u'a')), u"none"_s);
        QCOMPARE(refused(u"sha256"_s, QString(63, u'a')), u"sha256 not_sha256"_s);
        QCOMPARE(refused(u"sha256"_s, QString(64, u'A')), u"sha256 not_sha256"_s);
        QCOMPARE(refused(u"sha256"_s, QString(65, u'a')), u"sha256 too_long"_s);

        UploadState state = RandomValues(2).uploadState();
        state.sizeBytes = 10;
        state.offsetBytes = 10;
        QCOMPARE(refusal(parseUploadState, toJson(state), u"offset_bytes"_s, 11), u"offset_bytes out_of_range"_s);
    }
    void releases()
    {
        NewRelease release = RandomValues(1).newRelease();
        release.tracks = {release.tracks[0], release.tracks[0], release.tracks[0]};
        release.tracks[2].credits = {{u"Àlex"_s, u"composer"_s}};
        const QJsonObject good = toJson(release);
        const auto refused = [&](const QString &path, const QJsonValue &value) { return refusal(parseNewRelease, good, path, value); };
        QCOMPARE(refused(u"kind"_s, u"Album"_s), u"kind not_a_word"_s);
        QCOMPARE(refused(u"kind"_s, letters(65)), u"kind too_long"_s);
        QCOMPARE(refused(u"title"_s, QString()), u"title too_short"_s);
        QCOMPARE(refused(u"title"_s, letters(maxTitleLength)), u"none"_s);
        QCOMPARE(refused(u"title"_s, letters(maxTitleLength + 1)), u"title too_long"_s);
        QCOMPARE(refused(u"artist_name"_s, QString()), u"artist_name too_short"_s);
        for (const QString &date :
             {u"09"_s, u"2009-13-01"_s, u"2009-02-29"_s, u"2009-5-1"_s, u"May 2009"_s, u"20090"_s, u"\u0662\u0660\u0660\u0669"_s})
            QCOMPARE(refused(u"release_date"_s, date), u"release_date not_a_date"_s);
        QCOMPARE(refused(u"upc"_s, u"036000291453"_s), u"upc not_a_upc"_s);
        QCOMPARE(refused(u"licence"_s, letters(maxLicenceLength + 1)), u"licence too_long"_s);
        QCOMPARE(refused(u"attribution"_s, letters(maxAttributionLength + 1)), u"attribution too_long"_s);
        QCOMPARE(refused(u"artwork"_s, u"x"_s), u"artwork not_an_id"_s);
        QCOMPARE(refused(u"tracks"_s, QJsonArray()), u"tracks too_few"_s);
        QCOMPARE(refused(u"tracks"_s, repeated(valueAt(good, u"tracks[0]"_s), maxTracks)), u"none"_s);
        QCOMPARE(refused(u"tracks"_s, repeated(valueAt(good, u"tracks[0]"_s), maxTracks + 1)), u"tracks too_many"_s);
        QCOMPARE(refused(u"tracks[2].title"_s, QString()), u"tracks[2].title too_short"_s);
        QCOMPARE(refused(u"tracks[2].isrc"_s, u"GBAYE680012"_s), u"tracks[2].isrc not_an_isrc"_s);
        QCOMPARE(refused(u"tracks[2].disc_number"_s, 0), u"tracks[2].disc_number out_of_range"_s);
        QCOMPARE(refused(u"tracks[2].track_number"_s, 10'000), u"tracks[2].track_number out_of_range"_s);
        QCOMPARE(refused(u"tracks[2].credits[0].name"_s, QString()), u"tracks[2].credits[0].name too_short"_s);
        QCOMPARE(refused(u"tracks[2].credits[0].role"_s, u"lead singer"_s), u"tracks[2].credits[0].role not_a_word"_s);
        QCOMPARE(refused(u"tracks[2].credits"_s, repeated(valueAt(good, u"tracks[2].credits[0]"_s), maxCredits + 1)),
                 u"tracks[2].credits too_many"_s);
    }
    void anIsrcIsBroughtToItsOneForm()
    {
        const QJsonObject good = toJson(RandomValues(1).newRelease());
        const auto parsed = parseNewRelease(replaced(good, u"tracks[0].isrc"_s, u"gb-aye-68-00123"_s));
        QVERIFY(parsed);
        QCOMPARE(parsed->tracks[0].isrc, u"GBAYE6800123"_s);
    }
    void catalogue()
    {
        AlbumInfo album = RandomValues(1).albumInfo();
        album.tracks = {RandomValues(2).trackInfo()};
        album.summary.imageColor = u"#000000"_s;
        const QJsonObject good = toJson(album);
        const auto refused = [&](const QString &path, const QJsonValue &value) { return refusal(parseAlbumInfo, good, path, value); };
        QCOMPARE(refused(u"summary.image_color"_s, u"red"_s), u"summary.image_color not_a_color"_s);
        QCOMPARE(refused(u"summary.image_color"_s, u"#00000g"_s), u"summary.image_color not_a_color"_s);
        QCOMPARE(refused(u"summary.duration_ms"_s, -1), u"summary.duration_ms out_of_range"_s);
        QCOMPARE(refused(u"summary.title"_s, letters(maxTitleLength + 1)), u"summary.title too_long"_s);
        QCOMPARE(refused(u"tracks[0].waveform"_s, base64(maxWaveformColumns + 1)), u"tracks[0].waveform too_long"_s);
        QCOMPARE(refused(u"tracks[0].summary.kind"_s, u"Track!"_s), u"tracks[0].summary.kind not_a_word"_s);
        const QJsonObject page = toJson(RandomValues(3).contentPage());
        const QJsonObject item = toJson(RandomValues(3).contentSummary());
        QCOMPARE(refusal(parseContentPage, page, u"items"_s, repeated(item, maxPageItems + 1)), u"items too_many"_s);
        QCOMPARE(refusal(parseContentPage, page, u"next_cursor"_s, letters(1001)), u"next_cursor too_long"_s);
        const QJsonObject shelf{{u"code"_s, u"popular"_s}, {u"items"_s, QJsonArray()}};
        QCOMPARE(refusal(parseHome, {}, u"shelves"_s, repeated(shelf, maxShelves + 1)), u"shelves too_many"_s);
    }
};

MELODY_TEST(LimitsTest)
#include "limits_test.moc"
