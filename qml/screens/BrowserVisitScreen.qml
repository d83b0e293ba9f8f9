// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Melody.Design
import Melody.ViewModels

// The browser is open, and we wait for whoever signs in there.
FormPage {
    id: screen

    required property ElsewhereViewModel elsewhere

    title: qsTr("Go on in your browser")
    subtitle: qsTr("It shows the sign-in of %1. Come back when you are done there: we notice by ourselves.").arg(screen.elsewhere.waitingFor)
    error: screen.elsewhere.error

    Item {
        width: parent.width
        height: Theme.controlHeight
        Spinner {
            anchors.centerIn: parent
            size: 32
            color: Theme.accent
        }
    }
    Button {
        objectName: "visitAgain"
        width: parent.width
        kind: "secondary"
        text: qsTr("Open the page again")
        onClicked: screen.elsewhere.openAgain()
    }
    Button {
        objectName: "visitCancel"
        width: parent.width
        kind: "ghost"
        text: qsTr("Cancel")
        onClicked: screen.elsewhere.cancel()
        Component.onCompleted: forceActiveFocus()
        Keys.onEscapePressed: screen.elsewhere.cancel()
    }
}
