// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fuzz_support.h"

#include <wire/accounts.h>
#include <wire/catalog.h>
#include <wire/family.h>
#include <wire/federation.h>
#include <wire/identity.h>
#include <wire/library_sync.h>
#include <wire/licence.h>
#include <wire/live.h>
#include <wire/playback.h>
#include <wire/studio.h>

#include <QtCore/QJsonDocument>

using namespace melody;
using namespace melody::wire;
using fuzz::require;

namespace {

constexpr qsizetype ample = 64 * 1024 * 1024;

// Refused with names that can be sent back, or read, written and read again the same.
template<typename Parse>
void check(const QJsonObject &json, Parse parse)
{
    const auto value = parse(json);
    if (!value) {
        const Error &error = value.error();
        require(error.kind == ErrorKind::Invalid && !error.fields.isEmpty() && error.fields.size() <= maxFieldErrors,
                "a refusal names its fields");
        for (const FieldError &field : error.fields)
            require(!field.field.isEmpty() && field.field.isValidUtf16() && !field.code.isEmpty(), "a field is named in good text");
        return;
    }
    const auto again = parseObject(QJsonDocument(toJson(*value)).toJson(QJsonDocument::Compact), ample);
    require(again.has_value(), "what was written can be read");
    const auto same = parse(*again);
    require(same.has_value() && *same == *value, "reading what was written gives the same");
}

void checkProblem(const QJsonObject &json)
{
    const Error error = parseProblem(json, 422);
    const auto again = parseObject(QJsonDocument(problemJson(error, 422, {})).toJson(QJsonDocument::Compact), ample);
    require(again.has_value() && parseProblem(*again, 422) == error, "a problem survives being passed on");
}

void checkPeople(const QJsonObject &json)
{
    check(json, parseSignUpRequest);
    check(json, parseSignInRequest);
    check(json, parseSignedIn);
    check(json, parseProfile);
    check(json, parseIdentityProviderPage);
    check(json, parseAuthorizationRequest);
    check(json, parseAuthorization);
    check(json, parseAuthorizationCallback);
    check(json, parseFederatedSignIn);
    check(json, parseLinkRequest);
    check(json, parseLinkedIdentityPage);
    check(json, parseSecondFactorRequest);
    check(json, parseConfirmationRequest);
    check(json, parseEmailRequest);
    check(json, parseNewPassword);
    check(json, parsePasswordChange);
    check(json, parseProofRequest);
    check(json, parseProof);
    check(json, parseSignedInDevice);
    check(json, parseSignedInDevicePage);
    check(json, parseProfileChange);
    check(json, parseMfaEnrolment);
    check(json, parseMfaConfirmation);
    check(json, parseRecoveryCodes);
    check(json, parseParentalControls);
    check(json, parseFamilyMember);
    check(json, parseFamily);
    check(json, parseFamilyChange);
    check(json, parseNewFamilyMember);
    check(json, parseNewMembership);
    check(json, parseChildSignInCode);
    check(json, parseChildSignInRequest);
    check(json, parseUserRoles);
    check(json, parseRolesChange);
}

void checkMusic(const QJsonObject &json)
{
    check(json, parseContentSummary);
    check(json, parseTrackInfo);
    check(json, parseAlbumInfo);
    check(json, parseArtistInfo);
    check(json, parseHome);
    check(json, parseContentPage);
    check(json, parseOpenPlaybackRequest);
    check(json, parsePlaybackSession);
    check(json, parseTickBatch);
    check(json, parseTickAnswer);
    check(json, parseNewUpload);
    check(json, parseUploadState);
    check(json, parseNewRelease);
    check(json, parseReleaseState);
    check(json, parseLicenceRequest);
    check(json, parseLicenceAnswer);
}

void checkLibrary(const QJsonObject &json)
{
    check(json, parseNewPlaylist);
    check(json, parsePlaylistPatch);
    check(json, parsePlaylistPage);
    check(json, parsePlaylistContents);
    check(json, parsePlaylistEdit);
    check(json, parsePlaylistEdited);
    check(json, parsePlaylistHistory);
    check(json, parseLibraryChange);
    check(json, parseSyncPage);
    check(json, parseMutation);
    check(json, parseMutationBatch);
    check(json, parseMutationAnswer);
    check(json, parsePlayerState);
    check(json, parsePlayerSnapshot);
    check(json, parsePlayerCommand);
    check(json, parseLiveEvent);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, size_t size)
{
    const auto json = parseObject(QByteArrayView(data, qsizetype(size)));
    if (!json) {
        require(json.error().code == u"malformed_json" && json.error().detail.isValidUtf16(), "a bad body is malformed");
        return 0;
    }
    checkPeople(*json);
    checkMusic(*json);
    checkLibrary(*json);
    checkProblem(*json);
    return 0;
}
