// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T

// A labelled line of text; `error` says what is wrong with it, in words.
Item {
    id: field

    required property string label
    property alias text: input.text
    property alias input: input
    property bool password: false
    property bool revealed: false
    property string error: ""
    property string hint: ""

    signal accepted

    implicitHeight: column.implicitHeight
    implicitWidth: 320

    Column {
        id: column
        width: field.width
        spacing: Theme.space2 - 2

        Words {
            width: field.width
            text: field.label
            style: "label"
            secondary: true
            wrapMode: Text.Wrap
            Accessible.ignored: true
        }
        T.TextField {
            id: input
            width: field.width
            implicitHeight: Math.max(48, contentHeight + 2 * Theme.space3)
            leftPadding: Theme.space4
            rightPadding: field.password ? 52 : Theme.space4
            verticalAlignment: TextInput.AlignVCenter
            color: Theme.text
            selectionColor: Theme.accent
            selectedTextColor: Theme.accentInk
            font.family: Theme.family
            font.pixelSize: Theme.body
            echoMode: field.password && !field.revealed ? TextInput.Password : TextInput.Normal
            hoverEnabled: true
            selectByMouse: true
            Accessible.role: Accessible.EditableText
            Accessible.name: field.label
            Accessible.description: field.error !== "" ? field.error : field.hint
            onAccepted: field.accepted()

            background: Rectangle {
                radius: Theme.radius
                color: Theme.dark ? Theme.surface : Theme.raised
                border.width: field.error !== "" ? 2 : 1
                border.color: field.error !== "" ? Theme.danger : input.hovered ? Theme.textTertiary : Theme.track
                Behavior on border.color  {
                    ColorAnimation {
                        duration: Theme.fast
                    }
                }
                // On the border: a field shows its focus however it came there.
                FocusRing {
                    shown: input.activeFocus
                    gap: -2
                    radius: parent.radius
                    border.color: field.error !== "" ? Theme.danger : Theme.focus
                }
            }
            IconButton {
                objectName: "revealButton"
                visible: field.password
                anchors.right: parent.right
                anchors.rightMargin: Theme.space1
                anchors.verticalCenter: parent.verticalCenter
                iconName: field.revealed ? "eye-off" : "eye"
                quiet: true
                text: field.revealed ? qsTr("Hide password") : qsTr("Show password")
                onClicked: field.revealed = !field.revealed
            }
        }
        Words {
            width: field.width
            visible: text !== ""
            text: field.error !== "" ? field.error : field.hint
            style: "label"
            color: field.error !== "" ? Theme.danger : Theme.textTertiary
            wrapMode: Text.Wrap
            Accessible.ignored: true
        }
    }
}
