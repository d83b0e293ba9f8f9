// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T

// One choice out of a few that fit in a line, or in two where words are large. `options` is a list of {value, text}.
Rectangle {
    id: segments

    required property string label
    required property var options
    required property string value

    // Never wider than what it stands in, or than the window: then its words wrap.
    readonly property real room: segments.roomOf(segments.parent)
    property real natural: 0 // in one line

    signal chosen(string value)

    function roomOf(item: var): real {
        return item && item.room !== undefined ? item.room : segments.Window.width > 0 ? segments.Window.width - 2 * Theme.space4 : 10000;
    }

    function measure() {
        let sum = 0;
        for (let i = 0; i < choices.count; ++i)
            sum += choices.itemAt(i)?.wanted ?? 0;
        segments.natural = sum + 2 * Theme.space1;
    }

    implicitHeight: row.implicitHeight + 2 * Theme.space1
    implicitWidth: Math.min(segments.room, segments.natural)
    radius: Theme.radius
    color: Theme.surface
    Accessible.role: Accessible.Grouping
    Accessible.name: segments.label

    Flow {
        id: row
        x: Theme.space1
        y: Theme.space1
        width: segments.width - 2 * Theme.space1

        Repeater {
            id: choices
            model: segments.options

            T.RadioButton {
                id: option

                required property var modelData
                readonly property real wanted: Math.ceil(words.implicitWidth) + 2 * Theme.space4

                objectName: segments.objectName + "_" + option.modelData.value

                height: Math.max(Theme.controlHeight - 2 * Theme.space1, words.implicitHeight + Theme.space2)
                width: Math.min(option.wanted, row.width)
                text: option.modelData.text
                checked: option.modelData.value === segments.value
                hoverEnabled: true
                focusPolicy: Qt.TabFocus
                Accessible.role: Accessible.RadioButton
                Accessible.name: option.text
                Accessible.checked: option.checked
                onClicked: segments.chosen(option.modelData.value)
                onWantedChanged: segments.measure()
                Component.onCompleted: segments.measure()
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
