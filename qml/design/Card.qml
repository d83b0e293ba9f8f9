// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T

// A surface that can be pressed. What is on it is the caller's.
T.AbstractButton {
    id: control

    property int radius: Theme.radiusLarge
    property color rest: "transparent"
    property string description: ""
    property bool focusShown: control.visualFocus

    focusPolicy: Qt.TabFocus
    hoverEnabled: true
    Accessible.role: Accessible.Button
    Accessible.name: control.text
    Accessible.description: control.description
    Accessible.onPressAction: control.clicked()
    Keys.onReturnPressed: control.clicked()
    Keys.onEnterPressed: control.clicked()

    background: Rectangle {
        radius: control.radius
        color: control.pressed ? Theme.press : control.hovered ? Theme.hover : control.rest
        FocusRing {
            shown: control.focusShown
            gap: 0
            radius: control.radius + 2
        }
    }
}
