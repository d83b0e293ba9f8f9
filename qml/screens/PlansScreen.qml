// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Melody.Design
import Melody.Components
import Melody.ViewModels

// The plans side by side, and what a change would cost before it is made.
SettingsPage {
    id: screen

    readonly property var preview: plans.preview // what the change will cost; empty while nothing is chosen
    objectName: "plansScreen"

    title: qsTr("Plans")
    error: plans.failed ? plans.error : ""
    loading: plans.loading

    PlansViewModel {
        id: plans
        objectName: "plans"
        app: screen.app
        onDone: screen.navigator.openSetting("subscription")
        onActionNeeded: screen.navigator.openSetting("subscription")
    }
    Button {
        objectName: "retryButton"
        visible: plans.failed
        text: qsTr("Try again")
        onClicked: plans.load()
    }
    Column {
        visible: plans.ready
        width: parent.width
        spacing: Theme.space5

        Flow {
            width: parent.width
            spacing: Theme.space3
            Segments {
                objectName: "periodChoice"
                label: qsTr("Paid")
                value: plans.period
                options: [{
                        "value": "monthly",
                        "text": qsTr("Monthly")
                    }, {
                        "value": "yearly",
                        "text": qsTr("Yearly")
                    }]
                onChosen: value => plans.period = value
            }
            Segments {
                objectName: "hiFiChoice"
                label: qsTr("Hi-Fi")
                value: plans.hiFi ? "on" : "off"
                options: [{
                        "value": "off",
                        "text": qsTr("Standard")
                    }, {
                        "value": "on",
                        "text": qsTr("Hi-Fi +%1").arg(plans.hiFiPrice)
                    }]
                onChosen: value => plans.hiFi = value === "on"
            }
            Button {
                id: countryButton
                objectName: "countryButton"
                visible: plans.countryOpen && plans.countryName !== ""
                kind: "secondary"
                text: qsTr("Prices for %1").arg(plans.countryName)
                onClicked: countries.open()
            }
        }
        Grid {
            id: grid
            width: parent.width
            columns: screen.phone ? 1 : 2
            spacing: Theme.space3
            Repeater {
                model: plans.plans
                PlanCard {
                    id: card
                    width: (grid.width - (grid.columns - 1) * grid.spacing) / grid.columns
                    onClicked: plans.choose(card.row.plan)
                }
            }
        }
        Column {
            visible: plans.chosen !== ""
            width: parent.width
            spacing: Theme.space4

            Words {
                width: parent.width
                text: plans.chosenName
                style: "title"
                wrapMode: Text.Wrap
                Accessible.role: Accessible.Heading
            }
            CheckLine {
                objectName: "addressCheck"
                visible: plans.asksForAddress
                text: qsTr("Everybody on this plan lives at the same address as I do.")
                checked: plans.addressConfirmed
                onClicked: plans.addressConfirmed = !plans.addressConfirmed
            }
            PreviewPanel {
                visible: plans.previewing || there
                preview: plans.preview
                busy: plans.previewing
            }
            Notice {
                text: plans.problem
            }
            Button {
                objectName: "addMethodButton"
                visible: plans.methodNeeded
                width: parent.width
                text: qsTr("Add a payment method")
                onClicked: screen.navigator.openSetting("payment_methods")
            }
            Button {
                objectName: "confirmPlanButton"
                visible: screen.preview.summary !== undefined
                width: parent.width
                kind: plans.methodNeeded ? "secondary" : "primary"
                text: plans.confirmText
                busy: plans.busy
                enabled: !plans.busy
                onClicked: plans.confirm()
            }
        }
        Words {
            width: parent.width
            text: qsTr("Prices include tax. You can change or cancel at any time.")
            style: "caption"
            tertiary: true
            wrapMode: Text.Wrap
        }
    }
    ChoiceDialog {
        id: countries
        title: qsTr("Where do you live?")
        options: plans.countries
        value: plans.country
        onChosen: value => plans.country = value
    }
}
