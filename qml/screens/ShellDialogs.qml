// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Melody.ViewModels

// What may be asked over any screen.
Item {
    id: dialogs

    required property AppViewModel app

    function askWhereToPlay() {
        devices.open();
    }

    ListeningDialog {
        listening: dialogs.app.listening
    }
    StepUpDialog {
        stepUp: dialogs.app.stepUp
    }
    PlayOnDialog {
        id: devices
        handOver: dialogs.app.handOver
    }
}
