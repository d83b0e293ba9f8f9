// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Melody.Design

// Asks for a name, or other words of one line.
T.Popup {
    id: dialog

    required property string title
    required property string confirmText
    property string label: qsTr("Name")
    property int longest: 200
    property bool optional: false // nothing is an answer, too
    readonly property bool complete: dialog.optional || field.text.trim() !== ""

    signal named(string name)

    function ask(name: string) {
        field.text = name;
        dialog.open();
        field.input.selectAll();
        field.input.forceActiveFocus();
    }
    function confirm() {
        if (!dialog.complete)
            return;
        dialog.close();
        dialog.named(field.text.trim());
    }

    modal: true
    focus: true
    parent: T.Overlay.overlay
    anchors.centerIn: parent
    implicitWidth: Math.min(400, (dialog.parent ? dialog.parent.width : 400) - 2 * Theme.space4)
    implicitHeight: column.implicitHeight + 2 * Theme.space6
    padding: Theme.space6

    contentItem: Column {
        id: column
        spacing: Theme.space4
        Accessible.role: Accessible.Dialog
        Accessible.name: dialog.title

        Words {
            width: parent.width
            text: dialog.title
            style: "title"
            wrapMode: Text.Wrap
        }
        TextField {
            id: field
            objectName: "nameField"
            width: parent.width
            label: dialog.label
            input.maximumLength: dialog.longest
            onAccepted: dialog.confirm()
        }
        ButtonRow {
            anchors.right: parent.right
            Button {
                kind: "ghost"
                text: qsTr("Cancel")
                onClicked: dialog.close()
            }
            Button {
                objectName: "nameConfirm"
                enabled: dialog.complete
                text: dialog.confirmText
                onClicked: dialog.confirm()
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
}
