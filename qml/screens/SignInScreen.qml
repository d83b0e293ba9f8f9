// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Melody.Design
import Melody.ViewModels

// Signing in.
FormPage {
    id: screen

    required property SessionViewModel session
    required property ElsewhereViewModel elsewhere

    signal signUpWanted
    signal resetWanted
    signal childWanted
    signal organisationWanted

    function submit() {
        screen.session.signIn(email.text, password.text);
    }

    title: qsTr("Welcome back")
    subtitle: qsTr("Sign in to go on listening.")
    error: screen.session.formError !== "" ? screen.session.formError : screen.elsewhere.error
    Component.onCompleted: screen.elsewhere.load()

    Notice {
        objectName: "linkNotice"
        danger: false
        text: !screen.elsewhere.linkWaits ? "" : screen.elsewhere.linkEmail !== "" ? qsTr("There is an account for %1 already. Sign in to it, and %2 is linked with it.").arg(screen.elsewhere.linkEmail).arg(screen.elsewhere.linkName) : qsTr("Sign in to your account, and %1 is linked with it.").arg(screen.elsewhere.linkName)
    }
    Button {
        objectName: "forgetLink"
        visible: screen.elsewhere.linkWaits
        kind: "ghost"
        text: qsTr("Don't link them")
        onClicked: screen.elsewhere.forgetLink()
    }
    TextField {
        id: email
        objectName: "emailField"
        width: parent.width
        label: qsTr("E-mail")
        error: screen.session.emailError
        input.inputMethodHints: Qt.ImhEmailCharactersOnly | Qt.ImhNoAutoUppercase
        onAccepted: password.input.forceActiveFocus(Qt.TabFocusReason)
        Component.onCompleted: {
            email.text = screen.elsewhere.linkEmail;
            input.forceActiveFocus();
        }
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
    Repeater {
        model: screen.elsewhere.linkWaits ? null : screen.elsewhere.providers
        Button {
            id: provider
            required property var row
            objectName: "provider_" + provider.row.id
            width: parent ? parent.width : 0
            kind: "secondary"
            text: qsTr("Go on with %1").arg(provider.row.name)
            onClicked: screen.elsewhere.signIn(provider.row.id)
        }
    }
    Button {
        objectName: "toOrganisation"
        width: parent.width
        kind: "ghost"
        text: qsTr("Sign in with your organisation")
        onClicked: screen.organisationWanted()
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
