// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Plans, the subscription, what it costs, payment methods and invoices; GET /v1/me/entitlements.
// Amounts are what a listener pays, tax included, in minor units of the currency.
#pragma once

#include <values/money.h>
#include <wire/json.h>

namespace melody::wire {

inline constexpr qint64 maxAmountMinor = 1'000'000'000'000;

// What is subscribed to. plan: "free", "individual", "duo", "family", "student"; period: "monthly", "yearly".
struct Offer {
    QString plan;
    QString period;
    bool hiFi = false;
    bool operator==(const Offer &) const = default;
};

struct PlanPrice {
    QString period;
    Money price; // of one period
    Money hiFi;  // on top of it, for the lossless add-on
    bool operator==(const PlanPrice &) const = default;
};

struct PlanInfo {
    QString plan;
    int seats = 1;             // people, the owner included
    int concurrentStreams = 1; // of all of them together
    int trialDays = 0;         // for who never subscribed before
    bool needsAddress = false; // all members live at one address, which the owner confirms
    bool needsProof = false;   // of being a student, once a year
    QList<PlanPrice> prices;   // none for the free plan
    bool operator==(const PlanInfo &) const = default;
};

// GET /v1/plans?country=
struct PlanList {
    QString country;       // ISO 3166-1 alpha-2
    QString currency;      // ISO 4217
    qint64 taxRatePpm = 0; // contained in the prices; 190000 is 19 %
    QStringList countries; // where Melody is sold
    QList<PlanInfo> items;
    bool operator==(const PlanList &) const = default;
};

// POST /v1/me/subscription
struct NewSubscription {
    Offer offer;
    QString country;
    std::optional<QUuid> paymentMethod; // else the default one
    bool addressConfirmed = false;
    bool operator==(const NewSubscription &) const = default;
};

// What a preview was made of; a change that shows it is charged exactly what the preview said, for ten minutes.
struct Quote {
    TimePoint at{};
    qint64 version = 0;
    bool operator==(const Quote &) const = default;
};

// POST /v1/me/subscription/previews and …/changes. command: "subscribe" (previews only), "upgrade", "downgrade", "cancel", "pause",
// "resume", "reactivate". `offer` belongs to subscribe, upgrade and downgrade, `country` to subscribe.
struct SubscriptionCommand {
    QString command;
    std::optional<Offer> offer;
    QString country;
    std::optional<QUuid> paymentMethod;
    bool addressConfirmed = false;
    std::optional<Quote> quote;
    bool operator==(const SubscriptionCommand &) const = default;
};

// code: "plan", "hi_fi", "unused_time" (negative), "balance" (negative: credit that is used up), "trial".
struct BillingLine {
    QString code;
    QString plan;
    Money amount;
    TimePoint from{};
    TimePoint until{};
    bool operator==(const BillingLine &) const = default;
};

struct NextCharge {
    TimePoint at{};
    Money amount;
    bool operator==(const NextCharge &) const = default;
};

struct Preview {
    QString command;
    Quote quote;
    TimePoint effective{}; // when the change happens
    QList<BillingLine> lines;
    Money dueNow;
    Money taxIncluded; // in dueNow
    Money balance;     // credit afterwards
    QString stateAfter;
    Offer offerAfter;
    std::optional<NextCharge> nextCharge;
    QStringList losing; // display names of the family's members who lose their seats by it, in the order in which they joined
    bool operator==(const Preview &) const = default;
};

// A payment that is not settled, or the last one when it failed. state: "pending", "needs_action", "declined".
struct PaymentInfo {
    QString state;
    Money amount;
    QString actionUrl;   // where the payer proves who they are; https, or empty
    QString declineCode; // a word, or empty
    bool operator==(const PaymentInfo &) const = default;
};

// Of who is in somebody else's family: what its owner has, and whether that takes them.
struct FamilySeat {
    QString ownerName;
    QString plan; // the owner's, now
    bool hiFi = false;
    int seats = 1; // that it has, the owner's included
    bool held = false;
    bool operator==(const FamilySeat &) const = default;
};

// GET /v1/me/subscription. state: "none", "trialing", "active", "past_due", "paused", "canceled", "expired".
struct SubscriptionInfo {
    QString state;
    qint64 version = 0;
    Offer offer;                    // {"free", "monthly"} without one
    std::optional<Offer> nextOffer; // from the end of the period
    QString country;
    std::optional<Money> price; // of the current period
    Money balance;              // credit that the next charge uses up
    std::optional<TimePoint> periodStart;
    std::optional<TimePoint> periodEnd;  // renewed then, or over
    std::optional<TimePoint> graceUntil; // past due: until then it must be paid
    std::optional<TimePoint> pausedUntil;
    std::optional<TimePoint> studentUntil;
    std::optional<NextCharge> nextCharge;
    std::optional<PaymentInfo> payment;
    QStringList commands; // that are possible now
    std::optional<FamilySeat> seat;
    bool needless = false; // it renews, and gives nothing that the seat doesn't
    bool operator==(const SubscriptionInfo &) const = default;
};

struct SubscriptionEventInfo {
    qint64 sequence = 0;
    QString type;
    TimePoint at{};
    QString state; // after it
    Offer offer;
    std::optional<Money> amount; // that was charged
    bool operator==(const SubscriptionEventInfo &) const = default;
};

struct SubscriptionEventPage {
    QList<SubscriptionEventInfo> items; // newest first
    QString nextCursor;
    bool operator==(const SubscriptionEventPage &) const = default;
};

struct PaymentMethodInfo {
    QUuid id;
    QString brand;
    QString last4;
    int expiryMonth = 1;
    int expiryYear = 2000;
    bool isDefault = false;
    bool operator==(const PaymentMethodInfo &) const = default;
};

struct PaymentMethodList {
    QList<PaymentMethodInfo> items;
    QString nextCursor;
    bool operator==(const PaymentMethodList &) const = default;
};

// POST /v1/me/payment-methods, in two steps: with `returnUrl` it answers where the card form of the provider is; once the form has
// come back, with `setup` it stores the method. Exactly one of the two.
struct NewPaymentMethod {
    QString returnUrl;
    QString setup;
    bool operator==(const NewPaymentMethod &) const = default;
};

struct PaymentMethodSetup {
    QString setup;
    QString formUrl;
    bool operator==(const PaymentMethodSetup &) const = default;
};

// kind: "invoice", "credit_note" (whose amounts are given back).
struct InvoiceInfo {
    QUuid id;
    QString number; // "DE-2026-000017"
    QString kind;
    TimePoint issued{};
    QString country;
    Money total;
    Money tax; // contained in the total
    qint64 taxRatePpm = 0;
    QList<BillingLine> lines;
    QString corrects; // number of the invoice that a credit note is about
    bool operator==(const InvoiceInfo &) const = default;
};

struct InvoicePage {
    QList<InvoiceInfo> items; // newest first
    QString nextCursor;
    bool operator==(const InvoicePage &) const = default;
};

// GET /v1/me/entitlements
struct EntitlementsInfo {
    QString plan;
    bool hiFi = false;
    QString highestRung;
    int concurrentStreams = 1;
    int seats = 1;
    bool ads = true;
    bool downloads = false;
    bool operator==(const EntitlementsInfo &) const = default;
};

[[nodiscard]] QJsonObject toJson(const Money &money);
[[nodiscard]] QJsonObject toJson(const Offer &offer);
[[nodiscard]] QJsonObject toJson(const PlanList &list);
[[nodiscard]] QJsonObject toJson(const NewSubscription &request);
[[nodiscard]] QJsonObject toJson(const SubscriptionCommand &command);
[[nodiscard]] QJsonObject toJson(const BillingLine &line);
[[nodiscard]] QJsonObject toJson(const Preview &preview);
[[nodiscard]] QJsonObject toJson(const SubscriptionInfo &subscription);
[[nodiscard]] QJsonObject toJson(const SubscriptionEventPage &page);
[[nodiscard]] QJsonObject toJson(const PaymentMethodInfo &method);
[[nodiscard]] QJsonObject toJson(const PaymentMethodList &list);
[[nodiscard]] QJsonObject toJson(const NewPaymentMethod &request);
[[nodiscard]] QJsonObject toJson(const PaymentMethodSetup &setup);
[[nodiscard]] QJsonObject toJson(const InvoicePage &page);
[[nodiscard]] QJsonObject toJson(const EntitlementsInfo &entitlements);
[[nodiscard]] Result<PlanList> parsePlanList(const QJsonObject &json);
[[nodiscard]] Result<NewSubscription> parseNewSubscription(const QJsonObject &json);
[[nodiscard]] Result<SubscriptionCommand> parseSubscriptionCommand(const QJsonObject &json);
[[nodiscard]] Result<Preview> parsePreview(const QJsonObject &json);
[[nodiscard]] Result<SubscriptionInfo> parseSubscriptionInfo(const QJsonObject &json);
[[nodiscard]] Result<SubscriptionEventPage> parseSubscriptionEventPage(const QJsonObject &json);
[[nodiscard]] Result<PaymentMethodInfo> parsePaymentMethodInfo(const QJsonObject &json);
[[nodiscard]] Result<PaymentMethodList> parsePaymentMethodList(const QJsonObject &json);
[[nodiscard]] Result<NewPaymentMethod> parseNewPaymentMethod(const QJsonObject &json);
[[nodiscard]] Result<PaymentMethodSetup> parsePaymentMethodSetup(const QJsonObject &json);
[[nodiscard]] Result<InvoicePage> parseInvoicePage(const QJsonObject &json);
[[nodiscard]] Result<EntitlementsInfo> parseEntitlementsInfo(const QJsonObject &json);

} // namespace melody::wire
