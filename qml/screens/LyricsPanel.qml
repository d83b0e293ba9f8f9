// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Melody.Design
import Melody.Components
import Melody.ViewModels

// The words of what plays. The line that sounds stays in the middle until somebody scrolls, and again after "Follow".
FocusScope {
    id: panel

    required property AppViewModel app
    readonly property int lineSize: Math.round((panel.width < Theme.phoneWidth ? 22 : 30) * Theme.textScale)
    property bool following: true

    function showCurrent() {
        if (panel.following && lyrics.synced)
            list.currentIndex = Math.max(0, lyrics.currentLine);
    }

    LyricsViewModel {
        id: lyrics
        objectName: "lyrics"
        app: panel.app
        restColor: Theme.textTertiary
        onPlaceChanged: panel.showCurrent()
        onPhaseChanged: if (lyrics.loading)
            panel.following = true
    }
    Spinner {
        anchors.centerIn: parent
        visible: lyrics.loading
    }
    MessagePanel {
        anchors.centerIn: parent
        width: parent.width
        visible: lyrics.none || lyrics.failed
        iconName: "mic-vocal"
        title: lyrics.none ? qsTr("No words for this one") : qsTr("The words are not here")
        message: lyrics.none ? qsTr("Nobody has written them down yet, or there is nothing to sing.") : lyrics.error
        action: lyrics.failed ? qsTr("Try again") : ""
        onTriggered: lyrics.load()
    }
    ListView {
        id: list

        // Half of the view before the first line and after the last, so that they can stand in the middle, too.
        readonly property int rest: lyrics.synced ? Math.max(0, list.height / 2 - panel.lineSize) : 0

        objectName: "lyricsList"
        anchors.fill: parent
        clip: true
        visible: lyrics.ready && !lyrics.none
        topMargin: list.rest
        bottomMargin: list.rest + (follow.visible ? follow.height : 0)
        boundsBehavior: Flickable.StopAtBounds
        model: lyrics.lines
        currentIndex: -1
        activeFocusOnTab: !lyrics.synced // then its lines can't be pressed, but read on with the arrows
        highlightFollowsCurrentItem: panel.following || !lyrics.synced
        preferredHighlightBegin: list.height / 2 - panel.lineSize
        preferredHighlightEnd: list.height / 2 + panel.lineSize
        highlightRangeMode: panel.following && lyrics.synced ? ListView.ApplyRange : ListView.NoHighlightRange
        highlightMoveDuration: 2 * Theme.slow
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Words of %1").arg(panel.app.playback.title)
        T.ScrollBar.vertical: ScrollBar {
            onPressedChanged: if (pressed)
                panel.following = false
        }
        FocusRing {
            parent: list
            gap: -2
            shown: list.activeFocus && !lyrics.synced
            radius: Theme.radius
        }
        onMovementStarted: panel.following = false
        onCountChanged: panel.showCurrent()

        delegate: LyricsLine {
            width: list.width
            current: lyrics.synced && index === lyrics.currentLine
            size: panel.lineSize
            markup: current && lyrics.currentHasWords ? lyrics.currentMarkup : ""
            onClicked: {
                lyrics.seekToLine(index);
                panel.following = true;
                panel.showCurrent();
            }
            onReached: {
                panel.following = false;
                list.positionViewAtIndex(index, ListView.Contain);
            }
            onStepped: by => {
                const next = list.itemAtIndex(index + by);
                if (next)
                    next.forceActiveFocus(Qt.TabFocusReason);
            }
        }
    }
    Button {
        id: follow
        objectName: "followLyrics"
        anchors.bottom: parent.bottom
        anchors.horizontalCenter: parent.horizontalCenter
        visible: list.visible && lyrics.synced && !panel.following
        text: qsTr("Follow")
        onClicked: {
            panel.following = true;
            panel.showCurrent();
            list.positionViewAtIndex(Math.max(0, lyrics.currentLine), ListView.Center);
        }
    }
}
