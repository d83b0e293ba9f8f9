// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Melody.Design
import Melody.ViewModels

// Under a field in which a password is chosen: how hard it is to guess.
Column {
    id: strength

    property alias password: meter.password
    readonly property var levels: [qsTr("Guessed at once"), qsTr("Easy to guess"), qsTr("Could be better"), qsTr("Good"), qsTr("Strong")]

    width: parent ? parent.width : 0
    spacing: Theme.space1
    visible: strength.password !== ""
    Accessible.role: Accessible.StaticText
    Accessible.name: qsTr("Strength of the password: %1").arg(words.text)

    PasswordMeter {
        id: meter
    }
    Row {
        id: bars
        width: parent.width
        spacing: Theme.space1
        Repeater {
            model: 4
            Rectangle {
                id: bar
                required property int index
                width: (bars.width - 3 * bars.spacing) / 4
                height: 4
                radius: 2
                color: bar.index >= meter.strength ? Theme.track : meter.strength < 3 ? Theme.danger : Theme.accent
            }
        }
    }
    Words {
        id: words
        width: parent.width
        text: strength.levels[meter.strength]
        style: "label"
        color: Theme.textTertiary
        Accessible.ignored: true
    }
}
