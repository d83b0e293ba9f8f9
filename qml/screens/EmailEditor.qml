// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Melody.Design
import Melody.ViewModels

// One's address: whether it is confirmed, and changing it. A new one holds when its own mail was answered.
Column {
    id: editor

    required property ProfileViewModel profile
    required property string wrongEmail
    required property string wrongToken
    property bool changing: false
    readonly property bool waiting: editor.profile.newEmail !== ""
    readonly property bool unconfirmed: editor.waiting || (editor.profile.email !== "" && !editor.profile.emailConfirmed)

    width: parent ? parent.width : 0
    spacing: Theme.space3

    SettingRow {
        title: qsTr("E-mail")
        subtitle: editor.profile.email + " · " + (editor.profile.emailConfirmed ? qsTr("Confirmed") : qsTr("Not confirmed"))
        visible: editor.profile.email !== ""
        Button {
            objectName: "changeEmail"
            kind: "secondary"
            text: editor.changing ? qsTr("Close") : qsTr("Change")
            enabled: !editor.profile.busy
            onClicked: {
                editor.changing = !editor.changing;
                editor.profile.clearErrors();
            }
        }
    }
    Column {
        width: parent.width
        visible: editor.changing && !editor.waiting
        spacing: Theme.space3
        TextField {
            id: email
            objectName: "newEmailField"
            width: parent.width
            label: qsTr("New e-mail")
            hint: qsTr("We send a code there. Until you enter it, your present address stays.")
            error: editor.wrongEmail
            input.inputMethodHints: Qt.ImhEmailCharactersOnly | Qt.ImhNoAutoUppercase
            input.maximumLength: 254
            onAccepted: editor.profile.changeEmail(email.text)
        }
        Button {
            objectName: "sendNewEmail"
            text: qsTr("Send the code")
            busy: editor.profile.busy
            onClicked: editor.profile.changeEmail(email.text)
        }
    }
    Column {
        width: parent.width
        visible: editor.unconfirmed
        spacing: Theme.space3
        Notice {
            danger: false
            text: editor.waiting ? qsTr("Enter the code we sent to %1.").arg(editor.profile.newEmail) : editor.profile.mailSent ? qsTr("A fresh e-mail is on its way to %1.").arg(editor.profile.email) : qsTr("Please confirm your e-mail address: enter the code we sent to %1.").arg(editor.profile.email)
        }
        TextField {
            id: token
            objectName: "confirmationField"
            width: parent.width
            label: qsTr("Code of the e-mail")
            error: editor.wrongToken
            input.maximumLength: 500
            onAccepted: editor.profile.confirmEmail(token.text)
        }
        Flow {
            width: parent.width
            spacing: Theme.space2
            Button {
                objectName: "confirmEmail"
                kind: "secondary"
                text: qsTr("Confirm")
                busy: editor.profile.busy
                onClicked: editor.profile.confirmEmail(token.text)
            }
            Button {
                objectName: "sendConfirmation"
                kind: "ghost"
                text: qsTr("Send another e-mail")
                enabled: !editor.profile.busy
                onClicked: editor.waiting ? editor.profile.changeEmail(editor.profile.newEmail) : editor.profile.sendConfirmation()
            }
        }
    }
}
