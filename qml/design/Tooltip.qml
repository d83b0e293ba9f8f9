// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T

// A word about the control under the pointer, after a moment.
T.ToolTip {
    id: tip

    required property bool shown

    visible: tip.shown && tip.text !== ""
    delay: 600
    x: parent ? Math.round((parent.width - width) / 2) : 0
    y: -height - Theme.space2
    margins: Theme.space2
    implicitWidth: contentItem.implicitWidth + 2 * Theme.space3
    implicitHeight: contentItem.implicitHeight + 2 * Theme.space2
    padding: 0
    closePolicy: T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutsideParent

    contentItem: Words {
        text: tip.text
        style: "label"
        horizontalAlignment: Text.AlignHCenter
        verticalAlignment: Text.AlignVCenter
        Accessible.ignored: true
    }
    background: Rectangle {
        radius: Theme.radiusSmall
        color: Theme.overlay
        border.width: 1
        border.color: Theme.hairline
        Shadow {
            radius: Theme.radiusSmall
            blur: 16
        }
    }
    enter: Transition {
        NumberAnimation {
            property: "opacity"
            from: 0
            to: 1
            duration: Theme.fast
        }
    }
}
