// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Melody.Design

// The shape of a shelf before it is here.
Item {
    id: skeleton

    property int margin: Theme.space8
    property int cardWidth: 188

    implicitHeight: skeleton.cardWidth + 104
    clip: true
    Accessible.role: Accessible.Indicator
    Accessible.name: qsTr("Loading")

    Skeleton {
        x: skeleton.margin
        y: 8
        width: 160
        height: 24
    }
    Row {
        x: skeleton.margin
        y: 56
        spacing: Theme.space4
        Repeater {
            model: Math.ceil(skeleton.width / skeleton.cardWidth)
            Column {
                spacing: Theme.space2
                Skeleton {
                    width: skeleton.cardWidth - Theme.space4
                    height: width
                    radius: Theme.radius
                }
                Skeleton {
                    width: 116
                    height: 14
                }
                Skeleton {
                    width: 76
                    height: 12
                }
            }
        }
    }
}
