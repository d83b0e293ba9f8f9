// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

// A row of a list: icon, title, words under it, and room for a control at the end.
Card {
    id: row

    property string iconName: ""
    property string subtitle: ""
    property bool selected: false
    property bool compact: false
    property bool wraps: false // words of ours are read whole; those of others end where the row does

    implicitHeight: Math.max(row.compact ? 44 : Theme.rowHeight, column.implicitHeight + 2 * Theme.space2)
    implicitWidth: 240
    radius: Theme.radius
    rest: row.selected ? Theme.hover : "transparent"
    description: row.subtitle

    contentItem: Item {
        Icon {
            id: icon
            visible: row.iconName !== ""
            name: row.iconName
            anchors.left: parent.left
            anchors.leftMargin: Theme.space3
            anchors.verticalCenter: parent.verticalCenter
            color: row.selected ? Theme.accent : row.hovered ? Theme.text : Theme.textSecondary
        }
        Column {
            id: column
            anchors.left: parent.left
            anchors.leftMargin: row.iconName === "" ? Theme.space3 : Theme.space3 + 20 + Theme.space3
            anchors.right: parent.right
            anchors.rightMargin: Theme.space3
            anchors.verticalCenter: parent.verticalCenter
            spacing: 2
            Words {
                width: parent.width
                text: row.text
                wrapMode: row.wraps ? Text.Wrap : Text.NoWrap
                style: row.selected ? "strong" : "body"
                font.weight: row.selected ? Font.DemiBold : row.subtitle !== "" ? Font.Medium : Font.Normal
                color: row.selected || row.hovered || row.subtitle !== "" || row.iconName === "" ? Theme.text : Theme.textSecondary
                Accessible.ignored: true
            }
            Words {
                width: parent.width
                visible: row.subtitle !== ""
                text: row.subtitle
                wrapMode: row.wraps ? Text.Wrap : Text.NoWrap
                style: "label"
                font.weight: Font.Normal
                secondary: true
                Accessible.ignored: true
            }
        }
    }
}
