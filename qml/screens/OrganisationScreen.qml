// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Melody.Design
import Melody.ViewModels

// Single sign-on: the organisation is found by the address.
FormPage {
    id: screen

    required property ElsewhereViewModel elsewhere

    signal backWanted

    function submit() {
        screen.elsewhere.signInByEmail(email.text);
    }

    title: qsTr("Sign in with your organisation")
    subtitle: qsTr("Enter your address at work or at school. If it has single sign-on here, you sign in there.")
    error: screen.elsewhere.emailError === "" ? screen.elsewhere.error : ""

    TextField {
        id: email
        objectName: "organisationField"
        width: parent.width
        label: qsTr("E-mail")
        error: screen.elsewhere.emailError
        input.inputMethodHints: Qt.ImhEmailCharactersOnly | Qt.ImhNoAutoUppercase
        input.maximumLength: 254
        onAccepted: screen.submit()
        Component.onCompleted: input.forceActiveFocus()
    }
    Button {
        objectName: "organisationButton"
        width: parent.width
        text: qsTr("Go on")
        busy: screen.elsewhere.loading
        onClicked: screen.submit()
    }
    Button {
        objectName: "organisationBack"
        width: parent.width
        kind: "ghost"
        text: qsTr("Back to sign in")
        onClicked: screen.backWanted()
    }
}
