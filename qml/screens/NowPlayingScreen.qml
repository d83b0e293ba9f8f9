// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Melody.Design
import Melody.Components
import Melody.ViewModels

// The track, large; and what comes next.
Rectangle {
    id: screen

    required property AppViewModel app
    readonly property PlaybackViewModel playback: screen.app.playback
    readonly property QueueViewModel queue: screen.app.queue
    readonly property bool phone: screen.width < 720
    // The rows need the room of the picture.
    readonly property bool withoutArt: screen.lyricsShown || (screen.phone && screen.queueShown)
    readonly property bool listOnly: screen.phone && screen.withoutArt
    readonly property int artSize: screen.phone ? Math.min(screen.width - 2 * Theme.space6, screen.height * (screen.queue.led ? 0.32 : 0.42)) : Math.min(screen.width * 0.4, screen.height * 0.62, 520)
    property bool queueShown: false
    property bool lyricsShown: false

    signal closed
    signal devicesAsked
    signal plansAsked
    signal openContent(string kind, string contentId)

    color: Theme.ground
    focus: true
    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Now playing")

    Wash {
        anchors.fill: parent
        from: Paint.wash(screen.playback.imageColor, Theme.dark ? 0.7 : 0.7)
        to: Paint.wash(screen.playback.imageColor, Theme.dark ? 0.14 : 0.14)
    }
    // Nothing under it may be clicked through it.
    MouseArea {
        anchors.fill: parent
        hoverEnabled: true
        Accessible.ignored: true
    }
    IconButton {
        id: close
        x: screen.phone ? Theme.space3 : Theme.space6
        y: screen.phone ? Theme.space3 : Theme.space6
        objectName: "closeNowPlaying"
        iconName: "chevron-down"
        iconSize: 24
        size: 44
        focus: true
        text: qsTr("Close")
        onClicked: screen.closed()
    }
    DevicesButton {
        id: devices
        objectName: "largeDevicesButton"
        x: screen.width - width - close.x - (words.visible ? words.width + Theme.space1 : 0)
        y: close.y
        size: 44
        iconSize: 24
        handOver: screen.app.handOver
        onClicked: screen.devicesAsked()
    }
    IconButton {
        id: words
        objectName: "lyricsButton"
        x: screen.width - width - close.x
        y: close.y
        iconName: "mic-vocal"
        iconSize: 22
        size: 44
        visible: !screen.queue.adBreak
        active: screen.lyricsShown
        text: screen.lyricsShown ? qsTr("Hide the words") : qsTr("Show the words")
        Accessible.checkable: true
        Accessible.checked: screen.lyricsShown
        onClicked: screen.lyricsShown = !screen.lyricsShown
    }
    Column {
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.verticalCenter: close.verticalCenter
        visible: screen.phone && screen.playback.albumTitle !== ""
        width: parent.width - 2 * (devices.visible ? 112 : 64)
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
            text: screen.playback.albumTitle
            style: "label"
            font.weight: Font.DemiBold
        }
    }
    ArtworkImage {
        id: art
        x: screen.phone ? (screen.width - width) / 2 : Math.max(Theme.space16, screen.width * 0.5 - width - Theme.space8)
        y: screen.phone ? 84 : (screen.height - height) / 2
        width: screen.artSize
        height: width
        radius: Theme.radiusLarge
        imageId: screen.playback.imageId
        tone: screen.playback.imageColor
        visible: !screen.withoutArt
        scale: screen.playback.playing ? 1 : 0.96
        Behavior on scale  {
            NumberAnimation {
                duration: Theme.slow
                easing.type: Easing.OutCubic
            }
        }
        Shadow {
            blur: 56
        }
    }
    Loader {
        readonly property bool wanted: screen.lyricsShown && screen.playback.active
        x: screen.phone ? Theme.space2 : Theme.space12
        y: screen.phone ? controls.y + panels.y : close.y + close.height + Theme.space4
        width: screen.phone ? screen.width - 2 * x : art.x + art.width - x
        height: screen.height - y - (screen.phone ? Theme.space4 : Theme.space12)
        onWantedChanged: setSource(wanted ? Qt.resolvedUrl("LyricsPanel.qml") : "", {
                "app": screen.app
            })
    }
    ColumnLayout {
        id: controls
        x: screen.phone ? Theme.space6 : art.x + art.width + Theme.space16
        y: screen.listOnly ? 84 : screen.phone ? art.y + art.height + Theme.space6 : art.y
        width: screen.phone ? screen.width - 2 * Theme.space6 : Math.min(560, screen.width - x - Theme.space16)
        height: screen.height - y - Theme.space4
        spacing: Theme.space4
        readonly property bool wide: controls.width >= 500
        Behavior on y  {
            enabled: screen.phone
            NumberAnimation {
                duration: Theme.normal
                easing.type: Easing.OutCubic
            }
        }

        Words {
            visible: screen.queue.adBreak
            text: qsTr("A short break")
            style: "strong"
            color: Theme.accent
        }

        NowPlayingTitle {
            Layout.fillWidth: true
            playback: screen.playback
            large: !screen.phone
            onOpenContent: (kind, contentId) => screen.openContent(kind, contentId)
        }
        WaveformSeekBar {
            objectName: "largeSeekBar"
            Layout.fillWidth: true
            Layout.preferredHeight: 64
            Layout.topMargin: Theme.space2
            playback: screen.playback
        }
        Item {
            Layout.fillWidth: true
            Layout.topMargin: -Theme.space2
            implicitHeight: 16
            Words {
                text: screen.playback.positionText
                style: "caption"
                secondary: true
            }
            Words {
                anchors.right: parent.right
                text: screen.playback.durationText
                style: "caption"
                secondary: true
            }
        }
        RowLayout {
            Layout.fillWidth: true
            Item {
                Layout.fillWidth: true
                visible: screen.phone
            }
            Transport {
                playback: screen.playback
                playSize: 64
                sideSize: 52
                spacing: Theme.space4
            }
            Item {
                Layout.fillWidth: true
            }
            PlayModes {
                visible: controls.wide
                queue: screen.queue
                onSleepAsked: sleep.open()
            }
            VolumeControl {
                visible: !screen.phone && controls.width >= 380
                playback: screen.playback
            }
        }
        PlayModes {
            visible: !controls.wide
            Layout.alignment: Qt.AlignHCenter
            queue: screen.queue
            withQueue: screen.phone && !screen.queue.led
            queueShown: screen.queueShown && !screen.lyricsShown
            onSleepAsked: sleep.open()
            onQueueAsked: {
                screen.lyricsShown = false;
                screen.queueShown = !screen.queueShown;
            }
        }
        Column {
            Layout.fillWidth: true
            visible: screen.queue.refusal !== ""
            Notice {
                danger: false
                text: screen.queue.refusal
            }
        }
        Item {
            id: panels
            Layout.fillWidth: true
            Layout.fillHeight: true
            QueuePanel {
                anchors.fill: parent
                visible: !screen.phone || !screen.lyricsShown
                opacity: height >= (screen.queue.led ? 20 : 84) ? 1 : 0
                enabled: opacity > 0
                queue: screen.queue
                onPlansAsked: screen.plansAsked()
            }
        }
    }
    SleepDialog {
        id: sleep
        queue: screen.queue
    }
}
