// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T

// A question that has to be answered before going on.
T.Popup {
    id: dialog

    required property string title
    property string message: ""
    required property string confirmText
    property bool cancelShown: true

    signal confirmed

    modal: true
    focus: true
    anchors.centerIn: T.Overlay.overlay
    implicitWidth: Math.min(400, (T.Overlay.overlay ? T.Overlay.overlay.width : 400) - 2 * Theme.space4)
    implicitHeight: column.implicitHeight + 2 * Theme.space6
    padding: Theme.space6

    contentItem: Column {
        id: column
        spacing: Theme.space4
        Accessible.role: Accessible.Dialog
        Accessible.name: dialog.title
        Accessible.description: dialog.message

        Words {
            width: parent.width
            text: dialog.title
            style: "title"
            wrapMode: Text.Wrap
        }
        Words {
            width: parent.width
            visible: dialog.message !== ""
            text: dialog.message
            secondary: true
            wrapMode: Text.Wrap
        }
        ButtonRow {
            anchors.right: parent.right
            Button {
                objectName: "dialogCancel"
                visible: dialog.cancelShown
                kind: "ghost"
                text: qsTr("Cancel")
                onClicked: dialog.close()
            }
            Button {
                objectName: "dialogConfirm"
                text: dialog.confirmText
                onClicked: {
                    dialog.confirmed();
                    dialog.close();
                }
            }
        }
    }
    background: Rectangle {
        radius: Theme.radiusLarge
        color: Theme.overlay
        Shadow {
            blur: 40
        }
    }
    T.Overlay.modal: Rectangle {
        color: Theme.scrim
    }
    enter: Transition {
        NumberAnimation {
            property: "opacity"
            from: 0
            to: 1
            duration: Theme.normal
        }
    }
    exit: Transition {
        NumberAnimation {
            property: "opacity"
            to: 0
            duration: Theme.fast
        }
    }
}
