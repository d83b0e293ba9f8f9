// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Not bound, because Qt 6.4 cannot create bound components in a Loader; so ids are looked up.
// qmllint disable unqualified
import QtQuick
import Melody.Design
import Melody.Components
import Melody.ViewModels

// Who is in the family, who is invited, and the way to what its children may hear.
SettingsPage {
    id: screen

    property string editing: ""
    property string leaving: ""

    function roleWords(member: var): string {
        if (member.role === "owner")
            return member.self ? qsTr("You manage this family") : qsTr("Manages this family");
        if (member.role === "child")
            return qsTr("Child · %1").arg(member.userName);
        return member.self ? qsTr("You") : qsTr("Adult");
    }

    function askToRemove(id: string) {
        screen.leaving = id;
        question.open();
    }

    title: qsTr("Family")
    error: viewModel.formError
    loading: viewModel.loading

    FamilyViewModel {
        id: viewModel
        app: screen.app
        onControlsSaved: screen.editing = ""
    }
    MessagePanel {
        width: parent.width
        visible: viewModel.failed
        title: qsTr("Your family can't be shown")
        message: viewModel.error
        action: qsTr("Try again")
        onTriggered: viewModel.load()
    }
    Notice {
        objectName: "seatlessNotice"
        danger: false
        text: viewModel.seatless ? qsTr("The plan of this family has no place for you: it takes fewer people than the family has, and those come first who joined first. You have what you pay for yourself, or Free.") : ""
    }
    Notice {
        objectName: "needlessNotice"
        danger: false
        text: viewModel.needlessPlan === "" ? "" : qsTr("You also pay for a plan of your own, %1. It gives you nothing that your place in this family doesn't.").arg(viewModel.needlessPlan)
    }
    Button {
        objectName: "needlessButton"
        visible: viewModel.needlessPlan !== ""
        kind: "secondary"
        text: qsTr("Cancel my own plan")
        onClicked: screen.navigator.openSetting("subscription")
    }
    Repeater {
        model: viewModel.members
        Column {
            id: entry
            required property var modelData
            required property int index
            readonly property bool child: entry.modelData.role === "child"
            readonly property bool edited: screen.editing === entry.modelData.id

            width: parent ? parent.width : 0
            spacing: Theme.space3
            SettingRow {
                title: entry.modelData.name
                subtitle: entry.modelData.seat ? screen.roleWords(entry.modelData) : qsTr("%1 · no place on the plan").arg(screen.roleWords(entry.modelData))
                ButtonRow {
                    Button {
                        objectName: "childCode_" + entry.index
                        visible: entry.child && viewModel.owner
                        kind: "secondary"
                        text: qsTr("Sign-in code")
                        enabled: !viewModel.busy
                        Accessible.description: entry.modelData.name
                        onClicked: viewModel.showCode(entry.modelData.id)
                    }
                    Button {
                        objectName: "controls_" + entry.index
                        visible: entry.child && viewModel.owner
                        kind: "secondary"
                        text: entry.edited ? qsTr("Close") : qsTr("Rules")
                        Accessible.description: entry.modelData.name
                        onClicked: screen.editing = entry.edited ? "" : entry.modelData.id
                    }
                    IconButton {
                        objectName: "removeMember_" + entry.index
                        visible: entry.modelData.role !== "owner" && (viewModel.owner || (entry.modelData.self && !entry.child))
                        iconName: "x"
                        text: qsTr("Remove %1").arg(entry.modelData.name)
                        enabled: !viewModel.busy
                        onClicked: screen.askToRemove(entry.modelData.id)
                    }
                }
            }
            Loader {
                active: entry.edited
                visible: active
                width: parent.width
                sourceComponent: ControlsEditor {
                    family: viewModel
                    childId: entry.modelData.id
                    childName: entry.modelData.name
                    controls: viewModel.controlsOf(entry.modelData.id)
                }
            }
        }
    }
    Notice {
        danger: false
        objectName: "childCodeNotice"
        text: viewModel.childCode === "" ? "" : qsTr("Type this code on the device of %1, with the child's password: %2. It works once.").arg(viewModel.childCodeOf).arg(viewModel.childCode)
    }
    Repeater {
        model: viewModel.invitations
        SettingRow {
            id: guest
            required property var modelData
            required property int index
            title: guest.modelData.email
            subtitle: qsTr("Invited, hasn't answered yet")
            IconButton {
                objectName: "withdraw_" + guest.index
                iconName: "x"
                text: qsTr("Withdraw the invitation of %1").arg(guest.modelData.email)
                enabled: !viewModel.busy
                onClicked: screen.askToRemove(guest.modelData.id)
            }
        }
    }
    SettingRow {
        visible: viewModel.ready && viewModel.owner
        title: qsTr("Time zone")
        subtitle: qsTr("%1. The days and quiet hours of your children follow it.").arg(viewModel.timeZone)
        Button {
            objectName: "timeZoneButton"
            kind: "secondary"
            text: qsTr("Change")
            enabled: !viewModel.busy
            onClicked: {
                zones.options = Array.from(viewModel.timeZones()).map(zone => ({
                                "value": zone,
                                "text": zone.replace(/_/g, " ")
                            }));
                zones.open();
            }
        }
    }
    ChoiceDialog {
        id: zones
        title: qsTr("Time zone")
        options: []
        value: viewModel.timeZone
        onChosen: value => viewModel.setTimeZone(value)
    }
    FamilyForms {
        width: parent.width
        visible: viewModel.ready
        family: viewModel
    }
    Dialog {
        id: question
        title: qsTr("Remove from the family?")
        message: qsTr("A child account ends with it. An adult keeps their own account, without the family's plan.")
        confirmText: qsTr("Remove")
        onConfirmed: viewModel.remove(screen.leaving)
    }
}
