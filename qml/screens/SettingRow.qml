// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Melody.Design

// One setting: what it is on the left, the choice on the right (below it, where there is no room).
Item {
    id: row

    required property string title
    property string subtitle: ""
    default property alias control: slot.data
    readonly property bool stacked: row.width < 480

    width: parent ? parent.width : 0
    height: row.stacked ? words.height + (slot.height > 0 ? slot.height + Theme.space3 : 0) : Math.max(words.height, slot.height, Theme.controlHeight)

    Column {
        id: words
        anchors.verticalCenter: row.stacked ? undefined : parent.verticalCenter
        width: row.stacked ? row.width : row.width - slot.width - Theme.space4
        spacing: 2
        Words {
            width: parent.width
            text: row.title
            font.weight: Font.Medium
        }
        Words {
            width: parent.width
            visible: row.subtitle !== ""
            text: row.subtitle
            style: "label"
            font.weight: Font.Normal
            secondary: true
            wrapMode: Text.WrapAnywhere
        }
    }
    Item {
        id: slot
        anchors.right: row.stacked ? undefined : parent.right
        y: row.stacked ? words.height + Theme.space3 : (row.height - height) / 2
        width: childrenRect.width
        height: childrenRect.height
    }
}
