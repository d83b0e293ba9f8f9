// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T

// One choice out of a few that fit in a line. `options` is a list of {value, text}.
Rectangle {
    id: segments

    required property string label
    required property var options
    required property string value

    signal chosen(string value)

    implicitHeight: Theme.controlHeight
    implicitWidth: row.implicitWidth + 2 * Theme.space1
    radius: Theme.radius
    color: Theme.surface
    Accessible.role: Accessible.Grouping
    Accessible.name: segments.label

    Row {
        id: row
        x: Theme.space1
        y: Theme.space1
        height: segments.height - 2 * Theme.space1

        Repeater {
            model: segments.options

            T.RadioButton {
                id: option

                required property var modelData

                objectName: segments.objectName + "_" + option.modelData.value

                height: row.height
                width: words.implicitWidth + 2 * Theme.space4
                text: option.modelData.text
                checked: option.modelData.value === segments.value
                hoverEnabled: true
                focusPolicy: Qt.TabFocus
                Accessible.role: Accessible.RadioButton
                Accessible.name: option.text
                Accessible.checked: option.checked
                onClicked: segments.chosen(option.modelData.value)
                contentItem: Words {
                    id: words
                    text: option.text
                    style: option.checked ? "strong" : "body"
                    secondary: !option.checked && !option.hovered
                    horizontalAlignment: Text.AlignHCenter
                    verticalAlignment: Text.AlignVCenter
                    Accessible.ignored: true
                }
                background: Rectangle {
                    radius: Theme.radiusSmall
                    color: option.checked ? (Theme.dark ? Theme.track : Theme.raised) : option.hovered ? Theme.hover : "transparent"
                    FocusRing {
                        gap: 0
                        shown: option.visualFocus
                        radius: parent.radius + 2
                    }
                }
            }
        }
    }
}
