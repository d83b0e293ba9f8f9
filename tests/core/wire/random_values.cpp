// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "random_values.h"

namespace melody::wire::test {

using namespace Qt::StringLiterals;

qint64 RandomValues::upTo(qint64 max)
{
    // Half of the values are small, and the ends come up.
    if (coin())
        return m_random.bounded(int(std::min<qint64>(max, 1000)) + 1);
    return coin() ? max : qint64(m_random.generate64() % quint64(max));
}

QString RandomValues::text(int min, int max)
{
    // Letters of several scripts, what JSON must escape, and a pair of surrogates.
    const QStringList pieces{u"a"_s,      u"Z"_s, u" "_s, u"\""_s, u"\\"_s,   u"/"_s,          u"\n"_s,
                             u"\u0001"_s, u"é"_s, u"ñ"_s, u"ő"_s,  u"日本"_s, u"\U0001F3B5"_s, u"\u202e"_s};
    QString made;
    const int length = coin() ? m_random.bounded(min, std::min(max, min + 20) + 1) : m_random.bounded(min, max + 1);
    while (made.size() < length)
        made += oneOf(pieces);
    while (made.size() > max) {
        made.chop(made.back().isLowSurrogate() ? 2 : 1);
        made += made.size() < min ? u"x"_s : QString();
    }
    return made;
}

QString RandomValues::word()
{
    return oneOf(QStringList{u"track"_s, u"album"_s, u"artist"_s, u"main_artist"_s, u"x"_s, u"a1_"_s, QString(maxWordLength, u'w')});
}

QByteArray RandomValues::bytes(qsizetype min, qsizetype max)
{
    QByteArray made(min + qsizetype(m_random.bounded(quint32(max - min + 1))), Qt::Uninitialized);
    for (char &byte : made)
        byte = char(m_random.generate());
    return made;
}

TimePoint RandomValues::time()
{
    return TimePoint(std::chrono::milliseconds(upTo(4'000'000'000'000)));
}

media::Rung RandomValues::rung()
{
    return media::allRungs[m_random.bounded(quint32(media::allRungs.size()))];
}

media::Manifest RandomValues::manifest()
{
    media::Manifest manifest{id<AssetId>(), 1 + upTo(300'000), -m_random.bounded(60.0), -m_random.bounded(20.0), {}};
    const int chunks = media::chunkCount(std::chrono::milliseconds(manifest.durationMs));
    for (const media::Rung rung : media::allRungs) {
        if (rung != media::Rung::Opus64 && coin())
            continue;
        media::RungInfo info{rung, 48000, 2, manifest.durationMs * 48, 312, bytes(1, 300), {}};
        for (int i = 0; i < chunks; ++i)
            info.chunks.push_back({quint32(1 + upTo(media::maxChunkBytes - 1))});
        manifest.rungs.push_back(std::move(info));
    }
    return manifest;
}

SignUpRequest RandomValues::signUpRequest()
{
    return {u"someone+%1@example.org"_s.arg(upTo(99999)), text(12, 128), text(1, 80), oneOf(QStringList{u"en"_s, u"es"_s})};
}

SignInRequest RandomValues::signInRequest()
{
    return {u"x@y"_s, text(1, 128), text(1, 80), bytes(32, 32)};
}

SignedIn RandomValues::signedIn()
{
    return {id<UserId>(), text(1, 2000), upTo(3'600'000), text(1, 200)};
}

Profile RandomValues::profile()
{
    Profile profile{id<UserId>(), text(0, 254), text(0, 80), text(0, 10), listOf(0, 5, &RandomValues::word), coin(), coin()};
    profile.avatar = coin() ? id<ImageId>() : ImageId();
    profile.paymentCountry = oneOf(QStringList{{}, u"ES"_s});
    profile.birthDate = birthDate();
    profile.listeningVisible = coin();
    profile.version = upTo(1LL << 53);
    profile.recoveryCodesLeft = int(upTo(recoveryCodeCount));
    return profile;
}

QString RandomValues::totp()
{
    return u"%1"_s.arg(upTo(999'999), 6, 10, QChar(u'0'));
}

QString RandomValues::recoveryCode()
{
    return oneOf(QStringList{u"abcd-2345-efgh-67ij"_s, u"x"_s, QString(40, u'7')});
}

QString RandomValues::birthDate()
{
    return oneOf(QStringList{{}, u"1990-02-28"_s, u"2024-02-29"_s});
}

SecondFactorRequest RandomValues::secondFactorRequest()
{
    const bool app = coin();
    return {text(1, 200), app ? totp() : QString(), app ? QString() : recoveryCode()};
}

ConfirmationRequest RandomValues::confirmationRequest()
{
    return coin() ? ConfirmationRequest{text(1, 200), {}} : ConfirmationRequest{{}, u"a@b"_s};
}

EmailRequest RandomValues::emailRequest()
{
    return {u"someone+%1@example.org"_s.arg(upTo(99999))};
}

NewPassword RandomValues::newPassword()
{
    return {text(12, 128)};
}

PasswordChange RandomValues::passwordChange()
{
    return {text(1, 128), text(12, 128)};
}

ProofRequest RandomValues::proofRequest()
{
    if (coin())
        return {text(1, 128), {}, {}};
    return coin() ? ProofRequest{{}, totp(), {}} : ProofRequest{{}, {}, recoveryCode()};
}

Proof RandomValues::proof()
{
    return {text(1, 2000), upTo(3'600'000)};
}

SignedInDevice RandomValues::signedInDevice()
{
    return {id<SignInId>(), text(1, 80), oneOf(QStringList{{}, u"DE"_s}), time(), time(), coin()};
}

SignedInDevicePage RandomValues::signedInDevicePage()
{
    return {listOf(0, 4, &RandomValues::signedInDevice), coin() ? text(0, 1000) : QString()};
}

ProfileChange RandomValues::profileChange()
{
    ProfileChange change{text(1, 80), {}, oneOf(QStringList{{}, u"ES"_s}), {}, {}}; // two at least: one may be taken away
    if (coin())
        change.language = oneOf(QStringList{u"en"_s, u"es"_s});
    if (coin())
        change.birthDate = birthDate();
    if (coin())
        change.listeningVisible = coin();
    return change;
}

MfaEnrolment RandomValues::mfaEnrolment()
{
    return {u"GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"_s, u"otpauth://totp/Melody:%1?secret=X"_s.arg(upTo(99999))};
}

MfaConfirmation RandomValues::mfaConfirmation()
{
    return {totp()};
}

RecoveryCodes RandomValues::recoveryCodes()
{
    return {listOf(1, recoveryCodeCount, &RandomValues::recoveryCode)};
}

Credit RandomValues::credit()
{
    return {text(1, maxNameLength), word()};
}

IdentityProvider RandomValues::identityProvider()
{
    return {text(1, 40), text(1, 80)};
}

IdentityProviderPage RandomValues::identityProviderPage()
{
    return {listOf(0, 5, &RandomValues::identityProvider), text(0, 100)};
}

AuthorizationRequest RandomValues::authorizationRequest()
{
    const QString port = QString::number(1 + m_random.bounded(65'535));
    return {u"http://"_s + (coin() ? u"127.0.0.1"_s : u"[::1]"_s) + u':' + port + u"/callback"_s, bytes(32, 32)};
}

Authorization RandomValues::authorization()
{
    return {text(1, 4096), text(1, 128), upTo(86'400'000)};
}

AuthorizationCallback RandomValues::authorizationCallback()
{
    return {text(1, 4096), text(1, 128), text(0, 4096), bytes(32, 32), text(1, 80), bytes(32, 32), coin() ? u"en"_s : u"es"_s, coin()};
}

FederatedSignIn RandomValues::federatedSignIn()
{
    if (coin())
        return signedIn();
    return LinkRequired{text(1, 4096), text(0, 254), upTo(86'400'000)};
}

LinkRequest RandomValues::linkRequest()
{
    return {text(1, 4096)};
}

LinkedIdentity RandomValues::linkedIdentity()
{
    return {id<IdentityId>(), identityProvider(), text(0, 254), time(), time()};
}

LinkedIdentityPage RandomValues::linkedIdentityPage()
{
    return {listOf(0, 3, &RandomValues::linkedIdentity), text(0, 100)};
}

ContentSummary RandomValues::contentSummary()
{
    ContentSummary summary{id<ContentId>(), word(), text(0, maxTitleLength), text(0, maxTitleLength), {}, {}, coin(), upTo(1LL << 53)};
    if (coin()) {
        summary.image = id<ImageId>();
        summary.imageColor = u"#12aBfF"_s;
    }
    if (coin()) {
        summary.album = id<ContentId>();
        summary.discNumber = int(upTo(999));
        summary.trackNumber = int(upTo(9999));
    }
    return summary;
}

TrackInfo RandomValues::trackInfo()
{
    TrackInfo track{contentSummary(),
                    {},
                    text(0, maxTitleLength),
                    {},
                    text(0, maxNameLength),
                    int(upTo(999)),
                    int(upTo(9999)),
                    coin() ? u"GBAYE6800123"_s : QString(),
                    upTo(1LL << 53),
                    listOf(0, 3, &RandomValues::credit),
                    bytes(0, maxWaveformColumns)};
    if (coin())
        track.album = id<ContentId>();
    if (coin())
        track.artist = id<ContentId>();
    return track;
}

AlbumInfo RandomValues::albumInfo()
{
    return {contentSummary(),
            coin() ? id<ContentId>() : ContentId(),
            text(0, maxNameLength),
            oneOf(QStringList{{}, u"2009"_s, u"2009-05-01"_s, u"2024-02-29"_s}),
            oneOf(QStringList{{}, u"036000291452"_s}),
            text(0, maxLicenceLength),
            text(0, maxAttributionLength),
            listOf(0, 4, &RandomValues::trackInfo)};
}

ArtistInfo RandomValues::artistInfo()
{
    return {contentSummary(), text(0, maxBiographyLength), listOf(0, 5, &RandomValues::contentSummary)};
}

Home RandomValues::home()
{
    Home home;
    for (int i = m_random.bounded(4); i > 0; --i)
        home.shelves.append({word(), listOf(0, 4, &RandomValues::contentSummary)});
    return home;
}

ContentPage RandomValues::contentPage()
{
    return {listOf(0, 5, &RandomValues::contentSummary), coin() ? text(0, 1000) : QString()};
}

OpenPlaybackRequest RandomValues::openPlaybackRequest()
{
    return {id<ContentId>(), bytes(32, 32), coin() ? std::optional(rung()) : std::nullopt, coin(),
            coin() ? std::optional(id<PlaybackId>()) : std::nullopt};
}

PlaybackSession RandomValues::playbackSession()
{
    PlaybackSession session{id<PlaybackId>(),
                            id<ContentId>(),
                            text(0, maxTitleLength),
                            text(0, maxNameLength),
                            manifest(),
                            {u"https://edge.example.org:8443"_s},
                            u"token"_s,
                            time(),
                            bytes(1, 256),
                            {},
                            upTo(1'000'000),
                            coin() ? QByteArray() : bytes(16, 16).toHex(),
                            {},
                            {},
                            {},
                            {}};
    if (coin())
        session.edges.append(oneOf(QStringList{u"http://127.0.0.1:8080"_s, u"https://[::1]:1"_s, u"https://a"_s}));
    if (coin())
        session.firstChunk = InlineChunk{session.manifest.rungs.back().rung, 0, bytes(1, 5000)};
    if (coin())
        session.release = id<ContentId>();
    if (coin())
        session.image = id<ImageId>();
    if (coin())
        session.releaseLevel = ReleaseLevel{-14.5, -0.25};
    if (coin())
        session.lead = Lead{coin(), int(upTo(6)), coin() ? std::optional(time()) : std::nullopt};
    return session;
}

AdvanceRequest RandomValues::advanceRequest()
{
    return {coin(), bytes(32, 32), coin() ? std::optional(rung()) : std::nullopt};
}

Tick RandomValues::tick()
{
    return {quint32(1 + upTo(std::numeric_limits<quint32>::max() - 1)),
            upTo(2'000'000'000),
            upTo(2'000'000'000),
            rung(),
            int(upTo(std::numeric_limits<int>::max())),
            upTo(100'000) - 1,
            coin(),
            time()};
}

TickBatch RandomValues::tickBatch()
{
    TickBatch batch{listOf(1, 100, &RandomValues::tick)};
    if (coin())
        batch.offline = OfflinePlay{id<LicenceId>(), time()};
    return batch;
}

LicenceRequest RandomValues::licenceRequest()
{
    return {id<ContentId>(), bytes(32, 32)};
}

LicenceAnswer RandomValues::licenceAnswer()
{
    return {bytes(1, 2000), bytes(64, 64), bytes(32, 32), playbackSession()};
}

TickAnswer RandomValues::tickAnswer()
{
    TickAnswer answer{quint32(upTo(std::numeric_limits<quint32>::max())), coin()};
    if (coin())
        answer.stop = PlaybackStop{word(), coin() ? std::optional(time()) : std::nullopt, coin() ? text(0, 80) : QString()};
    return answer;
}

NewUpload RandomValues::newUpload()
{
    return {oneOf(QStringList{u"Song.flac"_s, u"日本.mp3"_s, QString(255, u'a')}), 1 + upTo(maxUploadBytes - 1), bytes(32, 32)};
}

UploadState RandomValues::uploadState()
{
    const qint64 size = upTo(maxUploadBytes);
    return {id<UploadId>(), upTo(size), size, coin()};
}

NewTrack RandomValues::newTrack()
{
    return {id<UploadId>(),
            text(1, maxTitleLength),
            text(0, maxNameLength),
            1 + int(upTo(998)),
            1 + int(upTo(9998)),
            coin() ? u"USS1Z9900001"_s : QString(),
            coin(),
            listOf(0, 3, &RandomValues::credit),
            oneOf(QStringList{{}, u"Over the hills"_s, u"[00:10.00]<00:10.00>Over <00:10.50>the hills"_s}),
            oneOf(QStringList{{}, u"2026"_s, u"2026-03-01"_s}),
            text(0, maxDescriptionLength)};
}

NewRelease RandomValues::newRelease()
{
    return {word(),
            text(1, maxTitleLength),
            text(1, maxNameLength),
            oneOf(QStringList{{}, u"2009"_s, u"2009-05-01"_s}),
            oneOf(QStringList{{}, u"4006381333931"_s, u"036000291452"_s}),
            text(0, maxLicenceLength),
            text(0, maxAttributionLength),
            text(0, maxDescriptionLength),
            coin() ? std::optional(id<UploadId>()) : std::nullopt,
            listOf(1, 4, &RandomValues::newTrack)};
}

FieldError RandomValues::fieldError()
{
    return {u"tracks[%1].title"_s.arg(upTo(499)), word(), text(0, 500)};
}

ReleaseState RandomValues::releaseState()
{
    return {id<ContentId>(), word(), int(upTo(maxTracks)), int(upTo(maxTracks)), listOf(0, 4, &RandomValues::fieldError)};
}

Error RandomValues::error()
{
    return {ErrorKind::Invalid,
            word(),
            text(1, 1000),
            listOf(0, 4, &RandomValues::fieldError),
            coin() ? std::optional(upTo(60'000)) : std::nullopt,
            coin() ? text(1, 200) : QString()};
}

AuditEntry RandomValues::auditEntry()
{
    AuditEntry entry;
    entry.sequence = 1 + upTo(1'000'000'000'000);
    entry.id = id<EventId>().uuid();
    entry.at = time();
    if (coin())
        entry.actor = AuditPerson{bytes(16, 16), id<UserId>()};
    entry.role = word();
    entry.action = word();
    if (coin())
        entry.subject = AuditPerson{bytes(16, 16), std::nullopt};
    entry.object = text(0, 200);
    entry.before = coin() ? bytes(32, 32) : QByteArray();
    entry.after = coin() ? bytes(32, 32) : QByteArray();
    entry.traceId = coin() ? bytes(16, 16) : QByteArray();
    entry.forgotten = coin();
    entry.reason = text(0, 1000);
    entry.hash = bytes(32, 32);
    return entry;
}

AuditPage RandomValues::auditPage()
{
    return {listOf(0, 3, &RandomValues::auditEntry), coin() ? text(1, 100) : QString()};
}

AuditCheckpoint RandomValues::auditCheckpoint()
{
    return {1 + upTo(1'000'000'000'000),
            1 + upTo(1'000'000'000'000),
            time(),
            bytes(32, 32),
            bytes(32, 32),
            bytes(32, 32),
            bytes(32, 32),
            bytes(64, 64)};
}

AuditCheckpointPage RandomValues::auditCheckpointPage()
{
    return {listOf(0, 3, &RandomValues::auditCheckpoint), coin() ? text(1, 100) : QString()};
}

} // namespace melody::wire::test
