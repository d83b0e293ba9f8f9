// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Melody.Design
import Melody.Platform
import Melody.ViewModels

// The recording's outline; what was heard is in the accent's colour. Press or drag to seek, arrows step five seconds. Chapters are marked.
Item {
    id: bar

    required property PlaybackViewModel playback
    property int barWidth: 3
    property int gap: 2
    readonly property bool seeking: pointer.pressed
    readonly property real shown: bar.seeking ? bar.fractionAt(pointer.mouseX) : bar.playback.progress

    function fractionAt(x: real): real {
        return Math.max(0, Math.min(1, x / bar.width));
    }

    implicitHeight: 40
    activeFocusOnTab: true
    Accessible.role: Accessible.Slider
    Accessible.name: qsTr("Position")
    Accessible.description: qsTr("%1 of %2").arg(bar.playback.positionText).arg(bar.playback.durationText) + (bar.playback.chapters.currentTitle !== "" ? ", " + bar.playback.chapters.currentTitle : "")
    Accessible.focusable: true
    Accessible.onIncreaseAction: bar.playback.seekBy(5000)
    Accessible.onDecreaseAction: bar.playback.seekBy(-5000)
    Keys.onLeftPressed: event => {
        event.accepted = event.modifiers === Qt.NoModifier;
        if (event.accepted)
            bar.playback.seekBy(-5000);
    }
    Keys.onRightPressed: event => {
        event.accepted = event.modifiers === Qt.NoModifier;
        if (event.accepted)
            bar.playback.seekBy(5000);
    }

    WaveformShape {
        anchors.fill: parent
        peaks: bar.playback.waveform
        color: Theme.waveRest
        barWidth: bar.barWidth
        gap: bar.gap
        opacity: bar.enabled ? 1 : 0.5
    }
    Item {
        height: parent.height
        width: bar.width * bar.playback.buffered
        clip: true
        WaveformShape {
            width: bar.width
            height: bar.height
            peaks: bar.playback.waveform
            color: Theme.waveReady
            barWidth: bar.barWidth
            gap: bar.gap
        }
    }
    Item {
        height: parent.height
        width: bar.width * bar.shown
        clip: true
        WaveformShape {
            width: bar.width
            height: bar.height
            peaks: bar.playback.waveform
            color: Theme.accent
            barWidth: bar.barWidth
            gap: bar.gap
        }
    }
    // Where chapters begin: a gap in the outline.
    Repeater {
        model: bar.playback.chapters.marks
        Rectangle {
            required property real modelData
            visible: modelData > 0
            x: Math.round(modelData * bar.width) - 1
            width: 2
            height: bar.height
            radius: 1
            color: modelData <= bar.shown ? Theme.accentHover : Theme.textTertiary
        }
    }
    Rectangle {
        id: hairline
        readonly property real at: pointer.pressed || pointer.containsMouse ? bar.fractionAt(pointer.mouseX) : 0
        visible: pointer.containsMouse || pointer.pressed
        x: Math.round(hairline.at * bar.width) - 1
        width: 2
        height: parent.height
        radius: 1
        color: Theme.text

        Rectangle {
            // Over the pointer, but not beyond the bar.
            x: Math.max(-hairline.x, Math.min(bar.width - hairline.x - width, (hairline.width - width) / 2))
            y: -height - Theme.space1
            width: bubble.implicitWidth + 2 * Theme.space2
            height: bubble.implicitHeight + Theme.space2
            radius: Theme.radiusSmall - 2
            color: Theme.overlay
            border.width: 1
            border.color: Theme.hairline
            Words {
                id: bubble
                anchors.centerIn: parent
                style: "caption"
                text: {
                    const chapter = bar.playback.chapters.there ? bar.playback.chapters.titleAt(hairline.at) : "";
                    return bar.playback.timeAt(hairline.at) + (chapter !== "" ? "  " + chapter : "");
                }
                Accessible.ignored: true
            }
        }
    }
    FocusRing {
        shown: bar.activeFocus
        radius: Theme.radiusSmall
        gap: 4
    }
    MouseArea {
        id: pointer
        anchors.fill: parent
        hoverEnabled: true
        preventStealing: true
        cursorShape: Qt.PointingHandCursor
        Accessible.ignored: true
        onReleased: bar.playback.seekTo(bar.fractionAt(pointer.mouseX))
    }
}
