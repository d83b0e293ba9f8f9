// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Melody.Design

// Names and values, one below the other; long values break anywhere.
Rectangle {
    id: list

    required property var facts // of {name, value}

    height: column.implicitHeight + 2 * Theme.space3
    radius: Theme.radius
    color: Theme.surface

    Column {
        id: column
        x: Theme.space3
        y: Theme.space3
        width: parent.width - 2 * Theme.space3
        spacing: Theme.space2
        Repeater {
            model: list.facts
            Column {
                id: fact

                required property var modelData

                width: column.width
                Words {
                    text: fact.modelData.name
                    style: "caption"
                    tertiary: true
                }
                Words {
                    width: parent.width
                    text: fact.modelData.value
                    style: "label"
                    wrapMode: Text.WrapAnywhere
                }
            }
        }
    }
}
