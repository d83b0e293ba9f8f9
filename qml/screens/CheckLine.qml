// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Melody.Design

// A sentence to agree to.
T.CheckBox {
    id: control

    width: parent ? parent.width : implicitWidth
    implicitHeight: Math.max(Theme.controlHeight, words.implicitHeight + 2 * Theme.space2)
    hoverEnabled: true
    focusPolicy: Qt.TabFocus
    Accessible.role: Accessible.CheckBox
    Accessible.name: control.text
    Accessible.checked: control.checked
    Keys.onReturnPressed: control.clicked()

    contentItem: Item {
        Words {
            id: words
            x: 24 + Theme.space3
            width: parent.width - x
            anchors.verticalCenter: parent.verticalCenter
            text: control.text
            wrapMode: Text.Wrap
            Accessible.ignored: true
        }
    }
    background: Item {
        FocusRing {
            shown: control.visualFocus
            gap: 0
        }
    }
    indicator: Rectangle {
        y: (control.height - height) / 2
        width: 24
        height: 24
        radius: 6
        color: control.checked ? Theme.accent : control.hovered ? Theme.hover : "transparent"
        border.width: control.checked ? 0 : 2
        border.color: Theme.textTertiary
        Icon {
            anchors.centerIn: parent
            visible: control.checked
            name: "check"
            size: 18
            color: Theme.accentInk
        }
    }
}
