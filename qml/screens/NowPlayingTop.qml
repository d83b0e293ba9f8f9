// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Melody.Design
import Melody.Components
import Melody.ViewModels

// Over what plays: the way back, where it plays, the words.
FocusScope {
    id: top

    required property AppViewModel app
    property bool phone: false
    property bool lyricsShown: false

    signal closed
    signal devicesAsked
    signal lyricsAsked

    implicitHeight: close.height
    focus: true

    IconButton {
        id: close
        objectName: "closeNowPlaying"
        iconName: "chevron-down"
        iconSize: 24
        size: 44
        focus: true
        text: qsTr("Close")
        onClicked: top.closed()
    }
    Column {
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.verticalCenter: close.verticalCenter
        visible: top.phone && top.app.playback.albumTitle !== ""
        width: parent.width - 2 * (devices.visible ? 100 : 52)
        Words {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: qsTr("Playing from")
            style: "caption"
            secondary: true
        }
        Words {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: top.app.playback.albumTitle
            style: "label"
            font.weight: Font.DemiBold
        }
    }
    DevicesButton {
        id: devices
        objectName: "largeDevicesButton"
        x: top.width - width - (words.visible ? words.width + Theme.space1 : 0)
        size: 44
        iconSize: 24
        handOver: top.app.handOver
        onClicked: top.devicesAsked()
    }
    IconButton {
        id: words
        objectName: "lyricsButton"
        x: top.width - width
        iconName: "mic-vocal"
        iconSize: 22
        size: 44
        visible: !top.app.queue.adBreak
        active: top.lyricsShown
        text: top.lyricsShown ? qsTr("Hide the words") : qsTr("Show the words")
        Accessible.checkable: true
        Accessible.checked: top.lyricsShown
        onClicked: top.lyricsAsked()
    }
}
