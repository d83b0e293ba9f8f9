// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Brings what somebody wants to keep: one recording after another, a few chunks at a time.
#pragma once

#include "desk.h"
#include "reservation.h"

#include <QtCore/QSet>
#include <QtCore/QTimer>

namespace melody::downloads {

// Thread: that of the desk, but for state().
class Downloader {
public:
    explicit Downloader(Desk &desk);

    // Somebody else listens, or something was added, resumed or damaged.
    void goOn();
    // Of what is under way nothing is kept but the chunks that came.
    void stop();
    void userChanged();
    // No licence that was had before now is believed.
    void planChanged();
    // The failed tries are forgotten.
    void retryNow();
    // When it concerns what is under way, stops it.
    void drop(const ContentId &collection);
    void publish();

    [[nodiscard]] State state() const;
    void observe(std::function<void(const State &)> changed);

private:
    struct Active {
        Item item;
        std::unique_ptr<ports::StreamSource::Pending> licence;
        std::optional<KeptLicence> kept;
        crypto::ContentKey key;
        Recording recording;
        std::vector<int> missing; // not asked for yet
        std::map<int, std::unique_ptr<ports::StreamSource::Pending>> fetching;
        std::map<int, int> damaged; // times it came so
        qint64 doneBytes = 0;
    };

    void begin(const Item &item);
    void licensed(const Result<KeptLicence> &licence);
    [[nodiscard]] Result<void> prepare(const KeptLicence &licence);
    void fetchMore();
    void fetch(int index, bool refresh);
    void arrived(int index, const Result<QByteArray> &sealed);
    void finish();
    void failed(const Error &error);
    void renewOldest();
    [[nodiscard]] TimePoint dueBefore() const;
    void checkNext();
    void backOff();
    void publishSoon();
    void measure(qint64 bytes);

    Desk &m_desk;
    Reservation m_reservation;
    std::optional<Active> m_active;
    quint64 m_turn = 0; // answers of an earlier one are late
    std::unique_ptr<ports::StreamSource::Pending> m_renewing;
    QList<ContentId> m_toCheck;
    bool m_renewed = false;    // all that were due, when it was looked last
    TimePoint m_doubtBefore{}; // licences of before the plan changed
    QSet<ContentId> m_asked;   // in this round: each once, whatever the clocks say
    QTimer m_lookAgain;
    int m_failures = 0;
    QTimer m_again;
    QTimer m_publish;
    std::chrono::nanoseconds m_measuredSince{0};
    qint64 m_measured = 0;
    qint64 m_bytesPerSecond = 0;
    mutable std::mutex m_mutex; // guards what follows
    State m_state;
    std::function<void(const State &)> m_changed;
};

} // namespace melody::downloads
