// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Melody.Design
import Melody.ViewModels

// The player above the tabs of a phone.
Rectangle {
    id: mini

    required property PlaybackViewModel playback
    property bool adBreak: false
    property string playsOn: ""
    readonly property int rowHeight: Math.max(64, summary.implicitHeight + Theme.space2)

    signal expanded

    implicitHeight: mini.rowHeight + (trouble.visible ? trouble.implicitHeight + Theme.space3 : 0)
    radius: Theme.radiusLarge
    color: Paint.wash(mini.playback.imageColor === "" ? Theme.raised.toString() : mini.playback.imageColor, Theme.dark ? 0.5 : 0.4)
    Accessible.role: Accessible.ToolBar
    Accessible.name: qsTr("Player")
    Behavior on color  {
        ColorAnimation {
            duration: Theme.slow
        }
    }

    Shadow {
        blur: 16
        opacity: Theme.shadowOpacity * 0.7
    }
    RowLayout {
        x: Theme.space1
        width: parent.width - x - Theme.space2
        height: mini.rowHeight
        spacing: 0
        NowPlayingSummary {
            id: summary
            objectName: "nowPlayingSummary"
            Layout.fillWidth: true
            artSize: 48
            playback: mini.playback
            adBreak: mini.adBreak
            playsOn: mini.playsOn
            onClicked: mini.expanded()
        }
        IconButton {
            objectName: "miniPlayButton"
            iconName: mini.playback.waiting ? "loader" : mini.playback.playing ? "pause" : "play"
            filled: !mini.playback.waiting
            size: 44
            iconSize: 22
            text: mini.playback.playing ? qsTr("Pause") : qsTr("Play")
            onClicked: mini.playback.toggle()
        }
        IconButton {
            iconName: "skip-forward"
            filled: true
            size: 44
            enabled: mini.playback.hasNext
            text: qsTr("Next")
            onClicked: mini.playback.next()
        }
    }
    Swipe {
        width: parent.width
        height: mini.rowHeight
        onUpwards: mini.expanded()
        onToLeft: if (mini.playback.hasNext)
            mini.playback.next()
        onToRight: mini.playback.previous()
    }
    Words {
        id: trouble
        objectName: "miniError"
        x: Theme.space3
        y: mini.rowHeight
        width: parent.width - 2 * Theme.space3
        visible: mini.playback.failed
        text: mini.playback.error
        style: "label"
        color: Theme.danger
        wrapMode: Text.Wrap
        Accessible.role: Accessible.AlertMessage
    }
    Rectangle {
        x: Theme.space3
        anchors.bottom: parent.bottom
        width: parent.width - 2 * Theme.space3
        height: 2
        radius: 1
        color: Theme.hairline
        Rectangle {
            width: parent.width * mini.playback.progress
            height: parent.height
            radius: 1
            color: Theme.accent
        }
    }
}
