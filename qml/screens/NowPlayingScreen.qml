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
    readonly property bool chaptersOpen: screen.chaptersShown && screen.playback.chapters.there
    readonly property bool aside: screen.chaptersOpen || screen.lyricsShown
    readonly property bool withoutArt: screen.aside || (screen.phone && screen.queueShown)
    readonly property bool listOnly: screen.phone && screen.withoutArt
    readonly property int artSize: screen.phone ? Math.min(screen.width - 2 * Theme.space6, screen.height * (screen.queue.led ? 0.32 : 0.42)) : Math.min(screen.width * 0.4, screen.height * 0.62, 520)
    property bool queueShown: false
    property bool lyricsShown: false
    property bool chaptersShown: false

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
    NowPlayingTop {
        id: top
        x: screen.phone ? Theme.space3 : Theme.space6
        y: x
        width: screen.width - 2 * x
        app: screen.app
        phone: screen.phone
        lyricsShown: screen.lyricsShown
        onClosed: screen.closed()
        onDevicesAsked: screen.devicesAsked()
        onLyricsAsked: {
            screen.chaptersShown = false;
            screen.lyricsShown = !screen.lyricsShown;
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
    SidePanel {
        app: screen.app
        content: !screen.playback.active ? "" : screen.chaptersOpen ? "ChaptersPanel.qml" : screen.lyricsShown ? "LyricsPanel.qml" : ""
        x: screen.phone ? Theme.space2 : Theme.space12
        y: screen.phone ? controls.y + panels.y : top.y + top.height + Theme.space4
        width: screen.phone ? screen.width - 2 * x : art.x + art.width - x
        height: screen.height - y - (screen.phone ? Theme.space4 : Theme.space12)
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
        ChapterStrip {
            objectName: "chapterStrip"
            Layout.fillWidth: true
            Layout.topMargin: -Theme.space2
            chapters: screen.playback.chapters
            listShown: screen.chaptersShown
            onListAsked: {
                screen.lyricsShown = false;
                screen.chaptersShown = !screen.chaptersShown;
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
                speed: screen.playback.speech ? screen.app.sound.speed : 0
                onSpeedAsked: speech.open()
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
            queueShown: screen.queueShown && !screen.aside
            speed: screen.playback.speech ? screen.app.sound.speed : 0
            onSpeedAsked: speech.open()
            onSleepAsked: sleep.open()
            onQueueAsked: {
                screen.lyricsShown = screen.chaptersShown = false;
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
                visible: !screen.phone || !screen.aside
                opacity: height >= (screen.queue.led ? 20 : 84) ? 1 : 0
                enabled: opacity > 0
                queue: screen.queue
                library: screen.app.library
                onPlansAsked: screen.plansAsked()
            }
        }
    }
    // Down over the picture: closes. The lists below are scrolled.
    Swipe {
        width: parent.width
        height: screen.phone ? controls.y + panels.y : 0
        across: false
        onDownwards: screen.closed()
    }
    SleepDialog {
        id: sleep
        queue: screen.queue
    }
    SpeechDialog {
        id: speech
        objectName: "speechDialog"
        sound: screen.app.sound
    }
}
