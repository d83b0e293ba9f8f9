// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Melody.Design
import Melody.Platform
import Melody.ViewModels

// Password, second factor and recovery codes.
SettingsPage {
    id: screen

    title: qsTr("Security")
    error: viewModel.formError

    SecurityViewModel {
        id: viewModel

        property string wrongCurrent: ""
        property string wrongPassword: ""
        property string wrongCode: ""

        app: screen.app
        onFormChanged: {
            viewModel.wrongCurrent = viewModel.fieldError("current_password");
            viewModel.wrongPassword = viewModel.fieldError("password");
            viewModel.wrongCode = viewModel.fieldError("totp");
        }
        onEnrolmentChanged: if (viewModel.passwordChanged) {
            current.text = "";
            password.text = "";
        }
    }
    SettingRow {
        visible: viewModel.enrolmentUri === "" && viewModel.recoveryCodes.length === 0
        title: qsTr("Two-step sign-in")
        subtitle: screen.app.session.secondFactor ? qsTr("On: signing in asks for a code of your authenticator app.") : qsTr("Off. With it, a stolen password alone opens nothing.")
        Button {
            objectName: "mfaButton"
            kind: screen.app.session.secondFactor ? "secondary" : "primary"
            text: screen.app.session.secondFactor ? qsTr("Turn off") : qsTr("Set up")
            busy: viewModel.busy
            onClicked: screen.app.session.secondFactor ? question.open() : viewModel.beginSecondFactor()
        }
    }
    SettingRow {
        objectName: "codesLeftRow"
        visible: screen.app.session.secondFactor && viewModel.recoveryCodes.length === 0
        title: qsTr("Recovery codes")
        subtitle: viewModel.codesLeft
        Button {
            objectName: "replaceCodes"
            kind: viewModel.fewCodesLeft ? "primary" : "secondary"
            text: qsTr("Make new ones")
            busy: viewModel.busy
            onClicked: replacing.open()
        }
    }
    Notice {
        objectName: "fewCodesLeft"
        text: viewModel.fewCodesLeft && viewModel.recoveryCodes.length === 0 ? qsTr("Make new recovery codes before you need them: each works once.") : ""
    }
    Column {
        width: parent.width
        visible: viewModel.enrolmentUri !== ""
        spacing: Theme.space4

        Words {
            width: parent.width
            text: qsTr("1. Scan this with your authenticator app")
            style: "subtitle"
            wrapMode: Text.Wrap
            Accessible.role: Accessible.Heading
        }
        QrCode {
            objectName: "qrCode"
            width: 220
            height: 220
            text: viewModel.enrolmentUri
            Accessible.role: Accessible.Graphic
            Accessible.name: qsTr("QR code for your authenticator app. The same is written below.")
        }
        Words {
            width: parent.width
            text: qsTr("Can't scan? Type this into the app:")
            secondary: true
            wrapMode: Text.Wrap
        }
        Words {
            objectName: "mfaSecret"
            width: parent.width
            text: viewModel.enrolmentSecret
            style: "strong"
            wrapMode: Text.Wrap
        }
        Words {
            width: parent.width
            text: qsTr("2. Enter the code it shows")
            style: "subtitle"
            wrapMode: Text.Wrap
            Accessible.role: Accessible.Heading
        }
        TextField {
            id: code
            objectName: "mfaCodeField"
            width: parent.width
            label: qsTr("Six digits")
            error: viewModel.wrongCode
            input.inputMethodHints: Qt.ImhDigitsOnly
            input.maximumLength: 10
            onAccepted: viewModel.confirmSecondFactor(code.text)
            onVisibleChanged: code.text = ""
        }
        ButtonRow {
            Button {
                objectName: "mfaConfirm"
                text: qsTr("Turn on")
                busy: viewModel.busy
                onClicked: viewModel.confirmSecondFactor(code.text)
            }
            Button {
                objectName: "mfaCancel"
                kind: "ghost"
                text: qsTr("Cancel")
                onClicked: viewModel.cancelEnrolment()
            }
        }
    }
    RecoveryCodes {
        width: parent.width
        visible: viewModel.recoveryCodes.length > 0
        codes: viewModel.recoveryCodes
        saved: viewModel.codesSaved
        onCopyWanted: viewModel.copyCodes()
        onSaveWanted: file => viewModel.saveCodes(file)
        onPrintWanted: viewModel.printCodes()
        onDone: viewModel.forgetCodes()
    }
    Words {
        width: parent.width
        text: qsTr("Change your password")
        style: "subtitle"
        Accessible.role: Accessible.Heading
    }
    Notice {
        danger: false
        text: viewModel.passwordChanged ? qsTr("Your new password holds. Every other device was signed out.") : ""
    }
    TextField {
        id: current
        objectName: "currentPasswordField"
        width: parent.width
        label: qsTr("Present password")
        password: true
        error: viewModel.wrongCurrent
        input.maximumLength: 128
        onAccepted: password.input.forceActiveFocus(Qt.TabFocusReason)
    }
    TextField {
        id: password
        objectName: "newPasswordField"
        width: parent.width
        label: qsTr("New password")
        hint: qsTr("At least 12 characters")
        password: true
        error: viewModel.wrongPassword
        input.maximumLength: 128
        onAccepted: viewModel.changePassword(current.text, password.text)
    }
    PasswordStrength {
        password: password.text
    }
    Button {
        objectName: "changePasswordButton"
        text: qsTr("Change password")
        busy: viewModel.busy
        onClicked: viewModel.changePassword(current.text, password.text)
    }
    IdentitiesPanel {
        app: screen.app
    }
    Dialog {
        id: replacing
        title: qsTr("Make new recovery codes?")
        message: qsTr("The ones you have kept will no longer work.")
        confirmText: qsTr("Make new ones")
        onConfirmed: viewModel.replaceCodes()
    }
    Dialog {
        id: question
        title: qsTr("Turn off two-step sign-in?")
        message: screen.app.session.staff ? qsTr("Your password alone opens your account then. You are signed out on every device, and staff pages stay closed until you set it up again.") : qsTr("Your password alone opens your account then.")
        confirmText: qsTr("Turn off")
        onConfirmed: viewModel.removeSecondFactor()
    }
}
