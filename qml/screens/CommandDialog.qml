// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Melody.Design
import Melody.Components
import Melody.ViewModels

// Asks once more before a command, and says what it does and costs.
T.Popup {
    id: dialog

    required property SubscriptionViewModel subscription
    readonly property var preview: dialog.subscription.preview // what the change will cost; empty while nothing is chosen
    property string command: ""
    readonly property var titles: ({
            "cancel": qsTr("Cancel your subscription?"),
            "pause": qsTr("Pause your subscription?"),
            "resume": qsTr("Resume your subscription?"),
            "reactivate": qsTr("Go on with your subscription?")
        })
    readonly property var actions: ({
            "cancel": qsTr("Yes, cancel it"),
            "pause": qsTr("Pause"),
            "resume": qsTr("Resume"),
            "reactivate": qsTr("Confirm")
        })

    function ask(command: string) {
        dialog.command = command;
        dialog.subscription.ask(command);
        dialog.open();
    }

    modal: true
    focus: true
    parent: T.Overlay.overlay
    anchors.centerIn: parent
    implicitWidth: Math.min(480, (dialog.parent ? dialog.parent.width : 480) - 2 * Theme.space4)
    implicitHeight: Math.min(column.implicitHeight + 2 * Theme.space6, (dialog.parent ? dialog.parent.height : 640) - 2 * Theme.space4)
    padding: Theme.space6
    closePolicy: dialog.subscription.busy ? T.Popup.NoAutoClose : T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutside
    onOpened: keep.forceActiveFocus()
    onClosed: dialog.subscription.withdraw()

    contentItem: Flickable {
        id: view
        contentHeight: column.implicitHeight
        clip: contentHeight > height
        boundsBehavior: Flickable.StopAtBounds

        FocusFollower {
            view: view
        }
        Column {
            id: column
            width: view.width
            spacing: Theme.space4
            Accessible.role: Accessible.Dialog
            Accessible.name: dialog.titles[dialog.command] ?? ""
            Accessible.description: dialog.preview.summary ?? ""

            Words {
                width: parent.width
                text: dialog.titles[dialog.command] ?? ""
                style: "title"
                wrapMode: Text.Wrap
            }
            PreviewPanel {
                preview: dialog.subscription.preview
                busy: dialog.subscription.busy
                visible: busy || there
            }
            Notice {
                text: dialog.subscription.problem
            }
            Flow {
                width: parent.width
                spacing: Theme.space2
                layoutDirection: Qt.RightToLeft
                Button {
                    objectName: "commandConfirm"
                    visible: dialog.preview.summary !== undefined
                    kind: dialog.command === "cancel" ? "secondary" : "primary"
                    text: dialog.actions[dialog.command] ?? ""
                    busy: dialog.subscription.busy
                    enabled: !dialog.subscription.busy
                    onClicked: dialog.subscription.confirm()
                }
                Button {
                    id: keep
                    objectName: "commandKeep"
                    kind: dialog.command === "cancel" ? "primary" : "ghost"
                    enabled: !dialog.subscription.busy || !dialog.preview.summary
                    text: dialog.command === "cancel" ? qsTr("Keep my plan") : qsTr("Not now")
                    onClicked: dialog.close()
                }
            }
        }
    }
    background: Rectangle {
        radius: Theme.radiusLarge
        color: Theme.overlay
        Shadow {
            blur: 40
        }
    }
    T.Overlay.modal: Rectangle {
        color: Theme.scrim
    }
}
