// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Melody.Design
import Melody.Components
import Melody.ViewModels

// The chapters of what plays; pressed, one plays from its beginning. The one that is heard stays in sight until somebody scrolls.
FocusScope {
    id: panel

    required property AppViewModel app
    readonly property ChaptersViewModel chapters: panel.app.playback.chapters
    property bool following: true

    function showCurrent() {
        if (panel.following && panel.chapters.current >= 0)
            list.positionViewAtIndex(panel.chapters.current, ListView.Contain);
    }

    Timer {
        id: laidOut
        interval: 0
        onTriggered: panel.showCurrent()
    }
    Connections {
        target: panel.chapters
        function onPlaceChanged() {
            panel.showCurrent();
        }
    }
    ListView {
        id: list

        objectName: "chapterList"
        anchors.fill: parent
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        model: panel.chapters.rows
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Chapters of %1").arg(panel.app.playback.title)
        onMovementStarted: panel.following = false
        onHeightChanged: laidOut.restart()
        onCountChanged: {
            panel.following = true;
            laidOut.restart();
        }
        T.ScrollBar.vertical: ScrollBar {
            onPressedChanged: if (pressed)
                panel.following = false
        }
        delegate: Card {
            id: line

            required property var row
            required property int index
            readonly property bool current: line.index === panel.chapters.current

            objectName: "chapter_" + line.index
            width: list.width
            implicitHeight: Math.max(Theme.rowHeight, title.implicitHeight + 2 * Theme.space2)
            radius: Theme.radius
            rest: line.current ? Theme.hover : "transparent"
            text: line.row.title
            description: qsTr("Begins at %1, lasts %2").arg(line.row.start).arg(line.row.length)
            Accessible.selectable: true
            Accessible.selected: line.current
            onClicked: {
                panel.following = true;
                panel.chapters.play(line.index);
            }
            onActiveFocusChanged: if (line.activeFocus) {
                panel.following = false;
                list.positionViewAtIndex(line.index, ListView.Contain);
            }
            Keys.onUpPressed: line.step(-1)
            Keys.onDownPressed: line.step(1)

            function step(by: int) {
                const next = list.itemAtIndex(line.index + by);
                if (next)
                    next.forceActiveFocus(Qt.TabFocusReason);
            }

            contentItem: Item {
                Words {
                    id: begin
                    x: Theme.space3
                    width: Math.round(64 * Theme.textScale)
                    anchors.verticalCenter: parent.verticalCenter
                    text: line.row.start
                    style: "label"
                    color: line.current ? Theme.accent : Theme.textSecondary
                    Accessible.ignored: true
                }
                Words {
                    id: title
                    anchors.left: begin.right
                    anchors.right: length.left
                    anchors.rightMargin: Theme.space3
                    anchors.verticalCenter: parent.verticalCenter
                    text: line.row.title
                    font.weight: line.current ? Font.DemiBold : Font.Medium
                    color: line.current ? Theme.accent : Theme.text
                    wrapMode: Text.Wrap
                    maximumLineCount: 2
                    Accessible.ignored: true
                }
                Words {
                    id: length
                    anchors.right: parent.right
                    anchors.rightMargin: Theme.space3
                    anchors.verticalCenter: parent.verticalCenter
                    text: line.row.length
                    style: "label"
                    font.weight: Font.Normal
                    secondary: true
                    Accessible.ignored: true
                }
            }
        }
    }
}
