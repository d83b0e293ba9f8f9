// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Melody.Design
import Melody.ViewModels

// The accounts elsewhere that sign in to this one.
Column {
    id: panel

    required property AppViewModel app
    readonly property ElsewhereViewModel elsewhere: panel.app.elsewhere
    property string leaving: ""

    width: parent ? parent.width : 0
    spacing: Theme.space4
    visible: identities.failed || identities.linked.count > 0 || identities.available.count > 0

    IdentitiesViewModel {
        id: identities
        objectName: "identities"
        app: panel.app
    }
    Words {
        width: parent.width
        text: qsTr("Other ways to sign in")
        style: "subtitle"
        wrapMode: Text.Wrap
        Accessible.role: Accessible.Heading
    }
    Notice {
        text: identities.failed ? identities.error : identities.formError !== "" ? identities.formError : panel.elsewhere.error
    }
    Notice {
        danger: false
        iconName: "check"
        text: identities.news
    }
    Repeater {
        model: identities.linked
        SettingRow {
            id: identity

            required property var row
            required property int index

            title: identity.row.name
            subtitle: identity.row.subtitle
            Button {
                objectName: "unlink_" + identity.index
                kind: "secondary"
                text: qsTr("Unlink")
                enabled: !identities.busy
                Accessible.name: qsTr("Unlink %1").arg(identity.row.name)
                onClicked: {
                    panel.leaving = identity.row.id;
                    question.title = qsTr("Unlink %1?").arg(identity.row.name);
                    question.open();
                }
            }
        }
    }
    Repeater {
        model: panel.elsewhere.waiting ? null : identities.available
        SettingRow {
            id: offer

            required property var row
            required property int index

            title: offer.row.name
            subtitle: qsTr("Not linked")
            Button {
                objectName: "link_" + offer.index
                kind: "secondary"
                text: qsTr("Link")
                enabled: !identities.busy
                Accessible.name: qsTr("Link %1").arg(offer.row.name)
                onClicked: identities.link(offer.row.id)
            }
        }
    }
    Column {
        visible: panel.elsewhere.waiting
        width: parent.width
        spacing: Theme.space3
        Words {
            width: parent.width
            text: qsTr("Your browser shows the sign-in of %1. Come back when you are done there.").arg(panel.elsewhere.waitingFor)
            wrapMode: Text.Wrap
        }
        Flow {
            width: parent.width
            spacing: Theme.space2
            Button {
                objectName: "visitAgain"
                kind: "secondary"
                text: qsTr("Open the page again")
                onClicked: panel.elsewhere.openAgain()
            }
            Button {
                objectName: "visitCancel"
                kind: "ghost"
                text: qsTr("Cancel")
                onClicked: panel.elsewhere.cancel()
            }
        }
    }
    Dialog {
        id: question
        title: ""
        message: qsTr("You sign in with your password then. Without one, ask for a new password first.")
        confirmText: qsTr("Unlink")
        onConfirmed: identities.unlink(panel.leaving)
    }
}
