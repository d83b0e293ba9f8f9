// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Melody.Design
import Melody.ViewModels

// Making an account.
FormPage {
    id: screen

    required property SessionViewModel session
    required property string language

    signal signInWanted

    function submit() {
        screen.session.signUp(name.text, email.text, password.text, screen.language);
    }

    title: qsTr("Create your account")
    subtitle: qsTr("Free, and yours in a minute.")
    error: screen.session.formError

    TextField {
        id: name
        objectName: "nameField"
        width: parent.width
        label: qsTr("Name")
        hint: qsTr("What others will see")
        error: screen.session.nameError
        onAccepted: email.input.forceActiveFocus(Qt.TabFocusReason)
        Component.onCompleted: input.forceActiveFocus()
    }
    TextField {
        id: email
        objectName: "emailField"
        width: parent.width
        label: qsTr("E-mail")
        error: screen.session.emailError
        input.inputMethodHints: Qt.ImhEmailCharactersOnly | Qt.ImhNoAutoUppercase
        onAccepted: password.input.forceActiveFocus(Qt.TabFocusReason)
    }
    TextField {
        id: password
        objectName: "passwordField"
        width: parent.width
        label: qsTr("Password")
        hint: qsTr("At least 12 characters")
        password: true
        error: screen.session.passwordError
        onAccepted: screen.submit()
    }
    PasswordStrength {
        password: password.text
    }
    Item {
        width: 1
        height: 1
    }
    Button {
        objectName: "signUpButton"
        width: parent.width
        text: qsTr("Create account")
        busy: screen.session.loading
        onClicked: screen.submit()
    }
    Button {
        objectName: "toSignIn"
        width: parent.width
        kind: "ghost"
        text: qsTr("Already with us? Sign in")
        onClicked: screen.signInWanted()
    }
}
