// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Melody.Design

// A small "E": the lyrics are explicit.
Rectangle {
    width: 16
    height: 16
    radius: 4
    color: Theme.track
    Accessible.role: Accessible.StaticText
    Accessible.name: qsTr("Explicit")

    Words {
        anchors.centerIn: parent
        text: "E"
        font.pixelSize: 10
        font.weight: Font.Bold
        color: Theme.textSecondary
        Accessible.ignored: true
    }
}
