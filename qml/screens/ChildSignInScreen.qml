// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Melody.Design
import Melody.ViewModels

// A child signs in: with a code somebody of the family shows, and the child's own password.
FormPage {
    id: screen

    required property SessionViewModel session

    signal backWanted

    function submit() {
        screen.session.signInChild(code.text, password.text);
    }

    title: qsTr("Hello!")
    subtitle: qsTr("Ask who manages your family for a code: it is in their app under Settings, Family.")
    error: screen.session.formError

    TextField {
        id: code
        objectName: "childCodeField"
        width: parent.width
        label: qsTr("Code of your family")
        error: screen.session.codeError
        input.maximumLength: 40
        onAccepted: password.input.forceActiveFocus(Qt.TabFocusReason)
        Component.onCompleted: input.forceActiveFocus()
        Keys.onEscapePressed: screen.backWanted()
    }
    TextField {
        id: password
        objectName: "passwordField"
        width: parent.width
        label: qsTr("Your password")
        password: true
        error: screen.session.passwordError
        input.maximumLength: 128
        onAccepted: screen.submit()
        Keys.onEscapePressed: screen.backWanted()
    }
    Button {
        objectName: "childSignInButton"
        width: parent.width
        text: qsTr("Sign in")
        busy: screen.session.loading
        onClicked: screen.submit()
    }
    Button {
        objectName: "childBack"
        width: parent.width
        kind: "ghost"
        text: qsTr("Back to sign in")
        onClicked: screen.backWanted()
    }
}
