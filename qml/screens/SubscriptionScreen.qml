// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Melody.Design
import Melody.Components
import Melody.ViewModels

// What is subscribed to, what happens next, and what can be done about it.
SettingsPage {
    id: screen
    objectName: "subscriptionScreen"

    title: qsTr("Subscription")
    error: subscription.failed ? subscription.error : ""
    loading: subscription.loading

    function can(command: string): bool {
        return Array.from(subscription.commands).includes(command);
    }

    SubscriptionViewModel {
        id: subscription
        app: screen.app
        onDone: command => question.close()
    }
    Button {
        objectName: "retryButton"
        visible: subscription.failed
        text: qsTr("Try again")
        onClicked: subscription.load()
    }
    Rectangle {
        visible: subscription.ready
        width: parent.width
        height: summary.height + 2 * Theme.space5
        radius: Theme.radiusLarge
        color: Theme.surface
        Column {
            id: summary
            x: Theme.space5
            y: Theme.space5
            width: parent.width - 2 * x
            spacing: Theme.space2
            Words {
                objectName: "planName"
                width: parent.width
                text: subscription.plan
                style: "title"
                wrapMode: Text.Wrap
                Accessible.role: Accessible.Heading
            }
            Words {
                visible: subscription.price !== ""
                text: subscription.price
                style: "subtitle"
                secondary: true
            }
            Words {
                objectName: "seatSentence"
                width: parent.width
                visible: text !== ""
                text: subscription.seat
                wrapMode: Text.Wrap
            }
            Words {
                objectName: "stateSentence"
                width: parent.width
                visible: text !== ""
                text: subscription.now
                style: "strong"
                wrapMode: Text.Wrap
            }
            Words {
                objectName: "nextSentence"
                width: parent.width
                text: subscription.next
                secondary: true
                wrapMode: Text.Wrap
            }
            Words {
                width: parent.width
                visible: text !== ""
                text: subscription.credit
                secondary: true
                wrapMode: Text.Wrap
            }
        }
    }
    Notice {
        objectName: "needlessNotice"
        danger: false
        text: subscription.ready ? subscription.needless : ""
    }
    Notice {
        text: subscription.ready ? subscription.payment : ""
    }
    Words {
        objectName: "studentSentence"
        width: parent.width
        visible: subscription.ready && text !== ""
        text: subscription.student
        secondary: true
        wrapMode: Text.Wrap
    }
    Notice {
        text: subscription.asked === "" ? subscription.problem : ""
    }
    Column {
        visible: subscription.ready
        width: parent.width
        spacing: Theme.space3
        Button {
            objectName: "openBankButton"
            width: parent.width
            visible: subscription.actionUrl !== ""
            text: qsTr("Confirm in the browser")
            onClicked: subscription.openBank()
        }
        Button {
            objectName: "proveStudentButton"
            width: parent.width
            visible: subscription.student !== ""
            enabled: !subscription.busy
            kind: "secondary"
            text: subscription.proofAsked ? qsTr("Send the mail again") : qsTr("Confirm that I'm still a student")
            onClicked: subscription.proveStudent()
        }
        Button {
            objectName: "reactivateButton"
            width: parent.width
            visible: screen.can("reactivate")
            text: subscription.state === "past_due" ? qsTr("Pay now") : qsTr("Reactivate")
            onClicked: question.ask("reactivate")
        }
        Button {
            objectName: "resumeButton"
            width: parent.width
            visible: screen.can("resume")
            text: qsTr("Resume now")
            onClicked: question.ask("resume")
        }
        Button {
            objectName: "plansButton"
            width: parent.width
            visible: screen.can("upgrade") || screen.can("subscribe")
            kind: screen.can("subscribe") && !screen.can("reactivate") ? "primary" : "secondary"
            text: screen.can("subscribe") ? qsTr("See the plans") : qsTr("Change plan")
            onClicked: screen.navigator.openSetting("plans")
        }
        Button {
            objectName: "methodsButton"
            width: parent.width
            visible: subscription.state === "past_due"
            kind: "secondary"
            text: qsTr("Payment methods")
            onClicked: screen.navigator.openSetting("payment_methods")
        }
        Button {
            objectName: "pauseButton"
            width: parent.width
            visible: screen.can("pause")
            kind: "secondary"
            text: qsTr("Pause")
            onClicked: question.ask("pause")
        }
        Button {
            objectName: "cancelButton"
            width: parent.width
            visible: screen.can("cancel")
            kind: "ghost"
            text: qsTr("Cancel subscription")
            onClicked: question.ask("cancel")
        }
    }
    CommandDialog {
        id: question
        subscription: subscription
    }
}
