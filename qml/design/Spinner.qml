// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

// Something is under way and will not take long.
Icon {
    id: spinner

    name: "loader"

    RotationAnimator on rotation  {
        running: spinner.visible && Theme.loops
        from: 0
        to: 360
        duration: 900
        loops: Animation.Infinite
    }
}
