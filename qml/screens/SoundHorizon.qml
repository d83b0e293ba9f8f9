// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Melody.Design

// A sun behind sound: the picture of the forms, drawn from rectangles.
Item {
    id: horizon

    readonly property int bars: Math.floor(horizon.width / 14)

    clip: true
    Accessible.ignored: true

    Wash {
        readonly property int size: Math.min(horizon.width * 0.62, horizon.height * 0.5)
        x: (horizon.width - width) / 2
        y: horizon.height * 0.16
        width: size
        height: size
        radius: size / 2
        from: Theme.dark ? "#ffb48f" : "#f08a5d"
        to: Theme.dark ? "#6a321d" : "#f7cdb4"
    }
    Repeater {
        model: horizon.bars

        Rectangle {
            required property int index
            readonly property real at: index / Math.max(1, horizon.bars - 1)
            readonly property real swell: Math.exp(-Math.pow((at - 0.5) / 0.28, 2))

            x: index * 14 + 4
            width: 6
            height: Math.max(6, horizon.height * 0.3 * (0.12 + swell * Math.abs(Math.sin(index * 1.7) * 0.6 + Math.sin(index * 0.61) * 0.4)))
            y: horizon.height * 0.56 - height / 2
            radius: 3
            color: Theme.dark ? "#f6e3d8" : "#7a2f12"
            opacity: 0.35 + 0.6 * swell
        }
    }
}
