// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Melody.Design

// Recovery codes, shown once.
Column {
    id: panel

    required property var codes
    property bool copied: false

    signal copyWanted
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
        Grid {
            id: grid
            x: Theme.space4
            y: Theme.space4
            columns: 2
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
    Row {
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
            objectName: "codesKept"
            text: qsTr("I have kept them")
            onClicked: panel.done()
        }
    }
}
