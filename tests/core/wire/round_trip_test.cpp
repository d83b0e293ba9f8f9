// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "json_edit.h"
#include "random_values.h"

#include <support/test_main.h>

#include <QtCore/QJsonDocument>

using namespace melody;
using namespace melody::wire;
using namespace melody::wire::test;
using namespace Qt::StringLiterals;

namespace {

// One wire type with everything that the properties below ask of it.
struct WireType {
    const char *name;
    UnknownFields unknown;
    std::function<QJsonObject(quint32 seed)> make;
    // The fields that were wrong and why; empty when the object was read and is the same again when written.
    std::function<QList<FieldError>(const QJsonObject &json)> wrong;
    std::function<bool(quint32 seed)> survives; // value -> text -> value
};

template<typename T>
QByteArray textOf(const T &value)
{
    return QJsonDocument(toJson(value)).toJson(QJsonDocument::Compact);
}

template<typename Make, typename Parse>
WireType type(const char *name, UnknownFields unknown, Make make, Parse parse)
{
    const auto value = [make](quint32 seed) {
        RandomValues random(seed);
        return (random.*make)();
    };
    return {name, unknown, [value](quint32 seed) { return toJson(value(seed)); },
            [parse](const QJsonObject &json) {
                const auto parsed = parse(json);
                return parsed ? QList<FieldError>() : parsed.error().fields;
            },
            [value, parse](quint32 seed) {
                const auto object = parseObject(textOf(value(seed)), 64 * 1024 * 1024);
                const auto parsed = parse(object.value_or(QJsonObject()));
                return parsed.has_value() && *parsed == value(seed);
            }};
}

constexpr auto request = UnknownFields::Refuse;
constexpr auto answer = UnknownFields::Ignore;

std::vector<WireType> peopleTypes()
{
    return {
        type("SignUpRequest", request, &RandomValues::signUpRequest, parseSignUpRequest),
        type("SignInRequest", request, &RandomValues::signInRequest, parseSignInRequest),
        type("SignedIn", answer, &RandomValues::signedIn, parseSignedIn),
        type("Profile", answer, &RandomValues::profile, parseProfile),
        type("IdentityProviderPage", answer, &RandomValues::identityProviderPage, parseIdentityProviderPage),
        type("AuthorizationRequest", request, &RandomValues::authorizationRequest, parseAuthorizationRequest),
        type("Authorization", answer, &RandomValues::authorization, parseAuthorization),
        type("AuthorizationCallback", request, &RandomValues::authorizationCallback, parseAuthorizationCallback),
        type("FederatedSignIn", answer, &RandomValues::federatedSignIn, parseFederatedSignIn),
        type("LinkRequest", request, &RandomValues::linkRequest, parseLinkRequest),
        type("LinkedIdentity", answer, &RandomValues::linkedIdentity, parseLinkedIdentity),
        type("LinkedIdentityPage", answer, &RandomValues::linkedIdentityPage, parseLinkedIdentityPage),
        type("ParentalControls", request, &RandomValues::parentalControls, parseParentalControls),
        type("FamilyMember", answer, &RandomValues::familyMember, parseFamilyMember),
        type("Family", answer, &RandomValues::family, parseFamily),
        type("FamilyChange", request, &RandomValues::familyChange, parseFamilyChange),
        type("NewFamilyMember", request, &RandomValues::newFamilyMember, parseNewFamilyMember),
        type("NewMembership", request, &RandomValues::newMembership, parseNewMembership),
        type("ChildSignInCode", answer, &RandomValues::childSignInCode, parseChildSignInCode),
        type("ChildSignInRequest", request, &RandomValues::childSignInRequest, parseChildSignInRequest),
        type("UserRoles", answer, &RandomValues::userRoles, parseUserRoles),
        type("RolesChange", request, &RandomValues::rolesChange, parseRolesChange),
        type("SecondFactorRequest", request, &RandomValues::secondFactorRequest, parseSecondFactorRequest),
        type("ConfirmationRequest", request, &RandomValues::confirmationRequest, parseConfirmationRequest),
        type("EmailRequest", request, &RandomValues::emailRequest, parseEmailRequest),
        type("NewPassword", request, &RandomValues::newPassword, parseNewPassword),
        type("PasswordChange", request, &RandomValues::passwordChange, parsePasswordChange),
        type("ProofRequest", request, &RandomValues::proofRequest, parseProofRequest),
        type("Proof", answer, &RandomValues::proof, parseProof),
        type("SignedInDevice", answer, &RandomValues::signedInDevice, parseSignedInDevice),
        type("SignedInDevicePage", answer, &RandomValues::signedInDevicePage, parseSignedInDevicePage),
        type("ProfileChange", request, &RandomValues::profileChange, parseProfileChange),
        type("MfaEnrolment", answer, &RandomValues::mfaEnrolment, parseMfaEnrolment),
        type("MfaConfirmation", request, &RandomValues::mfaConfirmation, parseMfaConfirmation),
        type("RecoveryCodes", answer, &RandomValues::recoveryCodes, parseRecoveryCodes),
    };
}

std::vector<WireType> musicTypes()
{
    return {
        type("ContentSummary", answer, &RandomValues::contentSummary, parseContentSummary),
        type("TrackInfo", answer, &RandomValues::trackInfo, parseTrackInfo),
        type("Lyrics", answer, &RandomValues::lyrics, parseLyrics),
        type("ChapterPage", answer, &RandomValues::chapters, parseChapters),
        type("EpisodeInfo", answer, &RandomValues::episodeInfo, parseEpisodeInfo),
        type("EpisodePage", answer, &RandomValues::episodePage, parseEpisodePage),
        type("ShowInfo", answer, &RandomValues::showInfo, parseShowInfo),
        type("Statistics", answer, &RandomValues::statistics, parseStatistics),
        type("AlbumInfo", answer, &RandomValues::albumInfo, parseAlbumInfo),
        type("ArtistInfo", answer, &RandomValues::artistInfo, parseArtistInfo),
        type("Home", answer, &RandomValues::home, parseHome),
        type("ContentPage", answer, &RandomValues::contentPage, parseContentPage),
        type("OpenPlaybackRequest", request, &RandomValues::openPlaybackRequest, parseOpenPlaybackRequest),
        type("PlaybackSession", answer, &RandomValues::playbackSession, parsePlaybackSession),
        type("LicenceRequest", request, &RandomValues::licenceRequest, parseLicenceRequest),
        type("LicenceAnswer", answer, &RandomValues::licenceAnswer, parseLicenceAnswer),
        type("AdvanceRequest", request, &RandomValues::advanceRequest, parseAdvanceRequest),
        type("TickBatch", request, &RandomValues::tickBatch, parseTickBatch),
        type("TickAnswer", answer, &RandomValues::tickAnswer, parseTickAnswer),
        type("NewUpload", request, &RandomValues::newUpload, parseNewUpload),
        type("UploadState", answer, &RandomValues::uploadState, parseUploadState),
        type("NewRelease", request, &RandomValues::newRelease, parseNewRelease),
        type("ReleaseState", answer, &RandomValues::releaseState, parseReleaseState),
    };
}

std::vector<WireType> moneyTypes()
{
    return {
        type("PlanList", answer, &RandomValues::planList, parsePlanList),
        type("NewSubscription", request, &RandomValues::newSubscription, parseNewSubscription),
        type("SubscriptionCommand", request, &RandomValues::subscriptionCommand, parseSubscriptionCommand),
        type("Preview", answer, &RandomValues::preview, parsePreview),
        type("SubscriptionInfo", answer, &RandomValues::subscriptionInfo, parseSubscriptionInfo),
        type("SubscriptionEventPage", answer, &RandomValues::subscriptionEventPage, parseSubscriptionEventPage),
        type("PaymentMethodInfo", answer, &RandomValues::paymentMethodInfo, parsePaymentMethodInfo),
        type("PaymentMethodList", answer, &RandomValues::paymentMethodList, parsePaymentMethodList),
        type("NewPaymentMethod", request, &RandomValues::newPaymentMethod, parseNewPaymentMethod),
        type("PaymentMethodSetup", answer, &RandomValues::paymentMethodSetup, parsePaymentMethodSetup),
        type("InvoicePage", answer, &RandomValues::invoicePage, parseInvoicePage),
        type("EntitlementsInfo", answer, &RandomValues::entitlementsInfo, parseEntitlementsInfo),
    };
}

std::vector<WireType> libraryTypes()
{
    return {
        type("NewPlaylist", request, &RandomValues::newPlaylist, parseNewPlaylist),
        type("PlaylistPatch", request, &RandomValues::playlistPatch, parsePlaylistPatch),
        type("PlaylistInfo", answer, &RandomValues::playlistInfo, parsePlaylistInfo),
        type("PlaylistPage", answer, &RandomValues::playlistPage, parsePlaylistPage),
        type("PlaylistContents", answer, &RandomValues::playlistContents, parsePlaylistContents),
        type("PlaylistEdit", request, &RandomValues::playlistEdit, parsePlaylistEdit),
        type("PlaylistEdited", answer, &RandomValues::playlistEdited, parsePlaylistEdited),
        type("PlaylistHistory", answer, &RandomValues::playlistHistory, parsePlaylistHistory),
        type("LibraryChange", answer, &RandomValues::libraryChange, parseLibraryChange),
        type("SyncPage", answer, &RandomValues::syncPage, parseSyncPage),
        type("Mutation", request, &RandomValues::mutation, parseMutation),
        type("MutationBatch", request, &RandomValues::mutationBatch, parseMutationBatch),
        type("MutationResult", answer, &RandomValues::mutationResult, parseMutationResult),
        type("MutationAnswer", answer, &RandomValues::mutationAnswer, parseMutationAnswer),
        type("PlayerState", request, &RandomValues::playerState, parsePlayerState),
        type("PlayerSnapshot", answer, &RandomValues::playerSnapshot, parsePlayerSnapshot),
        type("PlayerCommand", request, &RandomValues::playerCommand, parsePlayerCommand),
        type("LiveEvent", answer, &RandomValues::liveEvent, parseLiveEvent),
    };
}

std::vector<WireType> auditTypes()
{
    return {
        type("AuditPage", answer, &RandomValues::auditPage, parseAuditPage),
        type("AuditCheckpoint", request, &RandomValues::auditCheckpoint, parseAuditCheckpoint),
        type("AuditCheckpointPage", answer, &RandomValues::auditCheckpointPage, parseAuditCheckpointPage),
    };
}

const std::vector<WireType> &allTypes()
{
    static const std::vector<WireType> types = [] {
        std::vector<WireType> all;
        for (const auto &some : {peopleTypes(), musicTypes(), moneyTypes(), libraryTypes(), auditTypes()})
            all.insert(all.end(), some.begin(), some.end());
        return all;
    }();
    return types;
}

void addTypes()
{
    QTest::addColumn<const WireType *>("type");
    for (const WireType &type : allTypes())
        QTest::newRow(type.name) << &type;
}

bool names(const QList<FieldError> &errors, const QString &path, const QString &code = {})
{
    return std::any_of(errors.begin(), errors.end(),
                       [&](const FieldError &error) { return error.field == path && (code.isEmpty() || error.code == code); });
}

// Long lists of equal elements add nothing: only the first two elements are changed.
bool isWorthChanging(const QString &path)
{
    static const QRegularExpression late(u"\\[([2-9]|\\d\\d+)\\]"_s);
    return !late.match(path).hasMatch();
}

QString message(const QString &path, const QList<FieldError> &errors)
{
    QString all = path + u" gave"_s;
    for (const FieldError &error : errors)
        all += u' ' + error.field + u'=' + error.code;
    return all;
}

} // namespace

