// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Melody.Design

// The shape of an album before it is here.
Item {
    id: skeleton

    property int margin: Theme.space8
    readonly property bool narrow: skeleton.width < 640

    clip: true
    Accessible.role: Accessible.Indicator
    Accessible.name: qsTr("Loading")

    Skeleton {
        id: art
        x: skeleton.narrow ? (skeleton.width - width) / 2 : skeleton.margin
        y: skeleton.narrow ? 56 : 68
        width: skeleton.narrow ? Math.min(264, skeleton.width - 2 * skeleton.margin) : 232
        height: width
        radius: Theme.radiusLarge
    }
    Column {
        x: skeleton.narrow ? skeleton.margin : art.x + art.width + Theme.space8
        y: skeleton.narrow ? art.y + art.height + Theme.space5 : art.y + 72
        spacing: Theme.space3
        Skeleton {
            width: Math.min(360, skeleton.width - 2 * skeleton.margin)
            height: 44
        }
        Skeleton {
            width: 140
            height: 20
        }
    }
    Column {
        x: skeleton.margin
        y: art.y + art.height + (skeleton.narrow ? 140 : Theme.space10)
        spacing: Theme.space4
        Repeater {
            model: 8
            Skeleton {
                width: skeleton.width - 2 * skeleton.margin
                height: 40
            }
        }
    }
}
