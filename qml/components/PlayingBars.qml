// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Melody.Design

// Three bars that dance while this track plays and rest while it is paused.
Row {
    id: bars

    property bool moving: true
    property color color: Theme.accent

    spacing: 2
    height: 14
    Accessible.ignored: true

    Repeater {
        model: [0.9, 0.5, 0.7]

        Item {
            id: bar

            required property real modelData
            required property int index

            width: 3
            height: bars.height

            Rectangle {
                anchors.bottom: parent.bottom
                width: parent.width
                radius: 1.5
                color: bars.color
                height: bars.moving ? bars.height * bar.modelData : 4

                SequentialAnimation on height  {
                    running: bars.moving && bars.visible && Theme.loops
                    loops: Animation.Infinite
                    NumberAnimation {
                        to: bars.height * 0.3
                        duration: 320 + 70 * bar.index
                        easing.type: Easing.InOutSine
                    }
                    NumberAnimation {
                        to: bars.height
                        duration: 280 + 90 * bar.index
                        easing.type: Easing.InOutSine
                    }
                }
            }
        }
    }
}
