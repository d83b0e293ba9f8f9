// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Melody.Design
import Melody.ViewModels

// Wanted by the server before something weighty: a fresh proof of who one is. What was asked goes on by itself afterwards.
T.Popup {
    id: dialog

    required property StepUpViewModel stepUp
    readonly property bool wanted: dialog.stepUp.wanted

    function submit() {
        dialog.stepUp.prove(proof.text);
    }

    modal: true
    focus: true
    closePolicy: T.Popup.CloseOnEscape
    anchors.centerIn: T.Overlay.overlay
    implicitWidth: Math.min(420, (T.Overlay.overlay ? T.Overlay.overlay.width : 420) - 2 * Theme.space4)
    implicitHeight: column.implicitHeight + 2 * Theme.space6
    padding: Theme.space6
    onWantedChanged: {
        proof.text = "";
        if (dialog.wanted)
            dialog.open();
        else
            dialog.close();
    }
    onOpened: proof.input.forceActiveFocus()
    onClosed: dialog.stepUp.cancel()

    contentItem: Column {
        id: column
        spacing: Theme.space4
        Accessible.role: Accessible.Dialog
        Accessible.name: title.text

        Words {
            id: title
            width: parent.width
            text: qsTr("Is it really you?")
            style: "title"
            wrapMode: Text.Wrap
        }
        Words {
            width: parent.width
            text: dialog.stepUp.byCode ? qsTr("This matters, so we ask again. Enter the code your authenticator app shows now, or a recovery code.") : qsTr("This matters, so we ask again. Enter your password.")
            secondary: true
            wrapMode: Text.Wrap
        }
        TextField {
            id: proof
            objectName: "proofField"
            width: parent.width
            label: dialog.stepUp.byCode ? qsTr("Code") : qsTr("Password")
            password: !dialog.stepUp.byCode
            error: dialog.stepUp.error
            input.maximumLength: 128
            onAccepted: dialog.submit()
        }
        ButtonRow {
            anchors.right: parent.right
            Button {
                objectName: "proofCancel"
                kind: "ghost"
                text: qsTr("Cancel")
                onClicked: dialog.close()
            }
            Button {
                objectName: "proofConfirm"
                text: qsTr("Go on")
                busy: dialog.stepUp.loading
                onClicked: dialog.submit()
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
