// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Melody.Design

// One setting: what it is on the left, the choice on the right (below it, where it would leave no room).
Item {
    id: row

    required property string title
    property string subtitle: ""
    property string avatarName: "" // of the person that this row is about
    property string avatarId: ""
    default property alias control: slot.data
    readonly property bool stacked: row.width < 480 * Math.max(1, Theme.textScale) && slot.width > row.width / 3
    readonly property int headHeight: Math.max(words.height, face.visible ? face.height : 0)

    width: parent ? parent.width : 0
    height: row.stacked ? row.headHeight + (slot.height > 0 ? slot.height + Theme.space3 : 0) : Math.max(row.headHeight, slot.height, Theme.controlHeight)

    Avatar {
        id: face
        visible: row.avatarName !== ""
        size: 44
        name: row.avatarName
        avatarId: row.avatarId
        y: ((row.stacked ? row.headHeight : row.height) - height) / 2
    }
    Column {
        id: words
        x: face.visible ? face.width + Theme.space3 : 0
        y: ((row.stacked ? row.headHeight : row.height) - height) / 2
        width: (row.stacked ? row.width : row.width - slot.width - Theme.space4) - x
        spacing: 2
        Words {
            width: parent.width
            text: row.title
            font.weight: Font.Medium
            wrapMode: Text.Wrap
        }
        Words {
            width: parent.width
            visible: row.subtitle !== ""
            text: row.subtitle
            style: "label"
            font.weight: Font.Normal
            secondary: true
            wrapMode: Text.Wrap
        }
    }
    Item {
        id: slot
        readonly property real room: row.width // for what stands in it
        x: row.stacked ? 0 : row.width - width
        y: row.stacked ? row.headHeight + Theme.space3 : (row.height - height) / 2
        width: childrenRect.width
        height: childrenRect.height
    }
}
