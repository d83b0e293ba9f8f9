// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Dialogs
import Melody.Design

// Recovery codes, shown once.
Column {
    id: panel

    required property var codes
    property bool copied: false

    property bool saved: false

    signal copyWanted
    signal saveWanted(url file)
    signal printWanted
    signal done

    spacing: Theme.space4

    Words {
        width: parent.width
        text: qsTr("Keep these recovery codes")
        style: "subtitle"
        Accessible.role: Accessible.Heading
    }
    Words {
        width: parent.width
        text: qsTr("Two-step sign-in is on. If you lose your phone, each of these signs you in once. We can't show them again: write them down, or keep them where you keep passwords.")
        secondary: true
        wrapMode: Text.Wrap
    }
    Rectangle {
        width: parent.width
        height: grid.height + 2 * Theme.space4
        radius: Theme.radius
        color: Theme.surface
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Recovery codes")
        TextMetrics {
            id: code
            font.family: Theme.family
            font.pixelSize: Theme.body
            font.weight: Font.DemiBold
            text: "MMMM-MMMM"
        }
        Grid {
            id: grid
            x: Theme.space4
            y: Theme.space4
            columns: panel.width < 2 * code.width + Theme.space16 ? 1 : 2
            columnSpacing: Theme.space8
            rowSpacing: Theme.space2
            Repeater {
                model: panel.codes
                Words {
                    required property string modelData
                    text: modelData
                    style: "strong"
                }
            }
        }
    }
    Flow {
        width: parent.width
        spacing: Theme.space2
        Button {
            objectName: "copyCodes"
            kind: "secondary"
            iconName: panel.copied ? "check" : "copy"
            text: panel.copied ? qsTr("Copied") : qsTr("Copy")
            onClicked: {
                panel.copyWanted();
                panel.copied = true;
            }
        }
        Button {
            objectName: "saveCodes"
            kind: "secondary"
            iconName: panel.saved ? "check" : ""
            text: panel.saved ? qsTr("Saved") : qsTr("Save")
            onClicked: place.open()
        }
        Button {
            objectName: "printCodes"
            kind: "secondary"
            text: qsTr("Print")
            onClicked: panel.printWanted()
        }
        Button {
            objectName: "codesKept"
            text: qsTr("I have kept them")
            onClicked: panel.done()
        }
    }
    FileDialog {
        id: place
        title: qsTr("Where shall the recovery codes be kept?")
        fileMode: FileDialog.SaveFile
        defaultSuffix: "txt"
        nameFilters: [qsTr("Text (*.txt)")]
        onAccepted: panel.saveWanted(place.selectedFile)
    }
}
