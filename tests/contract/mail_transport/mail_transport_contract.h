// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mail/sending.h>
#include <support/test_main.h>

namespace melody::test {

// What every way out of mail promises.
class MailTransportContract : public QObject {
    Q_OBJECT
protected:
    virtual mail::Transport &transport() = 0;
    // Everything that arrived by now, in the form it has on the wire.
    virtual QByteArrayList received() = 0;

private Q_SLOTS:
    void aMessageArrivesAsItWasWritten();
    void linesThatBeginWithADotStayWhole();
    void manyMegabytesArrive();
    void manyThreadsMayDeliverAtOnce();

private:
    void deliver(const QByteArray &id, const QByteArray &body);
    bool arrives(const QByteArray &id, const QByteArray &ending);
};

[[nodiscard]] mail::Envelope sampleEnvelope(const QByteArray &id, const QByteArray &body, const QString &to);

} // namespace melody::test
