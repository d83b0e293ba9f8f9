// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Melody.Design
import Melody.ViewModels

// The bar at the bottom of a desktop window.
Rectangle {
    id: bar

    required property PlaybackViewModel playback
    property LibraryViewModel library: null
    property bool adBreak: false
    property HandOverViewModel handOver: null
    required property QueueViewModel queue

    readonly property int modesFrom: 1200 // from this width on shuffle, repeat and what comes next have room; else they are on Now Playing

    signal expanded
    signal devicesAsked

    implicitHeight: Math.max(88, summary.implicitHeight + 2 * Theme.space3)
    color: Theme.surface
    Accessible.role: Accessible.ToolBar
    Accessible.name: qsTr("Player")

    Rectangle {
        width: parent.width
        height: 1
        color: Theme.hairline
    }
    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: Theme.space3
        anchors.rightMargin: Theme.space4
        spacing: Theme.space6

        NowPlayingSummary {
            id: summary
            objectName: "nowPlayingSummary"
            Layout.preferredWidth: bar.width < Theme.railWidth ? 220 : 272
            playback: bar.playback
            adBreak: bar.adBreak
            playsOn: bar.handOver ? bar.handOver.playsOn : ""
            onClicked: bar.expanded()
        }
        LikeButton {
            objectName: "barLike"
            Layout.leftMargin: -Theme.space5
            library: bar.library
            contentId: bar.playback.contentId
            title: bar.playback.title
            onClicked: bar.library.toggleLike(bar.playback.card())
        }
        Transport {
            playback: bar.playback
        }
        // What went wrong takes the place of the times: the whole sentence must be read.
        RowLayout {
            objectName: "playerError"
            visible: bar.playback.failed
            Layout.fillWidth: true
            spacing: Theme.space3
            Icon {
                name: "circle-alert"
                color: Theme.danger
            }
            Words {
                Layout.fillWidth: true
                text: bar.playback.error
                style: "label"
                color: Theme.danger
                wrapMode: Text.Wrap
                maximumLineCount: 4
                Accessible.role: Accessible.AlertMessage
            }
        }
        RowLayout {
            visible: !bar.playback.failed
            Layout.fillWidth: true
            spacing: Theme.space3
            Words {
                Layout.preferredWidth: Math.max(implicitWidth, Math.round(40 * Theme.textScale))
                horizontalAlignment: Text.AlignRight
                text: bar.playback.positionText
                style: "caption"
                secondary: true
                Accessible.ignored: true
            }
            WaveformSeekBar {
                objectName: "seekBar"
                Layout.fillWidth: true
                playback: bar.playback
            }
            Words {
                Layout.preferredWidth: Math.max(implicitWidth, Math.round(40 * Theme.textScale))
                text: bar.playback.durationText
                style: "caption"
                secondary: true
                Accessible.ignored: true
            }
        }
        PlayModes {
            objectName: "barModes"
            Layout.rightMargin: -Theme.space5
            visible: bar.width >= bar.modesFrom
            queue: bar.queue
            spacing: 0
            forMusic: true
            explains: true
            withQueue: true
            onQueueAsked: bar.expanded()
        }
        DevicesButton {
            objectName: "devicesButton"
            Layout.rightMargin: -Theme.space5
            handOver: bar.handOver
            onClicked: bar.devicesAsked()
        }
        VolumeControl {
            playback: bar.playback
            withSlider: bar.width >= Theme.railWidth
        }
    }
}
