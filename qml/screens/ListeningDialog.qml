// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Melody.Design
import Melody.ViewModels

// Why it plays no further: another device does, or a child's time is up.
Dialog {
    id: dialog

    required property ListeningViewModel listening
    readonly property bool wanted: dialog.listening.shown

    title: dialog.listening.title
    message: dialog.listening.message
    confirmText: dialog.listening.canTakeOver ? qsTr("Play here") : qsTr("All right")
    cancelShown: dialog.listening.canTakeOver
    onWantedChanged: dialog.wanted ? dialog.open() : dialog.close()
    onConfirmed: dialog.listening.canTakeOver ? dialog.listening.takeOver() : dialog.listening.dismiss()
    onClosed: if (dialog.listening.shown)
        dialog.listening.dismiss()
}
