// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Melody.Design
import Melody.Components
import Melody.ViewModels

// Where one is signed in, and signing out there.
SettingsPage {
    id: screen

    title: qsTr("Devices")
    error: viewModel.formError
    loading: viewModel.loading

    DevicesViewModel {
        id: viewModel
        app: screen.app
        onRowsChanged: if (!viewModel.others)
            screen.focusBack()
    }
    MessagePanel {
        width: parent.width
        visible: viewModel.failed
        title: qsTr("Your devices can't be shown")
        message: viewModel.error
        action: qsTr("Try again")
        onTriggered: viewModel.load()
    }
    Words {
        width: parent.width
        visible: viewModel.ready
        text: qsTr("Don't know one of these? Sign it out, then change your password.")
        secondary: true
        wrapMode: Text.Wrap
    }
    Repeater {
        model: viewModel.rows
        SettingRow {
            id: row
            required property var modelData
            required property int index
            title: row.modelData.name
            subtitle: row.modelData.current ? qsTr("This device") : row.modelData.country === "" ? qsTr("Last used %1").arg(row.modelData.lastUsed) : qsTr("%1, last used %2").arg(row.modelData.country).arg(row.modelData.lastUsed)
            Button {
                objectName: "signOutDevice_" + row.index
                visible: !row.modelData.current
                height: visible ? implicitHeight : 0
                kind: "secondary"
                text: qsTr("Sign out")
                enabled: !viewModel.busy
                Accessible.description: row.modelData.name
                onClicked: viewModel.signOut(row.modelData.id)
            }
        }
    }
    Button {
        objectName: "signOutOthers"
        visible: viewModel.others
        text: qsTr("Sign out everywhere else")
        busy: viewModel.busy
        onClicked: question.open()
    }
    Dialog {
        id: question
        title: qsTr("Sign out everywhere else?")
        message: qsTr("Only this device stays signed in.")
        confirmText: qsTr("Sign out")
        onConfirmed: viewModel.signOutOthers()
    }
}
