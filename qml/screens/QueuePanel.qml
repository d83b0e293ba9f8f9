// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Melody.Design
import Melody.Components
import Melody.ViewModels

// What comes next: rows that are dragged or moved with the keyboard, taken out, and all of it taken back.
Item {
    id: panel

    required property QueueViewModel queue
    required property LibraryViewModel library

    signal plansAsked

    Words {
        id: heading
        visible: !panel.queue.led
        anchors.verticalCenter: tools.verticalCenter
        width: parent.width - tools.width
        text: qsTr("Up next")
        style: "subtitle"
        Accessible.role: Accessible.Heading
    }
    Row {
        id: tools
        anchors.right: parent.right
        visible: !panel.queue.led
        IconButton {
            objectName: "undoQueue"
            iconName: "undo-2"
            enabled: panel.queue.canUndo
            text: qsTr("Undo")
            onClicked: panel.queue.undo()
        }
        IconButton {
            objectName: "redoQueue"
            iconName: "redo-2"
            enabled: panel.queue.canRedo
            text: qsTr("Redo")
            onClicked: panel.queue.redo()
        }
        IconButton {
            objectName: "saveQueue"
            visible: panel.library.available
            iconName: "list-plus"
            text: qsTr("Save the queue as a playlist")
            onClicked: naming.ask(qsTr("Queue of %1").arg(new Date().toLocaleDateString(Qt.locale(), Locale.ShortFormat)))
        }
        IconButton {
            objectName: "clearQueue"
            iconName: "trash-2"
            enabled: list.count > 0
            text: qsTr("Clear what comes next")
            onClicked: panel.queue.clear()
        }
    }
    Words {
        id: lead
        anchors.top: panel.queue.led ? parent.top : tools.bottom
        width: parent.width
        visible: panel.queue.led && text !== "" && text !== panel.queue.refusal
        text: panel.queue.leadText
        secondary: true
        wrapMode: Text.Wrap
        Accessible.role: Accessible.StaticText
    }
    Button {
        objectName: "seePlans"
        anchors.top: lead.visible ? lead.bottom : parent.top
        anchors.topMargin: lead.visible ? Theme.space3 : 0
        visible: panel.queue.led && y + height <= panel.height
        kind: "secondary"
        text: qsTr("See plans")
        onClicked: panel.plansAsked()
    }
    Words {
        anchors.top: tools.bottom
        anchors.topMargin: Theme.space2
        width: parent.width
        visible: !panel.queue.led && list.count === 0
        text: qsTr("Nothing comes after this. Play an album, or repeat this one.")
        secondary: true
        wrapMode: Text.Wrap
    }
    ListView {
        id: list
        objectName: "upNextList"
        anchors.top: lead.visible ? lead.bottom : tools.bottom
        anchors.topMargin: Theme.space2
        anchors.bottom: parent.bottom
        x: -Theme.space2
        width: parent.width + 2 * Theme.space2
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        reuseItems: true
        model: panel.queue.upcoming
        Accessible.role: Accessible.List
        Accessible.name: heading.text

        delegate: QueueRow {
            id: row
            width: list.width
            rows: list.count
            onChosen: panel.queue.jumpTo(row.index)
            onPointed: panel.queue.prefetch(row.index)
            onMoved: to => panel.queue.move(row.index, to)
            onRemoved: panel.queue.remove(row.index)
            onShown: list.positionViewAtIndex(row.index, ListView.Contain)
        }
    }
    NameDialog {
        id: naming
        title: qsTr("Save the queue as a playlist")
        confirmText: qsTr("Save")
        onNamed: name => panel.library.saveQueue(name, panel.queue.cards())
    }
}
