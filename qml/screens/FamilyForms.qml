// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Melody.Design
import Melody.ViewModels

// How a family grows: an invitation, a child account, or taking up the invitation of another family.
Column {
    id: forms

    required property FamilyViewModel family
    property string shown: "none"
    property string wrongEmail: ""
    property string wrongName: ""
    property string wrongUser: ""
    property string wrongPassword: ""
    property string wrongToken: ""

    spacing: Theme.space4

    Connections {
        target: forms.family
        function onFormChanged() {
            forms.wrongEmail = forms.family.fieldError("email");
            forms.wrongName = forms.family.fieldError("display_name");
            forms.wrongUser = forms.family.fieldError("user_name");
            forms.wrongPassword = forms.family.fieldError("password");
            forms.wrongToken = forms.family.fieldError("token");
        }
        function onMemberAdded() {
            forms.shown = "none";
            email.text = "";
            name.text = "";
            user.text = "";
            password.text = "";
        }
    }
    Words {
        width: parent.width
        visible: forms.family.owner && forms.family.full
        text: forms.family.memberLimit > 1 ? qsTr("All %n place(s) of your plan are taken.", "", forms.family.memberLimit) : qsTr("Your plan is for one person. With a plan for two or a family you can invite others.")
        secondary: true
        wrapMode: Text.Wrap
    }
    Segments {
        objectName: "familyForm"
        label: qsTr("What to do")
        value: forms.shown
        options: forms.family.owner && !forms.family.full ? [{
                "value": "invite",
                "text": qsTr("Invite")
            }, {
                "value": "child",
                "text": qsTr("Add a child")
            }, {
                "value": "join",
                "text": qsTr("Join")
            }] : [{
                "value": "join",
                "text": qsTr("Join a family")
            }]
        onChosen: value => {
            forms.family.clearErrors();
            forms.shown = value;
        }
    }
    TextField {
        id: email
        objectName: "inviteEmail"
        width: parent.width
        visible: forms.shown === "invite"
        label: qsTr("E-mail of who you invite")
        error: forms.wrongEmail
        input.inputMethodHints: Qt.ImhEmailCharactersOnly | Qt.ImhNoAutoUppercase
        input.maximumLength: 254
        onAccepted: forms.family.invite(email.text)
    }
    Button {
        objectName: "inviteButton"
        visible: email.visible
        text: qsTr("Send the invitation")
        busy: forms.family.busy
        onClicked: forms.family.invite(email.text)
    }
    TextField {
        id: name
        objectName: "childName"
        width: parent.width
        visible: forms.shown === "child"
        label: qsTr("Name of the child")
        error: forms.wrongName
        input.maximumLength: 80
        onAccepted: user.input.forceActiveFocus(Qt.TabFocusReason)
    }
    TextField {
        id: user
        objectName: "childUser"
        width: parent.width
        visible: name.visible
        label: qsTr("User name")
        hint: qsTr("Small letters, digits, dots and dashes")
        error: forms.wrongUser
        input.maximumLength: 40
        input.inputMethodHints: Qt.ImhNoAutoUppercase
        onAccepted: password.input.forceActiveFocus(Qt.TabFocusReason)
    }
    TextField {
        id: password
        objectName: "childPassword"
        width: parent.width
        visible: name.visible
        label: qsTr("Password or PIN of the child")
        hint: qsTr("At least 4 characters. Signing in also needs a code that you show.")
        password: true
        error: forms.wrongPassword
        input.maximumLength: 128
        onAccepted: forms.family.addChild(name.text, user.text, password.text)
    }
    Button {
        objectName: "addChildButton"
        visible: name.visible
        text: qsTr("Make the account")
        busy: forms.family.busy
        onClicked: forms.family.addChild(name.text, user.text, password.text)
    }
    TextField {
        id: token
        objectName: "joinToken"
        width: parent.width
        visible: forms.shown === "join"
        label: qsTr("Code of the invitation")
        error: forms.wrongToken
        input.maximumLength: 500
        onAccepted: forms.family.join(token.text)
    }
    Button {
        objectName: "joinButton"
        visible: token.visible
        text: qsTr("Join the family")
        busy: forms.family.busy
        onClicked: forms.family.join(token.text)
    }
}
