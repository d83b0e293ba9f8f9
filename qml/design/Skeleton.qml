// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

// Holds the place of something that is on its way.
Rectangle {
    id: skeleton

    property color tone: Theme.dark ? Theme.raised : Theme.track

    radius: Theme.radiusSmall
    color: skeleton.tone
    Accessible.ignored: true

    SequentialAnimation on opacity  {
        running: skeleton.visible && Theme.loops
        loops: Animation.Infinite
        NumberAnimation {
            to: 0.45
            duration: 800
            easing.type: Easing.InOutSine
        }
        NumberAnimation {
            to: 0.8
            duration: 800
            easing.type: Easing.InOutSine
        }
    }
}
