// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Melody.Design
import Melody.Components
import Melody.ViewModels

// A song of a playlist that can be taken off, and moved by its grip: with the pointer, or with the up and down keys on it.
TrackRow {
    id: line

    required property var row
    required property int index
    required property ListView view
    required property PlaybackViewModel playback
    property alias grip: grip
    property real dragged: 0 // how far, in pixels
    readonly property bool withdrawn: line.row.title === ""
    readonly property int target: Math.max(0, Math.min(line.view.count - 1, line.index + Math.round(line.dragged / line.height)))

    readonly property var removal: ({
            "value": "remove",
            "text": qsTr("Take %1 off the playlist").arg(line.title),
            "icon": "x"
        })

    signal played
    signal removed
    signal movedTo(int to)

    title: line.withdrawn ? qsTr("No longer available") : line.row.title
    artistName: line.row.subtitle
    durationText: line.row.duration
    number: line.index + 1
    imageId: line.row.imageId
    explicitContent: line.row.explicitContent
    withArtwork: true
    current: !line.withdrawn && line.playback.contentId === line.row.id
    moving: line.playback.playing
    likes: line.withdrawn ? "" : line.row.id
    z: line.dragged !== 0 ? 1 : 0
    rest: line.dragged !== 0 ? Theme.overlay : "transparent"
    transform: Translate {
        y: line.dragged
    }
    onClicked: if (line.current)
        line.playback.toggle()
    else if (!line.withdrawn)
        line.played()
    onActiveFocusChanged: if (line.activeFocus)
        line.view.positionViewAtIndex(line.index, ListView.Contain)
    Keys.onDeletePressed: line.removed()

    extra: [
        IconButton {
            readonly property bool ofRow: true
            objectName: "playlistRemove_" + line.index
            visible: !line.crowded || line.withdrawn
            iconName: "x"
            quiet: true
            opacity: line.pointed || activeFocus || grip.activeFocus ? 1 : 0
            text: line.removal.text
            onClicked: line.removed()
        },
        IconButton {
            id: grip
            readonly property bool ofRow: true
            objectName: "playlistGrip_" + line.index
            iconName: "grip-vertical"
            quiet: true
            opacity: line.pointed || activeFocus || line.dragged !== 0 ? 1 : 0
            text: qsTr("Move %1 with the up and down keys").arg(line.title)
            Keys.onUpPressed: if (line.index > 0)
                line.movedTo(line.index - 1)
            Keys.onDownPressed: if (line.index < line.view.count - 1)
                line.movedTo(line.index + 1)
            MouseArea {
                property real from: 0

                anchors.fill: parent
                preventStealing: true
                cursorShape: Qt.SizeVerCursor
                onPressed: mouse => from = mapToItem(line.view.contentItem, 0, mouse.y).y
                onPositionChanged: mouse => line.dragged = mapToItem(line.view.contentItem, 0, mouse.y).y - from
                onReleased: {
                    const to = line.target;
                    line.dragged = 0;
                    if (to !== line.index)
                        line.movedTo(to);
                }
                onCanceled: line.dragged = 0
            }
        }
    ]
}
