// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Dialogs
import Melody.Design
import Melody.ViewModels

// One's picture: choose a file, look at it, send it.
Column {
    id: editor

    required property ProfileViewModel profile
    required property string error
    readonly property bool chosen: String(editor.profile.avatarPreview) !== ""

    width: parent ? parent.width : 0
    spacing: Theme.space3

    Row {
        width: parent.width
        spacing: Theme.space4
        Avatar {
            id: face
            size: 96
            name: editor.profile.displayName
            avatarId: editor.profile.avatarId
            preview: editor.profile.avatarPreview
            Accessible.role: Accessible.Graphic
            Accessible.name: editor.chosen ? qsTr("The picture you chose") : qsTr("Your picture")
        }
        Column {
            width: parent.width - face.width - Theme.space4
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.space2
            Words {
                width: parent.width
                text: editor.chosen ? qsTr("Like this?") : editor.profile.avatarMaking ? qsTr("Your picture is being made …") : qsTr("Your picture")
                font.weight: Font.Medium
                wrapMode: Text.Wrap
            }
            Flow {
                readonly property real room: width
                width: parent.width
                spacing: Theme.space2
                Button {
                    objectName: "chooseAvatar"
                    kind: "secondary"
                    text: editor.chosen ? qsTr("Another one") : qsTr("Choose a picture")
                    enabled: !editor.profile.busy && !editor.profile.avatarMaking
                    onClicked: file.open()
                }
                Button {
                    objectName: "removeAvatar"
                    visible: !editor.chosen && editor.profile.avatarId !== ""
                    kind: "ghost"
                    text: qsTr("Remove")
                    Accessible.name: qsTr("Remove your picture")
                    enabled: !editor.profile.busy && !editor.profile.avatarMaking
                    onClicked: editor.profile.removeAvatar()
                }
                Button {
                    objectName: "sendAvatar"
                    visible: editor.chosen
                    text: qsTr("Use it")
                    busy: editor.profile.busy
                    onClicked: editor.profile.sendAvatar()
                }
                Button {
                    objectName: "forgetAvatar"
                    visible: editor.chosen
                    kind: "ghost"
                    text: qsTr("Cancel")
                    onClicked: editor.profile.forgetAvatar()
                }
            }
        }
    }
    Notice {
        text: editor.error
    }
    FileDialog {
        id: file
        title: qsTr("Choose a picture")
        nameFilters: [qsTr("Pictures (*.jpg *.jpeg *.png *.webp)")]
        onAccepted: editor.profile.chooseAvatar(file.selectedFile)
    }
}
