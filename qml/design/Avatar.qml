// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

// A person without a picture: the first letter of the name.
Rectangle {
    id: avatar

    required property string name
    property int size: 32

    width: avatar.size
    height: avatar.size
    radius: avatar.size / 2
    color: Theme.accentSoft

    Words {
        anchors.centerIn: parent
        text: avatar.name.charAt(0).toUpperCase()
        style: "strong"
        font.pixelSize: avatar.size * 0.42
        color: Theme.accent
        Accessible.ignored: true
    }
}
