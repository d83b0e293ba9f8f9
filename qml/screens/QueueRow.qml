// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Melody.Design
import Melody.Components

// A row of the queue. Dragged by its handle, or moved with Ctrl and the arrow keys; Delete takes it out.
Item {
    id: row

    required property int index
    required property string title
    required property string artistName
    required property string durationText
    required property int number
    required property string imageId
    required property bool explicitContent
    property int rows: 0

    signal chosen
    signal moved(int to)
    signal removed
    signal shown
    signal pointed

    implicitHeight: track.implicitHeight
    z: handle.pressed ? 1 : 0

    function moveBy(step: int) {
        const to = Math.max(0, Math.min(row.rows - 1, row.index + step));
        if (to !== row.index)
            row.moved(to);
    }

    TrackRow {
        id: track
        objectName: "queueRow_" + row.index
        y: handle.pressed ? handle.shift : 0
        width: row.width - remove.width - handle.width
        title: row.title
        artistName: row.artistName
        durationText: row.durationText
        number: row.number
        imageId: row.imageId
        explicitContent: row.explicitContent
        withArtwork: true
        Accessible.description: qsTr("%1. Ctrl and the arrow keys move it, Delete takes it out.").arg(row.artistName)
        onClicked: row.chosen()
        onHoveredChanged: if (track.hovered)
            row.pointed()
        onActiveFocusChanged: if (track.activeFocus)
            row.shown()
        Keys.onPressed: event => {
            const isUp = event.key === Qt.Key_Up;
            if ((event.modifiers & Qt.ControlModifier) && (isUp || event.key === Qt.Key_Down)) {
                row.moveBy(isUp ? -1 : 1);
                event.accepted = true;
            } else if (event.key === Qt.Key_Delete) {
                row.removed();
                event.accepted = true;
            }
        }
    }
    IconButton {
        id: remove
        objectName: "removeFromQueue_" + row.index
        anchors.right: handle.left
        anchors.verticalCenter: track.verticalCenter
        iconName: "x"
        text: qsTr("Take %1 out").arg(row.title)
        onClicked: row.removed()
    }
    Item {
        id: handle

        readonly property bool pressed: grip.pressed
        property real from: 0
        property real shift: 0

        anchors.right: parent.right
        y: track.y
        width: 32
        height: track.height
        Accessible.role: Accessible.Grip
        Accessible.name: qsTr("Drag to move %1").arg(row.title)
        Icon {
            anchors.centerIn: parent
            name: "grip-vertical"
            size: 18
        }
        MouseArea {
            id: grip
            objectName: "queueHandle_" + row.index
            anchors.fill: parent
            cursorShape: Qt.SizeVerCursor
            preventStealing: true
            Accessible.ignored: true // the keys of the row do the same
            onPressed: mouse => {
                handle.from = grip.mapToItem(row, 0, mouse.y).y;
                handle.shift = 0;
            }
            onPositionChanged: mouse => handle.shift = grip.mapToItem(row, 0, mouse.y).y - handle.from
            onReleased: {
                const step = Math.round(handle.shift / row.height);
                handle.shift = 0;
                row.moveBy(step);
            }
            onCanceled: handle.shift = 0
        }
    }
}
