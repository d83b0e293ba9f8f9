// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Melody.Design

// Nothing to show, in words, with something to do about it. For errors and for empty places.
Item {
    id: panel

    property string iconName: "circle-alert"
    required property string title
    property string message: ""
    property string action: ""

    signal triggered

    implicitHeight: column.implicitHeight + 2 * Theme.space8
    Accessible.role: Accessible.AlertMessage
    Accessible.name: panel.title
    Accessible.description: panel.message

    Column {
        id: column
        anchors.centerIn: parent
        width: Math.min(380, panel.width - 2 * Theme.space6)
        spacing: Theme.space3

        Rectangle {
            anchors.horizontalCenter: parent.horizontalCenter
            width: 72
            height: 72
            radius: 36
            color: Theme.accentSoft
            Icon {
                anchors.centerIn: parent
                name: panel.iconName
                size: 30
                color: Theme.accent
            }
        }
        Item {
            width: 1
            height: Theme.space1
        }
        Words {
            width: parent.width
            text: panel.title
            style: "title"
            wrapMode: Text.Wrap
            horizontalAlignment: Text.AlignHCenter
        }
        Words {
            width: parent.width
            visible: panel.message !== ""
            text: panel.message
            secondary: true
            wrapMode: Text.Wrap
            lineHeight: 1.3
            horizontalAlignment: Text.AlignHCenter
        }
        Item {
            width: 1
            height: Theme.space1
        }
        Button {
            objectName: "messageAction"
            anchors.horizontalCenter: parent.horizontalCenter
            visible: panel.action !== ""
            text: panel.action
            onClicked: panel.triggered()
        }
    }
}
