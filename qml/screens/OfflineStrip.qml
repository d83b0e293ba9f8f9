// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Melody.Design

// Says that the server can't be reached and what is possible all the same.
Rectangle {
    id: strip

    property bool shown: false

    signal chosen

    height: strip.shown ? Math.max(words.implicitHeight, button.height) + 2 * Theme.space2 : 0
    visible: strip.shown
    clip: true
    color: Theme.accentSoft
    Accessible.role: Accessible.AlertMessage
    Accessible.name: words.text

    Icon {
        id: icon
        x: Theme.space4
        anchors.verticalCenter: parent.verticalCenter
        name: "wifi-off"
        color: Theme.accent
    }
    Words {
        id: words
        anchors.left: icon.right
        anchors.leftMargin: Theme.space3
        anchors.right: button.left
        anchors.rightMargin: Theme.space3
        anchors.verticalCenter: parent.verticalCenter
        text: qsTr("You're offline. What you downloaded plays, and what you play is counted later.")
        style: "label"
        wrapMode: Text.Wrap
        Accessible.ignored: true
    }
    Button {
        id: button
        objectName: "offlineDownloads"
        anchors.right: parent.right
        anchors.rightMargin: Theme.space4
        anchors.verticalCenter: parent.verticalCenter
        kind: "secondary"
        text: qsTr("Downloads")
        onClicked: strip.chosen()
    }
}
