// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Melody.Design
import Melody.ViewModels

// Signing in.
FormPage {
    id: screen

    required property SessionViewModel session

    signal signUpWanted
    signal resetWanted
    signal childWanted

    function submit() {
        screen.session.signIn(email.text, password.text);
    }

    title: qsTr("Welcome back")
    subtitle: qsTr("Sign in to go on listening.")
    error: screen.session.formError

    TextField {
        id: email
        objectName: "emailField"
        width: parent.width
        label: qsTr("E-mail")
        error: screen.session.emailError
        input.inputMethodHints: Qt.ImhEmailCharactersOnly | Qt.ImhNoAutoUppercase
        onAccepted: password.input.forceActiveFocus(Qt.TabFocusReason)
        Component.onCompleted: input.forceActiveFocus()
    }
    TextField {
        id: password
        objectName: "passwordField"
        width: parent.width
        label: qsTr("Password")
        password: true
        error: screen.session.passwordError
        onAccepted: screen.submit()
    }
    Item {
        width: 1
        height: 1
    }
    Button {
        objectName: "signInButton"
        width: parent.width
        text: qsTr("Sign in")
        busy: screen.session.loading
        onClicked: screen.submit()
    }
    Button {
        objectName: "toReset"
        width: parent.width
        kind: "ghost"
        text: qsTr("Forgot your password?")
        onClicked: screen.resetWanted()
    }
    Button {
        objectName: "toChild"
        width: parent.width
        kind: "ghost"
        text: qsTr("I have a code from my family")
        onClicked: screen.childWanted()
    }
    Button {
        objectName: "toSignUp"
        width: parent.width
        kind: "ghost"
        text: qsTr("New here? Create an account")
        onClicked: screen.signUpWanted()
    }
}
