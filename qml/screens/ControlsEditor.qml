// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Melody.Design
import Melody.ViewModels

// What one child may hear, and when.
Rectangle {
    id: editor

    required property FamilyViewModel family
    required property string childId
    required property string childName
    required property var controls // as they are stored, then as they are edited
    property string wrongFrom: ""
    property string wrongUntil: ""

    function set(name: string, value: var) {
        const next = Object.assign({}, editor.controls);
        next[name] = value;
        editor.controls = next;
    }

    height: column.height + 2 * Theme.space4
    radius: Theme.radiusLarge
    color: Theme.surface
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("Rules for %1").arg(editor.childName)
    Component.onCompleted: {
        quietFrom.text = editor.controls.quietFrom;
        quietUntil.text = editor.controls.quietUntil;
    }

    Connections {
        target: editor.family
        function onFormChanged() {
            editor.wrongFrom = editor.family.fieldError("quiet_from");
            editor.wrongUntil = editor.family.fieldError("quiet_until");
        }
    }
    Column {
        id: column
        x: Theme.space4
        y: Theme.space4
        width: parent.width - 2 * Theme.space4
        spacing: Theme.space4

        SettingRow {
            title: qsTr("Explicit music")
            Segments {
                objectName: "explicitChoice"
                label: qsTr("Explicit music")
                value: editor.controls.explicitAllowed ? "on" : "off"
                options: [{
                        "value": "off",
                        "text": qsTr("Hidden")
                    }, {
                        "value": "on",
                        "text": qsTr("Allowed")
                    }]
                onChosen: value => editor.set("explicitAllowed", value === "on")
            }
        }
        SettingRow {
            title: qsTr("Music")
            Segments {
                objectName: "musicChoice"
                label: qsTr("Music")
                value: editor.controls.music ? "on" : "off"
                options: [{
                        "value": "off",
                        "text": qsTr("Off")
                    }, {
                        "value": "on",
                        "text": qsTr("On")
                    }]
                onChosen: value => editor.set("music", value === "on")
            }
        }
        SettingRow {
            title: qsTr("Podcasts")
            Segments {
                objectName: "podcastChoice"
                label: qsTr("Podcasts")
                value: editor.controls.podcasts ? "on" : "off"
                options: [{
                        "value": "off",
                        "text": qsTr("Off")
                    }, {
                        "value": "on",
                        "text": qsTr("On")
                    }]
                onChosen: value => editor.set("podcasts", value === "on")
            }
        }
        SettingRow {
            title: qsTr("Minutes of listening a day")
            Segments {
                objectName: "minutesChoice"
                label: qsTr("Minutes of listening a day")
                value: String(editor.controls.dailyMinutes)
                options: Array.of(30, 60, 90, 120).map(minutes => ({
                                "value": String(minutes),
                                "text": String(minutes)
                            })).concat([{
                            "value": "-1",
                            "text": qsTr("Any")
                        }])
                onChosen: value => editor.set("dailyMinutes", Number(value))
            }
        }
        SettingRow {
            title: qsTr("Quiet hours")
            subtitle: qsTr("No music then; it begins and ends by itself.")
            Segments {
                objectName: "quietChoice"
                label: qsTr("Quiet hours")
                value: editor.controls.quiet ? "on" : "off"
                options: [{
                        "value": "off",
                        "text": qsTr("Off")
                    }, {
                        "value": "on",
                        "text": qsTr("On")
                    }]
                onChosen: value => editor.set("quiet", value === "on")
            }
        }
        Row {
            visible: editor.controls.quiet === true
            width: parent.width
            spacing: Theme.space3
            TextField {
                id: quietFrom
                objectName: "quietFrom"
                width: (parent.width - Theme.space3) / 2
                label: qsTr("From")
                error: editor.wrongFrom
                input.maximumLength: 5
            }
            TextField {
                id: quietUntil
                objectName: "quietUntil"
                width: (parent.width - Theme.space3) / 2
                label: qsTr("Until")
                error: editor.wrongUntil
                input.maximumLength: 5
            }
        }
        Button {
            objectName: "saveControls"
            text: qsTr("Save the rules")
            busy: editor.family.busy
            onClicked: {
                editor.set("quietFrom", quietFrom.text);
                editor.set("quietUntil", quietUntil.text);
                editor.family.saveControls(editor.childId, editor.controls);
            }
        }
    }
}
