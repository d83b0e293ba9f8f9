// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Melody.Design

// What a change does and costs, in words: now, as credit, and next.
Rectangle {
    id: panel

    required property var preview // of previewWords(), or empty while it is on its way
    property bool busy: false
    readonly property bool there: panel.preview.summary !== undefined

    width: parent ? parent.width : 0
    height: panel.there ? column.implicitHeight + 2 * Theme.space4 : 96
    radius: Theme.radiusLarge
    color: Theme.surface
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("What it costs")
    Accessible.description: panel.there ? [panel.preview.summary, panel.preview.seats ?? "", panel.preview.now, panel.preview.next].join(" ") : ""

    Spinner {
        anchors.centerIn: parent
        visible: panel.busy && !panel.there
    }
    Column {
        id: column
        objectName: "previewPanel"
        visible: panel.there
        x: Theme.space4
        y: Theme.space4
        width: parent.width - 2 * Theme.space4
        spacing: Theme.space3

        Words {
            width: parent.width
            text: panel.preview.summary ?? ""
            wrapMode: Text.Wrap
        }
        Words {
            objectName: "previewSeats"
            width: parent.width
            visible: text !== ""
            text: panel.preview.seats ?? ""
            style: "strong"
            wrapMode: Text.Wrap
        }
        Column {
            width: parent.width
            spacing: Theme.space1
            visible: lines.count > 0
            Repeater {
                id: lines
                model: panel.preview.lines ?? []
                Item {
                    id: line

                    required property var modelData

                    width: parent ? parent.width : 0
                    height: what.height
                    Words {
                        id: what
                        width: line.width - amount.width - Theme.space3
                        text: line.modelData.text
                        secondary: true
                        wrapMode: Text.Wrap
                    }
                    Words {
                        id: amount
                        anchors.right: parent.right
                        text: line.modelData.amount
                        secondary: true
                    }
                }
            }
            Rectangle {
                width: parent.width
                height: 1
                color: Theme.track
            }
        }
        Words {
            objectName: "previewNow"
            width: parent.width
            text: panel.preview.now ?? ""
            style: "subtitle"
            wrapMode: Text.Wrap
        }
        Repeater {
            model: [panel.preview.tax ?? "", panel.preview.credit ?? "", panel.preview.next ?? ""]
            Words {
                id: more

                required property string modelData

                width: column.width
                visible: more.text !== ""
                text: more.modelData
                secondary: true
                wrapMode: Text.Wrap
            }
        }
    }
}
