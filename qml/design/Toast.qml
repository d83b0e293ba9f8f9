// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

// A passing word at the bottom of the window, with an action, or two to choose from.
Item {
    id: toast

    property string text: ""
    property string action: ""
    property string other: ""

    signal triggered
    signal declined // the other action

    function show(text: string, action: string) {
        toast.ask(text, action, "");
    }
    function ask(text: string, action: string, other: string) {
        toast.text = text;
        toast.action = action;
        toast.other = other;
        surface.shown = true;
        timer.restart();
    }

    implicitHeight: surface.height

    Timer {
        id: timer
        interval: 6000
        onTriggered: surface.shown = false
    }
    Rectangle {
        id: surface

        property bool shown: false

        anchors.horizontalCenter: parent.horizontalCenter
        width: Math.min(toast.width, Math.ceil(unwrapped.advanceWidth) + Theme.space2 + (buttons.visible ? buttons.width : Theme.space4) + 2 * Theme.space4)
        height: Math.max(48, words.implicitHeight + 2 * Theme.space3)
        radius: Theme.radiusLarge
        color: Theme.overlay
        border.width: 1
        border.color: Theme.hairline
        visible: opacity > 0
        opacity: surface.shown ? 1 : 0
        Accessible.role: Accessible.AlertMessage
        Accessible.name: toast.text
        Behavior on opacity  {
            NumberAnimation {
                duration: Theme.normal
            }
        }
        Shadow {
        }
        TextMetrics {
            id: unwrapped
            font: words.font
            text: toast.text
        }
        Words {
            id: words
            anchors.left: parent.left
            anchors.leftMargin: Theme.space4
            anchors.right: buttons.visible ? buttons.left : parent.right
            anchors.rightMargin: Theme.space2
            anchors.verticalCenter: parent.verticalCenter
            text: toast.text
            maximumLineCount: toast.other !== "" ? 4 : 2
            wrapMode: Text.Wrap
            Accessible.ignored: true
        }
        Row {
            id: buttons
            anchors.right: parent.right
            anchors.rightMargin: Theme.space1
            anchors.verticalCenter: parent.verticalCenter
            visible: toast.action !== ""
            Button {
                objectName: "toastAction"
                kind: "ghost"
                text: toast.action
                onClicked: {
                    surface.shown = false;
                    toast.triggered();
                }
            }
            Button {
                objectName: "toastOther"
                visible: toast.other !== ""
                kind: "ghost"
                text: toast.other
                onClicked: {
                    surface.shown = false;
                    toast.declined();
                }
            }
        }
    }
}
