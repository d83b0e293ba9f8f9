// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Melody.Design
import Melody.Components
import Melody.ViewModels

// For administrators: what somebody may do.
SettingsPage {
    id: screen
    objectName: "staffRolesScreen"

    title: qsTr("Roles")
    loading: roles.busy

    StaffRolesViewModel {
        id: roles
        objectName: "roles"
        app: screen.app
        onSaid: sentence => {
            news.text = sentence;
            reason.text = "";
        }
    }
    TextField {
        id: who
        objectName: "userIdField"
        width: parent.width
        label: qsTr("E-mail address or id")
        error: roles.idError
        onAccepted: roles.find(who.text)
    }
    Button {
        objectName: "findUserButton"
        width: parent.width
        kind: roles.found ? "secondary" : "primary"
        text: qsTr("Find")
        busy: roles.busy && !roles.found
        enabled: !roles.busy
        onClicked: {
            news.text = "";
            roles.find(who.text);
        }
    }
    Notice {
        id: news
        danger: false
    }
    Notice {
        text: roles.problem
    }
    Column {
        visible: roles.found
        width: parent.width
        spacing: Theme.space3

        Words {
            objectName: "roleOwner"
            width: parent.width
            text: roles.name
            style: "title"
            wrapMode: Text.Wrap
            Accessible.role: Accessible.Heading
        }
        Repeater {
            model: roles.roles
            CheckLine {
                id: line

                required property var row

                objectName: "role_" + line.row.role
                text: line.row.text
                checked: line.row.held
                enabled: !roles.busy
                onClicked: {
                    roles.toggle(line.row.role);
                    line.checked = Qt.binding(() => line.row.held);
                }
            }
        }
        TextField {
            id: reason
            objectName: "reasonField"
            width: parent.width
            label: qsTr("Why")
            hint: qsTr("Goes into the audit log.")
            input.maximumLength: 1000
            onAccepted: roles.save(reason.text)
        }
        Button {
            objectName: "saveRolesButton"
            width: parent.width
            text: qsTr("Save")
            busy: roles.busy
            enabled: roles.different && !roles.busy
            onClicked: roles.save(reason.text)
        }
    }
}
