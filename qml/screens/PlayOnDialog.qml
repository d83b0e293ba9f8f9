// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Melody.ViewModels

// On which device the music plays.
ChoiceDialog {
    id: dialog

    required property HandOverViewModel handOver

    title: qsTr("Play on")
    value: dialog.handOver.current
    options: dialog.handOver.options
    onAboutToShow: dialog.handOver.look()
    onChosen: value => dialog.handOver.transferTo(value)

    Timer {
        running: dialog.opened
        repeat: true
        interval: 2000
        onTriggered: dialog.handOver.look()
    }
}
