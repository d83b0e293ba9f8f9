// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Melody.Design

// A line of a song. Pressed, it plays from there; an empty one is a pause.
Card {
    id: line

    required property var row
    required property int index
    property bool current: false
    property int size: 26
    property string markup: "" // in place of the text: what was sung stands out

    signal reached // by the keyboard
    signal stepped(int by)

    objectName: "lyricsLine_" + line.index
    text: line.row.text
    enabled: line.row.timed
    implicitHeight: words.implicitHeight + (line.row.timed ? Theme.space3 : Theme.space1)
    radius: Theme.radius
    Accessible.ignored: line.row.text === ""
    Accessible.selectable: line.row.timed
    Accessible.selected: line.current
    onVisualFocusChanged: if (line.visualFocus)
        line.reached()
    Keys.onUpPressed: line.stepped(-1)
    Keys.onDownPressed: line.stepped(1)

    contentItem: Item {
        Words {
            id: words
            anchors.verticalCenter: parent.verticalCenter
            x: Theme.space3
            width: parent.width - 2 * Theme.space3
            text: line.markup !== "" ? line.markup : line.row.text !== "" ? line.row.text : line.row.timed ? "· · ·" : " "
            textFormat: line.markup !== "" ? Text.StyledText : Text.PlainText
            style: line.row.timed ? "title" : "body"
            font.pixelSize: line.row.timed ? line.size : Theme.body
            horizontalAlignment: line.row.timed ? Text.AlignHCenter : Text.AlignLeft
            wrapMode: Text.Wrap
            color: line.current || !line.row.timed ? Theme.text : Theme.textTertiary
            scale: line.current || !line.row.timed ? 1 : 0.8
            Accessible.ignored: true
            Behavior on scale  {
                NumberAnimation {
                    duration: Theme.slow
                    easing.type: Easing.OutCubic
                }
            }
            Behavior on color  {
                ColorAnimation {
                    duration: Theme.slow
                }
            }
        }
    }
}
