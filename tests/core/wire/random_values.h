// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

//
// A value of every wire type, different for every seed, always within the limits.
#pragma once

#include <wire/accounts.h>
#include <wire/audit.h>
#include <wire/billing.h>
#include <wire/catalog.h>
#include <wire/chapters.h>
#include <wire/family.h>
#include <wire/federation.h>
#include <wire/identity.h>
#include <wire/library_sync.h>
#include <wire/licence.h>
#include <wire/live.h>
#include <wire/lyrics.h>
#include <wire/playback.h>
#include <wire/statistics.h>
#include <wire/studio.h>

#include <QtCore/QRandomGenerator>

namespace melody::wire::test {

class RandomValues {
public:
    explicit RandomValues(quint32 seed) : m_random(seed) {}

    SignUpRequest signUpRequest();
    SignInRequest signInRequest();
    SignedIn signedIn();
    Profile profile();
    IdentityProviderPage identityProviderPage();
    AuthorizationRequest authorizationRequest();
    Authorization authorization();
    AuthorizationCallback authorizationCallback();
    FederatedSignIn federatedSignIn();
    LinkRequest linkRequest();
    LinkedIdentity linkedIdentity();
    LinkedIdentityPage linkedIdentityPage();
    rules::ParentalControls parentalControls();
    FamilyMember familyMember();
    Family family();
    FamilyChange familyChange();
    NewFamilyMember newFamilyMember();
    NewMembership newMembership();
    ChildSignInCode childSignInCode();
    ChildSignInRequest childSignInRequest();
    UserRoles userRoles();
    RolesChange rolesChange();
    SecondFactorRequest secondFactorRequest();
    ConfirmationRequest confirmationRequest();
    EmailRequest emailRequest();
    NewPassword newPassword();
    PasswordChange passwordChange();
    ProofRequest proofRequest();
    Proof proof();
    SignedInDevice signedInDevice();
    SignedInDevicePage signedInDevicePage();
    ProfileChange profileChange();
    MfaEnrolment mfaEnrolment();
    MfaConfirmation mfaConfirmation();
    RecoveryCodes recoveryCodes();
    ContentSummary contentSummary();
    media::Lyrics lyrics();
    Statistics statistics();
    media::Chapters chapters();
    EpisodeInfo episodeInfo();
    EpisodePage episodePage();
    ShowInfo showInfo();
    TrackInfo trackInfo();
    AlbumInfo albumInfo();
    ArtistInfo artistInfo();
    Home home();
    ContentPage contentPage();
    OpenPlaybackRequest openPlaybackRequest();
    PlaybackSession playbackSession();
    LicenceRequest licenceRequest();
    LicenceAnswer licenceAnswer();
    AdvanceRequest advanceRequest();
    TickBatch tickBatch();
    TickAnswer tickAnswer();
    NewUpload newUpload();
    UploadState uploadState();
    NewRelease newRelease();
    ReleaseState releaseState();
    PlanList planList();
    NewSubscription newSubscription();
    SubscriptionCommand subscriptionCommand();
    Preview preview();
    SubscriptionInfo subscriptionInfo();
    SubscriptionEventPage subscriptionEventPage();
    PaymentMethodInfo paymentMethodInfo();
    PaymentMethodList paymentMethodList();
    NewPaymentMethod newPaymentMethod();
    PaymentMethodSetup paymentMethodSetup();
    InvoicePage invoicePage();
    EntitlementsInfo entitlementsInfo();
    AuditPage auditPage();
    AuditCheckpoint auditCheckpoint();
    AuditCheckpointPage auditCheckpointPage();
    NewPlaylist newPlaylist();
    PlaylistPatch playlistPatch();
    PlaylistInfo playlistInfo();
    PlaylistPage playlistPage();
    PlaylistContents playlistContents();
    PlaylistEdit playlistEdit();
    PlaylistEdited playlistEdited();
    PlaylistHistory playlistHistory();
    LibraryChange libraryChange();
    SyncPage syncPage();
    Mutation mutation();
    MutationBatch mutationBatch();
    MutationResult mutationResult();
    MutationAnswer mutationAnswer();
    PlayerState playerState();
    PlayerSnapshot playerSnapshot();
    PlayerCommand playerCommand();
    LiveEvent liveEvent();
    Error error();

private:
    bool coin() { return m_random.bounded(2) == 1; }
    qint64 upTo(qint64 max);
    QString text(int min, int max);
    QString word();
    QString totp();
    QString recoveryCode();
    QString birthDate();
    QByteArray bytes(qsizetype min, qsizetype max);
    TimePoint time();
    media::Rung rung();
    media::Manifest manifest();
    Credit credit();
    IdentityProvider identityProvider();
    FamilyInvitation familyInvitation();
    NewTrack newTrack();
    Tick tick();
    rules::PlaylistItem playlistItem();
    rules::PlaylistOperation playlistOperation();
    PlaylistHistoryEntry playlistHistoryEntry();
    std::optional<rules::Place> maybePlace();
    LibraryState libraryState();
    MutationBody mutationBody();
    FieldError fieldError();
    Money money();
    Offer offer();
    PlanPrice planPrice();
    PlanInfo planInfo();
    BillingLine billingLine();
    SubscriptionEventInfo subscriptionEventInfo();
    InvoiceInfo invoiceInfo();
    template<typename Make>
    auto perhaps(Make make) -> std::optional<std::invoke_result_t<Make>>
    {
        return coin() ? std::optional(make()) : std::nullopt;
    }
    AuditEntry auditEntry();
    template<typename T>
    T oneOf(const QList<T> &choices)
    {
        return choices[m_random.bounded(int(choices.size()))];
    }
    template<typename Make>
    auto listOf(int min, int max, Make make)
    {
        QList<std::invoke_result_t<Make, RandomValues &>> items;
        const int count = m_random.bounded(min, max + 1);
        for (int i = 0; i < count; ++i)
            items.append((this->*make)());
        return items;
    }
    template<typename IdType>
    IdType id()
    {
        return IdType(QUuid::fromRfc4122(bytes(16, 16)));
    }

    QRandomGenerator m_random;
};

} // namespace melody::wire::test
