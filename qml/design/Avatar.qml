// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

// A person: the picture, or the first letter of the name.
Rectangle {
    id: avatar

    required property string name
    property int size: 32
    property string avatarId: ""
    property url preview // instead of it
    readonly property bool pictured: picture.status === Image.Ready

    width: avatar.size
    height: avatar.size
    radius: avatar.size / 2
    color: Theme.accentSoft

    Words {
        anchors.centerIn: parent
        visible: !avatar.pictured
        text: avatar.name.charAt(0).toUpperCase()
        style: "strong"
        font.pixelSize: avatar.size * 0.42
        color: Theme.accent
        Accessible.ignored: true
    }
    Image {
        id: picture
        anchors.fill: parent
        asynchronous: true
        sourceSize.width: avatar.size * 2
        sourceSize.height: avatar.size * 2
        source: String(avatar.preview) !== "" ? avatar.preview : avatar.avatarId !== "" ? "image://avatar/" + avatar.avatarId + "/" + avatar.size / 2 + "/" + avatar.size : ""
        Accessible.ignored: true
    }
}
