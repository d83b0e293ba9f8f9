// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Melody.Design
import Melody.ViewModels

// Previous, play or pause, next.
Row {
    id: transport

    required property PlaybackViewModel playback
    property int playSize: 44
    property int sideSize: 40

    spacing: Theme.space2

    IconButton {
        anchors.verticalCenter: parent.verticalCenter
        objectName: "previousButton"
        iconName: "skip-back"
        filled: true
        size: transport.sideSize
        iconSize: Math.round(transport.sideSize / 2)
        enabled: transport.playback.active
        text: qsTr("Previous")
        onClicked: transport.playback.previous()
    }
    IconButton {
        anchors.verticalCenter: parent.verticalCenter
        objectName: "playButton"
        iconName: transport.playback.waiting ? "loader" : transport.playback.playing ? "pause" : "play"
        filled: !transport.playback.waiting
        prominent: true
        size: transport.playSize
        iconSize: Math.round(transport.playSize * 0.45)
        enabled: transport.playback.active
        text: transport.playback.playing ? qsTr("Pause") : qsTr("Play")
        onClicked: transport.playback.toggle()
    }
    IconButton {
        anchors.verticalCenter: parent.verticalCenter
        objectName: "nextButton"
        iconName: "skip-forward"
        filled: true
        size: transport.sideSize
        iconSize: Math.round(transport.sideSize / 2)
        enabled: transport.playback.hasNext
        text: qsTr("Next")
        onClicked: transport.playback.next()
    }
}
