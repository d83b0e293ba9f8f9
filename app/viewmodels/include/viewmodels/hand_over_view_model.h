// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// On which of the listener's devices the music plays, and where else it could.
#pragma once

#include <QtCore/QVariantList>
#include <QtQml/qqmlregistration.h>
#include <handover/hand_over.h>
#include <viewmodels/player_watch.h>

namespace melody::app {

// Thread: the GUI's.
class HandOverViewModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the composition root")
    Q_PROPERTY(bool available READ available NOTIFY changed)     // this device is known to the server
    Q_PROPERTY(bool busy READ busy NOTIFY changed)               // the music is on its way
    Q_PROPERTY(QString playsOn READ playsOn NOTIFY changed)      // the other device that has it; empty: this one
    Q_PROPERTY(QString current READ current NOTIFY changed)      // the id of the device that has it
    Q_PROPERTY(QVariantList options READ options NOTIFY changed) // {value, text}, this device first

public:
    // Without a hand-over nothing is available. `watch` gets what it shows.
    HandOverViewModel(handover::HandOver *handOver, PlayerWatch *watch);
    ~HandOverViewModel() override;
    [[nodiscard]] bool available() const { return m_handOver != nullptr && !standing().self.isNull(); }
    [[nodiscard]] bool busy() const { return !standing().goingTo.isNull(); }
    [[nodiscard]] QString playsOn() const;
    [[nodiscard]] QString current() const;
    [[nodiscard]] QVariantList options() const { return m_options; }

    // Asks anew which devices there are.
    Q_INVOKABLE void look();
    Q_INVOKABLE void transferTo(const QString &id);
    // Sentences are no translations to the engine.
    void retranslate();

Q_SIGNALS:
    void changed();
    void said(const QString &sentence);

private:
    [[nodiscard]] const handover::Standing &standing() const { return m_standing; }
    void take(const handover::Standing &standing);

    handover::HandOver *m_handOver;
    handover::Standing m_standing;
    QVariantList m_options;
};

} // namespace melody::app
