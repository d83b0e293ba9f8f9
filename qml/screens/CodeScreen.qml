// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Melody.Design
import Melody.ViewModels

// The second step of signing in: a code of the authenticator app, or one of the recovery codes.
FormPage {
    id: screen

    required property SessionViewModel session

    function submit() {
        screen.session.giveCode(code.text);
    }

    title: qsTr("Is it really you?")
    subtitle: qsTr("Enter the six digits your authenticator app shows now. Lost your phone? One of your recovery codes works, too.")
    error: screen.session.formError

    TextField {
        id: code
        objectName: "codeField"
        width: parent.width
        label: qsTr("Code")
        error: screen.session.codeError
        input.inputMethodHints: Qt.ImhNoPredictiveText | Qt.ImhNoAutoUppercase
        input.maximumLength: 40
        onAccepted: screen.submit()
        Component.onCompleted: input.forceActiveFocus()
        Keys.onEscapePressed: screen.session.forgetCode()
    }
    Button {
        objectName: "codeButton"
        width: parent.width
        text: qsTr("Go on")
        busy: screen.session.loading
        onClicked: screen.submit()
    }
    Button {
        objectName: "codeBack"
        width: parent.width
        kind: "ghost"
        text: qsTr("Back to sign in")
        onClicked: screen.session.forgetCode()
    }
}
