// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Melody.Design

// A page leaves: it fades out.
Transition {
    NumberAnimation {
        property: "opacity"
        from: 1
        to: 0
        duration: Theme.fast
        easing.type: Easing.OutCubic
    }
}
