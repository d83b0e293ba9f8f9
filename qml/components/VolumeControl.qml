// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Melody.Design
import Melody.ViewModels

// Mute and volume.
Row {
    id: control

    required property PlaybackViewModel playback
    property bool withSlider: true
    readonly property real heard: control.playback.muted ? 0 : control.playback.volume

    spacing: Theme.space1

    IconButton {
        anchors.verticalCenter: parent.verticalCenter
        objectName: "muteButton"
        iconName: control.heard === 0 ? "volume-x" : control.heard < 0.5 ? "volume-1" : "volume-2"
        quiet: true
        text: control.playback.muted ? qsTr("Unmute") : qsTr("Mute")
        onClicked: control.playback.muted = !control.playback.muted
    }
    Slider {
        anchors.verticalCenter: parent.verticalCenter
        visible: control.withSlider
        objectName: "volumeSlider"
        label: qsTr("Volume")
        implicitWidth: 96
        value: control.heard
        onMoved: control.playback.volume = value
    }
}
