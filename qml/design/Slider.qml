// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T

// A thin slider whose knob grows under the pointer.
T.Slider {
    id: control

    required property string label
    property bool knob: false // shown always, where the slider is what a page is about

    implicitWidth: 120
    implicitHeight: 32
    focusPolicy: Qt.TabFocus
    hoverEnabled: true
    Accessible.role: Accessible.Slider
    Accessible.name: control.label
    Accessible.onIncreaseAction: control.increase()
    Accessible.onDecreaseAction: control.decrease()

    readonly property bool lively: control.hovered || control.pressed || control.visualFocus

    background: Rectangle {
        x: control.leftPadding
        y: (control.height - height) / 2
        width: control.availableWidth
        height: 4
        radius: 2
        color: Theme.track
        Rectangle {
            width: control.visualPosition * parent.width
            height: parent.height
            radius: 2
            color: control.lively || control.knob ? Theme.accent : Theme.textSecondary
        }
        FocusRing {
            anchors.margins: -8
            shown: control.visualFocus
            radius: 10
        }
    }
    handle: Rectangle {
        x: control.leftPadding + control.visualPosition * (control.availableWidth - width)
        y: (control.height - height) / 2
        implicitWidth: 12
        implicitHeight: 12
        radius: 6
        color: Theme.text
        scale: control.pressed ? 1.2 : control.lively || control.knob ? 1 : 0
        Behavior on scale  {
            NumberAnimation {
                duration: Theme.fast
            }
        }
    }
}
