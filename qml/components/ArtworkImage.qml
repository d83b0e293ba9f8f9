// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Melody.Design

// Artwork, or the colour of it until it is here. Square, with the corners rounded in the picture itself.
Item {
    id: art

    required property string imageId
    property string tone: ""
    property int radius: Theme.radius
    property string fallbackIcon: "music"
    readonly property int edge: Math.ceil(art.width / 8) * 8

    Accessible.ignored: true

    Rectangle {
        anchors.fill: parent
        radius: art.radius
        color: art.tone !== "" ? Paint.wash(art.tone, 0.9) : Theme.raised
        opacity: 1 - picture.opacity
        visible: opacity > 0

        Icon {
            anchors.centerIn: parent
            visible: art.imageId === "" || picture.status === Image.Error
            name: visible ? art.fallbackIcon : ""
            size: Math.min(64, Math.max(16, Math.round(art.width * 0.34)))
            color: Theme.textTertiary
        }
    }
    Image {
        id: picture
        anchors.fill: parent
        asynchronous: true
        sourceSize.width: art.edge
        sourceSize.height: art.edge
        source: art.imageId === "" || art.edge === 0 ? "" : "image://artwork/" + art.imageId + "/" + art.radius + "/" + art.edge
        opacity: picture.status === Image.Ready ? 1 : 0
        Behavior on opacity  {
            NumberAnimation {
                duration: Theme.normal
            }
        }
    }
}