Q_DECLARE_METATYPE(const WireType *)

class RoundTripTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyValueSurvivesItsText_data() { addTypes(); }
    void everyValueSurvivesItsText()
    {
        QFETCH(const WireType *, type);
        for (quint32 seed = 0; seed < 200; ++seed)
            QVERIFY2(type->survives(seed), QByteArray::number(seed).constData());
    }

    void aValueOfAnotherTypeIsNamedByItsPath_data() { addTypes(); }
    void aValueOfAnotherTypeIsNamedByItsPath()
    {
        QFETCH(const WireType *, type);
        for (quint32 seed = 0; seed < 4; ++seed) {
            const QJsonObject good = type->make(seed);
            for (const QString &path : allPaths(good)) {
                if (!isWorthChanging(path))
                    continue;
                const QJsonValue::Type was = valueAt(good, path).type();
                for (const QJsonValue &value : {QJsonValue(u"@"_s), QJsonValue(true), QJsonValue(-7.5),
                                                QJsonValue(QJsonObject{{u"x"_s, 1}}), QJsonValue(QJsonArray{QJsonArray()})}) {
                    if (value.type() == was)
                        continue;
                    const auto errors = type->wrong(replaced(good, path, value));
                    QVERIFY2(names(errors, path) || names(errors, path + u".asset"_s) || names(errors, path + u".rung"_s),
                             qPrintable(message(path, errors)));
                }
            }
        }
    }

    void aMissingFieldIsNamedOrHasAValueOfItsOwn_data() { addTypes(); }
    void aMissingFieldIsNamedOrHasAValueOfItsOwn()
    {
        QFETCH(const WireType *, type);
        const QJsonObject good = type->make(3);
        for (const QString &path : allPaths(good)) {
            if (!isWorthChanging(path) || path.endsWith(u']'))
                continue;
            for (const QJsonValue &value : {QJsonValue(QJsonValue::Undefined), QJsonValue(QJsonValue::Null)}) {
                const auto errors = type->wrong(replaced(good, path, value));
                const bool inManifest = path.startsWith(u"manifest."_s) || path.contains(u".manifest."_s);
                QVERIFY2(errors.isEmpty() || names(errors, path, inManifest ? QString() : u"required"_s),
                         qPrintable(message(path, errors)));
            }
        }
    }

    void badTextIsRefusedWhereverItStands_data() { addTypes(); }
    void badTextIsRefusedWhereverItStands()
    {
        QFETCH(const WireType *, type);
        for (quint32 seed = 0; seed < 4; ++seed) {
            const QJsonObject good = type->make(seed);
            for (const QString &path : allPaths(good)) {
                if (!isWorthChanging(path) || !valueAt(good, path).isString())
                    continue;
                for (const QString &bad : {QString(QChar(0)), QString(QChar(0xd800)) + u'x', QString(QChar(0xdc00)) + QChar(0xd800)}) {
                    QString text = valueAt(good, path).toString();
                    text.replace(0, bad.size(), bad);
                    QVERIFY2(names(type->wrong(replaced(good, path, text)), path), qPrintable(path));
                }
            }
        }
    }

    void numbersAreIntegersThatEveryReaderKeeps_data() { addTypes(); }
    void numbersAreIntegersThatEveryReaderKeeps()
    {
        QFETCH(const WireType *, type);
        for (quint32 seed = 0; seed < 4; ++seed) {
            const QJsonObject good = type->make(seed);
            for (const QString &path : allPaths(good)) {
                if (!isWorthChanging(path) || !valueAt(good, path).isDouble())
                    continue;
                const bool decibels = path.endsWith(u"_lufs"_s) || path.endsWith(u"_dbtp"_s);
                for (const QJsonValue &value :
                     {QJsonValue(decibels ? 1e9 : 1.5), QJsonValue(1e19), QJsonValue((1LL << 53) + 1), QJsonValue(-2)}) {
                    // What is given back stands in a line with a minus.
                    if (value == QJsonValue(-2) && path.contains(u"lines["_s) && path.endsWith(u"amount_minor"_s))
                        continue;
                    const auto errors = type->wrong(replaced(good, path, value));
                    QVERIFY2(names(errors, path) || (decibels && value == QJsonValue(-2)) ||
                                 (path == u"manifest.duration_ms" && names(errors, u"manifest.rungs[0].samples"_s)),
                             qPrintable(message(path, errors)));
                }
            }
        }
    }

    void aRequestMayNotSayMoreThanWeKnow_data() { addTypes(); }
    void aRequestMayNotSayMoreThanWeKnow()
    {
        QFETCH(const WireType *, type);
        const QJsonObject good = type->make(5);
        for (const QString &object : allObjects(good)) {
            const QString path = object.isEmpty() ? u"surprise"_s : object + u".surprise"_s;
            const auto errors = type->wrong(replaced(good, path, 1));
            if (type->unknown == UnknownFields::Refuse)
                QVERIFY2(names(errors, path, u"unknown_field"_s) && errors.size() == 1, qPrintable(message(path, errors)));
            else
                QVERIFY2(errors.isEmpty(), qPrintable(message(path, errors)));
        }
    }

    void anEmptyObjectNamesEveryRequiredField_data() { addTypes(); }
    void anEmptyObjectNamesEveryRequiredField()
    {
        QFETCH(const WireType *, type);
        const auto errors = type->wrong({});
        QVERIFY(!errors.isEmpty());
        for (const FieldError &error : errors)
            QCOMPARE(error.code, u"required"_s);
    }
};

MELODY_TEST(RoundTripTest)
#include "round_trip_test.moc"
