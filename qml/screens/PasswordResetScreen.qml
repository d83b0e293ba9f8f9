// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Melody.Design
import Melody.ViewModels

// A forgotten password: first the address, then the code of the e-mail with a new password.
FormPage {
    id: screen

    required property AppViewModel app
    readonly property bool asking: viewModel.step === "address"
    readonly property bool done: viewModel.step === "done"
    property string wrongEmail: ""
    property string wrongToken: ""
    property string wrongPassword: ""

    signal backWanted

    function submit() {
        if (screen.asking)
            viewModel.request(email.text);
        else
            viewModel.reset(token.text, password.text);
    }

    title: screen.done ? qsTr("Your new password holds") : screen.asking ? qsTr("Forgot your password?") : qsTr("Look into your mail")
    subtitle: screen.done ? qsTr("All your devices were signed out. Sign in with the new password.") : screen.asking ? qsTr("We send you an e-mail with a code to set a new one.") : qsTr("If %1 has an account, a code is on its way. It is good for a short while.").arg(viewModel.email)
    error: viewModel.formError

    PasswordResetViewModel {
        id: viewModel
        app: screen.app
        onFormChanged: {
            screen.wrongEmail = viewModel.fieldError("email");
            screen.wrongToken = viewModel.fieldError("token");
            screen.wrongPassword = viewModel.fieldError("password");
        }
        onStepChanged: {
            if (viewModel.step === "code")
                token.input.forceActiveFocus();
            else
                back.forceActiveFocus();
        }
    }
    TextField {
        id: email
        objectName: "resetEmailField"
        width: parent.width
        visible: screen.asking
        label: qsTr("E-mail")
        error: screen.wrongEmail
        input.inputMethodHints: Qt.ImhEmailCharactersOnly | Qt.ImhNoAutoUppercase
        input.maximumLength: 254
        onAccepted: screen.submit()
        Component.onCompleted: input.forceActiveFocus()
        Keys.onEscapePressed: screen.backWanted()
    }
    TextField {
        id: token
        objectName: "resetTokenField"
        width: parent.width
        visible: !screen.asking && !screen.done
        label: qsTr("Code of the e-mail")
        error: screen.wrongToken
        input.maximumLength: 500
        onAccepted: password.input.forceActiveFocus(Qt.TabFocusReason)
        Keys.onEscapePressed: screen.backWanted()
    }
    TextField {
        id: password
        objectName: "resetPasswordField"
        width: parent.width
        visible: token.visible
        label: qsTr("New password")
        hint: qsTr("At least 12 characters")
        password: true
        error: screen.wrongPassword
        input.maximumLength: 128
        onAccepted: screen.submit()
        Keys.onEscapePressed: screen.backWanted()
    }
    PasswordStrength {
        visible: token.visible && password !== ""
        password: password.text
    }
    Button {
        objectName: "resetButton"
        width: parent.width
        visible: !screen.done
        text: screen.asking ? qsTr("Send the e-mail") : qsTr("Set the password")
        busy: viewModel.busy
        onClicked: screen.submit()
    }
    Button {
        id: back
        objectName: "resetBack"
        width: parent.width
        kind: screen.done ? "primary" : "ghost"
        text: qsTr("Back to sign in")
        onClicked: screen.backWanted()
    }
}
