// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Melody.Design
import Melody.Components
import Melody.ViewModels

// The cards that can pay. A new one is typed at the provider's, in the browser.
SettingsPage {
    id: screen
    objectName: "paymentMethodsScreen"

    property string removing: ""

    title: qsTr("Payment methods")
    error: methods.failed ? methods.error : ""
    loading: methods.loading || methods.busy

    PaymentMethodsViewModel {
        id: methods
        objectName: "paymentMethods"
        app: screen.app
        onSaid: sentence => news.text = sentence
    }
    Notice {
        id: news
        danger: false
    }
    Notice {
        objectName: "methodsProblem"
        text: methods.problem
    }
    Button {
        objectName: "retryButton"
        visible: methods.failed
        text: qsTr("Try again")
        onClicked: methods.load()
    }
    Words {
        width: parent.width
        visible: methods.empty
        text: qsTr("No card yet. Add one to subscribe.")
        secondary: true
        wrapMode: Text.Wrap
    }
    Column {
        width: parent.width
        spacing: Theme.space4
        Repeater {
            model: methods.methods
            SettingRow {
                id: method

                required property var row
                required property int index

                title: method.row.title + (method.row.usual ? " · " + qsTr("Default") : "")
                subtitle: method.row.subtitle
                Button {
                    objectName: "removeMethod_" + method.index
                    kind: "secondary"
                    text: qsTr("Remove")
                    enabled: !methods.busy
                    Accessible.name: qsTr("Remove %1").arg(method.row.title)
                    onClicked: {
                        screen.removing = method.row.id;
                        question.message = method.row.title;
                        question.open();
                    }
                }
            }
        }
    }
    Button {
        objectName: "addCardButton"
        visible: methods.ready && !methods.visiting
        width: parent.width
        text: qsTr("Add a card")
        iconName: "plus"
        busy: methods.busy
        enabled: !methods.busy
        onClicked: {
            news.text = "";
            methods.add();
        }
    }
    Column {
        visible: methods.visiting
        width: parent.width
        spacing: Theme.space3

        Words {
            objectName: "visitWords"
            width: parent.width
            text: qsTr("Your browser shows the card form of our payment provider. Fill it in there and come back; Melody never sees the number.")
            wrapMode: Text.Wrap
        }
        Button {
            objectName: "visitDone"
            width: parent.width
            text: qsTr("I'm done")
            busy: methods.busy
            enabled: !methods.busy
            onClicked: methods.finishAdding()
        }
        Button {
            objectName: "visitAgain"
            width: parent.width
            kind: "secondary"
            enabled: !methods.busy
            text: qsTr("Open the form again")
            onClicked: methods.openAgain()
        }
        Button {
            objectName: "visitCancel"
            width: parent.width
            kind: "ghost"
            enabled: !methods.busy
            text: qsTr("Cancel")
            onClicked: methods.giveUpAdding()
        }
    }
    Words {
        width: parent.width
        visible: methods.methods.count > 1
        text: qsTr("The default card pays. The card you add last becomes the default.")
        style: "caption"
        tertiary: true
        wrapMode: Text.Wrap
    }
    Dialog {
        id: question
        title: qsTr("Remove this card?")
        confirmText: qsTr("Remove")
        onConfirmed: {
            news.text = "";
            methods.remove(screen.removing);
        }
    }
}
