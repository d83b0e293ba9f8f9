// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

// The pages behind Settings, in the order of the list. A page is a file beside this one, made of a SettingsPage.
QtObject {
    id: places

    required property var roles // of who is signed in
    required property bool secondFactor // without it the server lets nobody work as staff
    readonly property var rows: places.all.filter(place => !place.roles || places.secondFactor && place.roles.some(role => places.roles.indexOf(role) >= 0))
    readonly property var all: [{
            "name": "profile",
            "file": "ProfileScreen.qml",
            "icon": "user",
            "text": qsTr("Profile"),
            "subtitle": qsTr("Name, language, country and who sees what")
        }, {
            "name": "security",
            "file": "SecurityScreen.qml",
            "icon": "shield",
            "text": qsTr("Security"),
            "subtitle": qsTr("Password and two-step sign-in")
        }, {
            "name": "devices",
            "file": "DevicesScreen.qml",
            "icon": "monitor-smartphone",
            "text": qsTr("Devices"),
            "subtitle": qsTr("Where you are signed in")
        }, {
            "name": "downloads",
            "file": "DownloadsScreen.qml",
            "icon": "download",
            "text": qsTr("Downloads"),
            "subtitle": qsTr("What plays without a connection")
        }, {
            "name": "statistics",
            "file": "StatisticsScreen.qml",
            "icon": "chart-column",
            "text": qsTr("Statistics"),
            "subtitle": qsTr("What you listened to, by month and year")
        }, {
            "name": "sound",
            "file": "SoundScreen.qml",
            "icon": "sliders-vertical",
            "text": qsTr("Sound"),
            "subtitle": qsTr("Loudness, crossfade, equaliser and speech")
        }, {
            "name": "family",
            "file": "FamilyScreen.qml",
            "icon": "users",
            "text": qsTr("Family"),
            "subtitle": qsTr("Members, children and what they may hear")
        }, {
            "name": "subscription",
            "file": "SubscriptionScreen.qml",
            "icon": "calendar",
            "text": qsTr("Subscription"),
            "subtitle": qsTr("Your plan, what happens next, pause and cancel")
        }, {
            "name": "plans",
            "file": "PlansScreen.qml",
            "icon": "layout-grid",
            "text": qsTr("Plans"),
            "subtitle": qsTr("Compare them and see what a change would cost")
        }, {
            "name": "payment_methods",
            "file": "PaymentMethodsScreen.qml",
            "icon": "credit-card",
            "text": qsTr("Payment methods"),
            "subtitle": qsTr("Your cards")
        }, {
            "name": "invoices",
            "file": "InvoicesScreen.qml",
            "icon": "file-text",
            "text": qsTr("Invoices"),
            "subtitle": qsTr("What you paid, as PDF")
        }, {
            "name": "staff_roles",
            "file": "StaffRolesScreen.qml",
            "icon": "users",
            "text": qsTr("Staff: roles"),
            "subtitle": qsTr("What somebody may do"),
            "roles": ["admin"]
        }, {
            "name": "audit",
            "file": "AuditScreen.qml",
            "icon": "shield",
            "text": qsTr("Staff: audit log"),
            "subtitle": qsTr("Who did what, and the checkpoints that prove it"),
            "roles": ["admin", "compliance"]
        }]

    function fileOf(name: string): string {
        const place = places.rows.find(row => row.name === name);
        return place ? place.file : "";
    }
}
