// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Melody.Design
import Melody.Components
import Melody.ViewModels

// An episode of a show: when it came out, how long it is, how far one listened. Pressed, it says what it is about and offers more.
Item {
    id: line

    required property var row // of ShowViewModel
    required property int index
    required property LibraryViewModel library
    required property DownloadsViewModel downloads
    property bool current: false
    property bool moving: false
    property bool opened: false
    readonly property bool narrow: line.width < 480
    readonly property string facts: [line.row.elsewhere, line.row.date, line.row.finished ? qsTr("Heard") : line.row.left !== "" ? line.row.left : line.row.length].filter(part => part !== "").join("  ·  ")

    signal clicked
    signal played
    signal downloaded
    signal downloadsAsked
    signal liked
    signal added
    signal moreAsked(var from)
    signal pointed
    signal reached
    signal placeChosen(bool elsewhere)
    signal stepped(int by) // with the arrows, to another row

    function take() {
        head.forceActiveFocus(Qt.TabFocusReason);
    }

    implicitHeight: head.height + (line.opened ? more.height + Theme.space3 : 0)

    Card {
        id: head
        objectName: "episode_" + line.index
        width: line.width
        implicitHeight: Math.max(Theme.rowHeight, words.height + 2 * Theme.space3)
        radius: Theme.radius
        text: line.row.title
        description: line.facts
        Accessible.checkable: true
        Accessible.checked: line.opened
        onClicked: line.clicked()
        onHoveredChanged: if (head.hovered)
            line.pointed()
        onActiveFocusChanged: if (head.activeFocus)
            line.reached()
        Keys.onUpPressed: line.stepped(-1)
        Keys.onDownPressed: line.stepped(1)
        Keys.onMenuPressed: line.moreAsked(play)
        Keys.onPressed: event => {
            if (event.key === Qt.Key_F10 && (event.modifiers & Qt.ShiftModifier)) {
                line.moreAsked(play);
                event.accepted = true;
            }
        }
        onPressAndHold: line.moreAsked(play)
        TapHandler {
            acceptedButtons: Qt.RightButton
            onTapped: line.moreAsked(play)
        }
        contentItem: Item {
            Column {
                id: words
                x: Theme.space3
                width: parent.width - x - play.width - Theme.space6
                anchors.verticalCenter: parent.verticalCenter
                spacing: Theme.space1
                Row {
                    width: parent.width
                    spacing: Theme.space2
                    Words {
                        width: Math.min(implicitWidth, parent.width - (badge.visible ? badge.width + Theme.space2 : 0))
                        text: line.row.title
                        font.weight: line.current ? Font.DemiBold : Font.Medium
                        color: line.current ? Theme.accent : line.row.finished ? Theme.textSecondary : Theme.text
                        wrapMode: line.narrow ? Text.Wrap : Text.NoWrap
                        maximumLineCount: 2
                        Accessible.ignored: true
                    }
                    ExplicitBadge {
                        id: badge
                        anchors.verticalCenter: parent.verticalCenter
                        visible: line.row.explicit
                    }
                }
                Words {
                    width: parent.width
                    visible: !line.opened && text !== ""
                    text: line.row.description
                    style: "label"
                    font.weight: Font.Normal
                    secondary: true
                    maximumLineCount: 1
                    Accessible.ignored: true
                }
                Row {
                    spacing: Theme.space3
                    Words {
                        text: line.facts
                        style: "caption"
                        secondary: true
                        Accessible.ignored: true
                    }
                    Rectangle {
                        anchors.verticalCenter: parent.verticalCenter
                        visible: line.row.left !== ""
                        width: 72
                        height: 4
                        radius: 2
                        color: Theme.track
                        Rectangle {
                            width: parent.width * line.row.progress
                            height: parent.height
                            radius: 2
                            color: Theme.accent
                        }
                    }
                }
            }
        }
    }
    IconButton {
        id: play
        objectName: "episodePlay_" + line.index
        anchors.right: parent.right
        anchors.rightMargin: Theme.space3
        y: (head.height - height) / 2
        size: 44
        filled: true
        active: line.current
        iconName: line.current && line.moving ? "pause" : "play"
        text: line.current && line.moving ? qsTr("Pause") : qsTr("Play %1").arg(line.row.title)
        onClicked: line.played()
    }
    Column {
        id: more
        x: Theme.space3
        y: head.height
        width: Math.min(720, line.width - 2 * x)
        visible: line.opened
        spacing: Theme.space2
        Words {
            objectName: "episodeDescription"
            width: parent.width
            visible: text !== ""
            text: line.row.description
            secondary: true
            wrapMode: Text.Wrap
            lineHeight: 1.35
            elide: Text.ElideNone
        }
        Flow {
            width: parent.width
            visible: line.row.elsewhere !== ""
            spacing: Theme.space2
            Words {
                objectName: "episodeElsewhere"
                height: goThere.height
                verticalAlignment: Text.AlignVCenter
                text: line.row.elsewhere
            }
            Button {
                id: goThere
                objectName: "episodeGoThere"
                kind: "ghost"
                text: qsTr("Go there")
                onClicked: line.placeChosen(true)
            }
            Button {
                objectName: "episodeStayHere"
                kind: "ghost"
                text: qsTr("Stay here")
                onClicked: line.placeChosen(false)
            }
        }
        Row {
            x: -Theme.space2
            spacing: Theme.space1
            DownloadButton {
                objectName: "episodeDownload_" + line.index
                downloads: line.downloads
                subject: line.row.id
                onWanted: line.downloaded()
                onListAsked: line.downloadsAsked()
            }
            LikeButton {
                library: line.library
                contentId: line.row.id
                title: line.row.title
                onClicked: line.liked()
            }
            IconButton {
                objectName: "episodeAdd_" + line.index
                visible: line.library.available
                iconName: "list-plus"
                text: qsTr("Add %1 to a playlist").arg(line.row.title)
                onClicked: line.added()
            }
            IconButton {
                id: others
                objectName: "episodeMore_" + line.index
                iconName: "ellipsis"
                text: qsTr("More about %1").arg(line.row.title)
                onClicked: line.moreAsked(others)
            }
        }
    }
}
