// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "authorization_table.h"

namespace melody::test {
namespace {

using http::Role;
using enum Outcome;

constexpr auto looks = "tells, changes nothing";
constexpr auto filtered = "shows what the controls allow";
constexpr auto judged = "the controls are asked";
constexpr auto token = "a token that the controls were asked for";
constexpr auto strangers = "for whoever comes; touches no account that is there";

const std::vector<AuthorizationRow> rows{
    {"getHealth", Role::Anonymous, Ok, None, None, false, false, looks},
    {"getReadiness", Role::Anonymous, Ok, None, None, false, false, looks},
    {"getMetrics", Role::Anonymous, Ok, None, None, false, false, looks},
    {"getOpenApi", Role::Anonymous, Ok, None, None, false, false, looks},
    {"getStatus", Role::Anonymous, Ok, None, None, false, false, looks},

    {"signUp", Role::Anonymous, Ok, None, None, false, false, strangers},
    {"confirmAccount", Role::Anonymous, Ok, None, None, false, false, "needs a mailed token, and a child has no address"},
    {"signIn", Role::Anonymous, Ok, None, None, false, false, strangers},
    {"listSessions", Role::Listener, Ok, None, None, false, false, looks},
    {"refreshSession", Role::Anonymous, Ok, None, None, false, false, "a child's token stays a child's"},
    {"signOut", Role::Listener, Ok, Hidden, Hidden, false, false, "ends a sign-in of the child's own"},
    {"prove", Role::Listener, Ok, None, None, false, false, "proves that the child is the child"},
    {"requestPasswordReset", Role::Anonymous, Ok, None, None, false, false, "a child has no address to mail to"},
    {"resetPassword", Role::Anonymous, None, None, Ok, false, false, "needs a mailed token, and a child has no address"},
    {"changePassword", Role::Listener, Ok, None, None, true, true, ""},
    {"changeEmail", Role::Listener, Ok, None, None, true, true, ""},
    {"getKeys", Role::Anonymous, Ok, None, None, false, false, looks},
    {"getMe", Role::Listener, Ok, None, None, false, false, looks},
    {"changeMe", Role::Listener, Ok, None, None, false, false, "a name, a language and the like; no controls"},
    {"setAvatar", Role::Listener, Ok, None, None, false, false, "a picture of itself"},
    {"removeAvatar", Role::Listener, Ok, None, None, false, false, "its own picture"},
    {"getAvatar", Role::Anonymous, Ok, Ok, Hidden, false, false, "a picture by an id that nobody guesses"},
    {"beginMfa", Role::Listener, Ok, None, None, true, true, ""},
    {"confirmMfa", Role::Listener, Ok, None, None, true, true, ""},
    {"disableMfa", Role::Listener, Ok, None, None, true, true, ""},
    {"replaceRecoveryCodes", Role::Listener, Ok, None, None, true, true, ""},

    {"listIdentityProviders", Role::Anonymous, Ok, None, None, false, false, looks},
    {"beginAuthorization", Role::Anonymous, Ok, None, Hidden, false, false, strangers},
    {"finishAuthorization", Role::Anonymous, Ok, None, Hidden, false, false, strangers},
    {"listIdentities", Role::Listener, Ok, None, None, false, false, looks},
    {"linkIdentity", Role::Listener, Ok, None, None, true, true, ""},
    {"unlinkIdentity", Role::Listener, Ok, Hidden, Hidden, true, true, ""},

    {"getFamily", Role::Listener, Ok, None, None, false, false, looks},
    {"changeFamily", Role::Listener, Ok, None, None, true, false, ""},
    {"addFamilyMember", Role::Listener, Ok, None, None, true, false, ""},
    {"removeFamilyMember", Role::Listener, Ok, Hidden, Hidden, true, false, ""},
    {"setControls", Role::Listener, Ok, Hidden, Hidden, true, false, ""},
    {"showChildSignInCode", Role::Listener, Ok, Hidden, Hidden, true, false, ""},
    {"joinFamily", Role::Listener, Ok, None, None, true, false, ""},
    {"signInChild", Role::Anonymous, Ok, None, None, false, false, "needs a code of the owner; the sign-in is a child's"},
    {"findUser", Role::Admin, Ok, None, None, true, false, ""},
    {"getUserRoles", Role::Admin, Ok, Ok, Hidden, true, false, ""},
    {"setUserRoles", Role::Admin, Forbidden, Ok, Hidden, true, true, ""},

    {"listAuditEntries", Role::Compliance | Role::Admin, Ok, None, None, true, false, ""},
    {"listAuditCheckpoints", Role::Compliance | Role::Admin, Ok, None, None, true, false, ""},
    {"getEntitlements", Role::Listener, Ok, None, None, false, false, looks},
    {"listPlans", Role::Anonymous, Ok, None, None, false, false, looks},
    {"getSubscription", Role::Listener, Ok, None, None, false, false, looks},
    {"subscribe", Role::Listener, Ok, None, None, true, false, ""},
    {"previewSubscription", Role::Listener, Ok, None, None, true, false, ""},
    {"changeSubscription", Role::Listener, Ok, None, None, true, false, ""},
    {"listSubscriptionEvents", Role::Listener, Ok, None, None, false, false, looks},
    {"listPaymentMethods", Role::Listener, Ok, None, None, false, false, looks},
    {"addPaymentMethod", Role::Listener, Ok, None, None, true, true, ""},
    {"removePaymentMethod", Role::Listener, Ok, Hidden, Hidden, true, true, ""},
    {"listInvoices", Role::Listener, Ok, None, None, false, false, looks},
    {"getInvoicePdf", Role::Listener, Ok, Hidden, Hidden, false, false, looks},
    {"takeWebhook", Role::Anonymous, Ok, Hidden, Hidden, false, false, "the provider's signature is asked for"},

    {"getHome", Role::Listener, Ok, None, None, false, false, filtered},
    {"listContents", Role::Listener, Ok, None, None, false, false, filtered},
    {"getContent", Role::Listener, Ok, Ok, Hidden, false, false, filtered},
    {"getAlbum", Role::Listener, Ok, Ok, Hidden, false, false, filtered},
    {"getArtist", Role::Listener, Ok, Ok, Hidden, false, false, filtered},
    {"getTrack", Role::Listener, Ok, Ok, Hidden, false, false, filtered},
    {"getLyrics", Role::Listener, Ok, Ok, Hidden, false, false, filtered},
    {"getShow", Role::Listener, Ok, Ok, Hidden, false, false, filtered},
    {"listEpisodes", Role::Listener, Ok, Ok, Hidden, false, false, filtered},
    {"getEpisode", Role::Listener, Ok, Ok, Hidden, false, false, filtered},
    {"getChapters", Role::Listener, Ok, Ok, Hidden, false, false, filtered},
    {"getImage", Role::Anonymous, Ok, Ok, Hidden, false, false, "a picture by an id that nobody guesses"},

    {"openPlayback", Role::Listener, Ok, None, None, false, false, judged},
    {"issueLicence", Role::Listener, Ok, None, None, false, false, judged},
    {"advancePlayback", Role::Listener, Ok, Forbidden, Forbidden, false, false, judged},
    {"reportTicks", Role::Listener, Ok, Forbidden, Forbidden, false, false, "adds to what was heard, never takes away"},
    {"closePlayback", Role::Listener, Ok, Forbidden, Forbidden, false, false, "ends the child's own playing"},
    {"getChunk", Role::Anonymous, Ok, Forbidden, Forbidden, false, false, token},

    {"getPlayer", Role::Listener, Ok, None, None, false, false, "what the child itself plays"},
    {"setPlayer", Role::Listener, Ok, None, None, false, false, "says what plays; playing asks the controls"},
    {"commandPlayer", Role::Listener, Ok, None, None, false, false, "reaches the child's own devices only"},
    {"listPlayerDevices", Role::Listener, Ok, None, None, false, false, "the child's own devices"},
    {"getStatistics", Role::Listener, Ok, None, None, false, false, "what the child itself heard, by what it may be shown"},
    {"openLive", Role::Listener, Ok, None, None, false, false, looks},

    {"syncLibrary", Role::Listener, Ok, None, None, false, false, filtered},
    {"mutateLibrary", Role::Listener, Ok, None, None, false, false, judged},
    {"like", Role::Listener, Ok, Ok, Hidden, false, false, judged},
    {"unlike", Role::Listener, Ok, Ok, Ok, false, false, "takes out of the child's own library"},
    {"follow", Role::Listener, Ok, Ok, Hidden, false, false, judged},
    {"unfollow", Role::Listener, Ok, Ok, Ok, false, false, "takes out of the child's own library"},
    {"listPlaylists", Role::Listener, Ok, None, None, false, false, "the child's own"},
    {"createPlaylist", Role::Listener, Ok, None, None, false, false, "an empty list with a name"},
    {"getPlaylist", Role::Listener, Ok, Hidden, Hidden, false, false, filtered},
    {"changePlaylist", Role::Listener, Ok, Hidden, Hidden, false, false, "a name of the child's own"},
    {"deletePlaylist", Role::Listener, Ok, Hidden, Hidden, false, false, "the child's own"},
    {"editPlaylist", Role::Listener, Ok, Hidden, Hidden, false, false, judged},
    {"listPlaylistEdits", Role::Listener, Ok, Hidden, Hidden, false, false, "ids, without what they stand for"},

    {"createUpload", Role::Creator, Ok, None, None, false, false, ""},
    {"getUpload", Role::Creator, Ok, Hidden, Hidden, false, false, ""},
    {"appendUpload", Role::Creator, Ok, Hidden, Hidden, false, false, ""},
    {"createRelease", Role::Creator, Ok, None, None, false, false, ""},
    {"listReleases", Role::Creator, Ok, None, None, false, false, ""},
    {"getRelease", Role::Creator, Ok, Hidden, Hidden, false, false, ""},
    {"publishRelease", Role::Creator, Ok, Hidden, Hidden, false, false, ""},
};

} // namespace

const std::vector<AuthorizationRow> &authorizationTable()
{
    return rows;
}

} // namespace melody::test
