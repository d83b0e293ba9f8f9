// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Melody.Design

// A page arrives: it fades in and rises a little.
Transition {
    id: transition

    property int rise: 12

    NumberAnimation {
        property: "opacity"
        from: 0
        to: 1
        duration: Theme.normal
        easing.type: Easing.OutCubic
    }
    NumberAnimation {
        property: "y"
        from: transition.rise
        to: 0
        duration: Theme.normal
        easing.type: Easing.OutCubic
    }
}
