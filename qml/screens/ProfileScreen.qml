// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Melody.Design
import Melody.Components
import Melody.ViewModels

// Name, language, country, birth date and who sees what.
SettingsPage {
    id: screen

    property string language: "en"
    property bool listeningVisible: false

    function submit() {
        viewModel.save(name.text, screen.language, country.text, birthDate.text, screen.listeningVisible);
    }

    title: qsTr("Profile")
    error: viewModel.formError
    loading: viewModel.loading

    ProfileViewModel {
        id: viewModel

        property string wrongName: ""
        property string wrongCountry: ""
        property string wrongDate: ""
        property string wrongToken: ""
        property string wrongEmail: ""
        property string wrongAvatar: ""

        app: screen.app
        onProfileChanged: {
            emailEditor.changing = false;
            name.text = viewModel.displayName;
            country.text = viewModel.country;
            birthDate.text = viewModel.birthDate;
            screen.language = viewModel.language;
            screen.listeningVisible = viewModel.listeningVisible;
        }
        onFormChanged: {
            viewModel.wrongName = viewModel.fieldError("display_name");
            viewModel.wrongCountry = viewModel.fieldError("payment_country");
            viewModel.wrongDate = viewModel.fieldError("birth_date");
            viewModel.wrongToken = viewModel.fieldError("token");
            viewModel.wrongEmail = viewModel.fieldError("email");
            viewModel.wrongAvatar = viewModel.fieldError("avatar");
        }
    }
    MessagePanel {
        width: parent.width
        visible: viewModel.failed
        title: qsTr("Your profile can't be shown")
        message: viewModel.error
        action: qsTr("Try again")
        onTriggered: viewModel.load()
    }
    Button {
        objectName: "loadAgain"
        visible: viewModel.conflict
        kind: "secondary"
        text: qsTr("Show what it is now")
        onClicked: {
            viewModel.clearErrors();
            viewModel.load();
        }
    }
    AvatarEditor {
        visible: viewModel.ready
        profile: viewModel
        error: viewModel.wrongAvatar
    }
    EmailEditor {
        id: emailEditor
        visible: viewModel.ready
        profile: viewModel
        wrongEmail: viewModel.wrongEmail
        wrongToken: viewModel.wrongToken
    }
    Column {
        width: parent.width
        visible: viewModel.ready
        spacing: Theme.space5
        TextField {
            id: name
            objectName: "profileName"
            width: parent.width
            label: qsTr("Name")
            hint: qsTr("What others will see")
            error: viewModel.wrongName
            input.maximumLength: 80
            onAccepted: screen.submit()
        }
        TextField {
            id: country
            objectName: "profileCountry"
            width: parent.width
            label: qsTr("Country you pay in")
            hint: qsTr("Two letters, such as ES")
            error: viewModel.wrongCountry
            input.maximumLength: 2
            onAccepted: screen.submit()
        }
        TextField {
            id: birthDate
            objectName: "profileBirthDate"
            width: parent.width
            label: qsTr("Birth date")
            hint: qsTr("Year, month, day: 1990-12-31")
            error: viewModel.wrongDate
            input.maximumLength: 10
            onAccepted: screen.submit()
        }
        SettingRow {
            title: qsTr("Language of our e-mails")
            Segments {
                objectName: "profileLanguage"
                label: qsTr("Language of our e-mails")
                value: screen.language
                options: [{
                        "value": "en",
                        "text": "English"
                    }, {
                        "value": "es",
                        "text": "Español"
                    }]
                onChosen: value => screen.language = value
            }
        }
        SettingRow {
            title: qsTr("What you listen to")
            subtitle: qsTr("Friends can see it, or nobody.")
            Segments {
                objectName: "profileVisible"
                label: qsTr("What you listen to")
                value: screen.listeningVisible ? "friends" : "nobody"
                options: [{
                        "value": "nobody",
                        "text": qsTr("Nobody")
                    }, {
                        "value": "friends",
                        "text": qsTr("Friends")
                    }]
                onChosen: value => screen.listeningVisible = value === "friends"
            }
        }
        Notice {
            danger: false
            iconName: "check"
            text: viewModel.saved ? qsTr("Saved.") : ""
        }
        Button {
            objectName: "saveProfile"
            text: qsTr("Save")
            busy: viewModel.busy
            onClicked: screen.submit()
        }
    }
}
