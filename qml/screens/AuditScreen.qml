// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Melody.Design
import Melody.Components
import Melody.ViewModels

// For compliance: the audit log and its checkpoints.
SettingsPage {
    id: screen
    objectName: "auditScreen"

    property string view: "entries"

    function filter() {
        audit.filter(action.text, actor.text, subject.text, firstDay.text, lastDay.text);
    }

    title: qsTr("Audit log")
    error: audit.failed ? audit.error : ""
    loading: audit.loading || audit.busy

    AuditViewModel {
        id: audit
        objectName: "audit"
        app: screen.app
    }
    Words {
        objectName: "auditCoverage"
        width: parent.width
        text: audit.coverage
        style: "label"
        secondary: true
        wrapMode: Text.Wrap
    }
    Segments {
        objectName: "auditView"
        label: qsTr("Show")
        value: screen.view
        options: [{
                "value": "entries",
                "text": qsTr("Entries")
            }, {
                "value": "checkpoints",
                "text": qsTr("Checkpoints")
            }]
        onChosen: value => screen.view = value
    }
    Notice {
        text: audit.filterError !== "" ? audit.filterError : audit.problem
    }
    Grid {
        id: fields

        readonly property int fieldWidth: (width - (columns - 1) * columnSpacing) / columns

        visible: screen.view === "entries"
        width: parent.width
        columns: screen.phone ? 1 : 2
        columnSpacing: Theme.space3
        rowSpacing: Theme.space3
        TextField {
            id: action
            objectName: "auditAction"
            width: fields.fieldWidth
            label: qsTr("Action")
            hint: qsTr("For example role or role.granted")
            onAccepted: screen.filter()
        }
        TextField {
            id: actor
            width: fields.fieldWidth
            label: qsTr("Who (id)")
            onAccepted: screen.filter()
        }
        TextField {
            id: subject
            width: fields.fieldWidth
            label: qsTr("Whom (id)")
            onAccepted: screen.filter()
        }
        TextField {
            id: firstDay
            objectName: "auditFirstDay"
            width: fields.fieldWidth
            label: qsTr("First day")
            hint: "2026-05-14"
            onAccepted: screen.filter()
        }
        TextField {
            id: lastDay
            width: fields.fieldWidth
            label: qsTr("Last day")
            hint: "2026-05-14"
            onAccepted: screen.filter()
        }
    }
    Button {
        objectName: "auditFilterButton"
        visible: screen.view === "entries"
        width: parent.width
        kind: "secondary"
        text: audit.failed ? qsTr("Try again") : qsTr("Search")
        busy: audit.loading
        enabled: !audit.loading
        onClicked: screen.filter()
    }
    Words {
        visible: screen.view === "entries" && audit.empty
        text: qsTr("No entry fits.")
        secondary: true
    }
    Column {
        visible: screen.view === "entries" && !audit.failed
        width: parent.width
        Repeater {
            model: audit.entries
            Column {
                id: entry

                required property var row
                required property int index

                width: parent ? parent.width : 0
                ListRow {
                    objectName: "audit_" + entry.index
                    width: parent.width
                    text: entry.row.title
                    subtitle: entry.row.subtitle
                    selected: audit.shown === entry.index
                    onClicked: audit.showDetails(entry.index)
                }
                FactList {
                    objectName: "auditDetails"
                    visible: audit.shown === entry.index
                    width: parent.width
                    facts: visible ? audit.details : []
                }
            }
        }
    }
    Button {
        objectName: "moreAudit"
        visible: screen.view === "entries" && audit.more
        width: parent.width
        kind: "secondary"
        text: qsTr("Show more")
        busy: audit.busy
        enabled: !audit.busy
        onClicked: audit.loadMore()
    }
    Column {
        visible: screen.view === "checkpoints"
        width: parent.width
        spacing: Theme.space4
        Repeater {
            model: audit.checkpoints
            Column {
                id: checkpoint

                required property var row

                width: parent ? parent.width : 0
                spacing: Theme.space1
                Words {
                    text: checkpoint.row.title
                    style: "strong"
                }
                Words {
                    width: parent.width
                    text: checkpoint.row.subtitle
                    style: "label"
                    secondary: true
                    wrapMode: Text.Wrap
                }
                FactList {
                    width: parent.width
                    facts: checkpoint.row.facts
                }
            }
        }
    }
}
