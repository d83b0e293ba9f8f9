// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T

// A button with words. kind: primary, secondary or ghost.
T.Button {
    id: control

    property string kind: "primary"
    property string iconName: ""
    property bool busy: false
    readonly property bool primary: control.kind === "primary"
    // Never wider than what it stands in, or than the window: then its words wrap.
    readonly property real room: control.roomOf(control.parent)
    readonly property real margins: control.kind === "ghost" ? 2 * Theme.space3 : 2 * Theme.space6
    readonly property real iconRoom: control.busy || control.iconName !== "" ? 18 + row.spacing : 0
    readonly property color ink: !control.enabled ? Theme.textTertiary : control.primary ? Theme.accentInk : Theme.text

    function roomOf(item: var): real {
        return item && item.room !== undefined ? item.room : control.Window.width > 0 ? control.Window.width - 2 * Theme.space4 : 10000;
    }

    implicitHeight: Math.max(Theme.controlHeight, row.implicitHeight + 2 * Theme.space3)
    implicitWidth: Math.min(control.room, Math.ceil(words.implicitWidth) + control.iconRoom + control.margins)
    focusPolicy: Qt.TabFocus
    hoverEnabled: true
    Accessible.role: Accessible.Button
    Accessible.name: control.text
    Accessible.onPressAction: control.clicked()
    Keys.onReturnPressed: control.clicked()
    Keys.onEnterPressed: control.clicked()

    contentItem: Item {
        Row {
            id: row
            anchors.centerIn: parent
            spacing: Theme.space2

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                visible: control.iconName !== "" && !control.busy
                name: control.iconName
                color: control.ink
                size: 18
                filled: control.iconName === "play" || control.iconName === "pause"
            }
            Spinner {
                anchors.verticalCenter: parent.verticalCenter
                visible: control.busy
                color: control.ink
                size: 18
            }
            Words {
                id: words
                anchors.verticalCenter: parent.verticalCenter
                width: Math.min(Math.ceil(words.implicitWidth), control.width - control.iconRoom - Theme.space4)
                wrapMode: Text.Wrap
                horizontalAlignment: Text.AlignHCenter
                text: control.text
                style: "strong"
                color: control.ink
                Accessible.ignored: true
            }
        }
    }
    background: Rectangle {
        radius: Math.min(height / 2, Theme.controlHeight / 2)
        color: control.primary ? (!control.enabled ? Theme.track : control.pressed ? Theme.accentPress : control.hovered ? Theme.accentHover : Theme.accent) : control.pressed ? Theme.press : control.hovered ? Theme.hover : "transparent"
        border.width: control.kind === "secondary" ? 1 : 0
        border.color: Theme.track
        Behavior on color  {
            ColorAnimation {
                duration: Theme.fast
            }
        }
        FocusRing {
            shown: control.visualFocus
            radius: parent.radius + 4
        }
    }
    scale: control.pressed ? 0.98 : 1
    Behavior on scale  {
        NumberAnimation {
            duration: Theme.fast
            easing.type: Easing.OutCubic
        }
    }
}
