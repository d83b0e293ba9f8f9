// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Not bound, because Qt 6.4 cannot create bound components in a Loader; so ids are looked up.
// qmllint disable unqualified
import QtQuick
import QtQuick.Templates as T

// A round button that is only an icon; `text` is its name for screen readers and its tooltip.
T.Button {
    id: control

    required property string iconName
    property int iconSize: 20
    property int size: 40
    property bool prominent: false
    property bool filled: false
    property bool active: false
    property bool quiet: false
    property color ink: !control.enabled ? Theme.track : control.prominent ? Theme.accentInk : control.active ? Theme.accent : control.quiet && !control.hovered ? Theme.textSecondary : Theme.text

    implicitWidth: control.size
    implicitHeight: control.size
    focusPolicy: Qt.TabFocus
    hoverEnabled: true
    Accessible.role: Accessible.Button
    Accessible.name: control.text
    Accessible.onPressAction: control.clicked()
    Keys.onReturnPressed: control.clicked()
    Keys.onEnterPressed: control.clicked()

    contentItem: Item {
        Icon {
            anchors.centerIn: parent
            name: control.iconName
            size: control.iconSize
            color: control.ink
            filled: control.filled
        }
    }
    background: Rectangle {
        radius: width / 2
        color: control.prominent ? (control.pressed ? Theme.accentPress : control.hovered ? Theme.accentHover : Theme.accent) : control.pressed ? Theme.press : control.hovered ? Theme.hover : "transparent"
        Behavior on color  {
            ColorAnimation {
                duration: Theme.fast
            }
        }
        FocusRing {
            shown: control.visualFocus
            radius: width / 2
        }
    }
    scale: control.pressed ? 0.94 : 1
    Behavior on scale  {
        NumberAnimation {
            duration: Theme.fast
            easing.type: Easing.OutCubic
        }
    }
    // A popup for every button would be most of what a list of cards is made of.
    Loader {
        active: control.hovered
        sourceComponent: Tooltip {
            parent: control
            text: control.text
            shown: control.hovered && !control.pressed
        }
    }
}
