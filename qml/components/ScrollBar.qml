// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Melody.Design

// A thin bar that shows itself while something moves.
T.ScrollBar {
    id: bar

    implicitWidth: 10
    implicitHeight: 10
    padding: 2
    minimumSize: 0.08
    hoverEnabled: true
    focusPolicy: Qt.NoFocus
    Accessible.ignored: true

    contentItem: Rectangle {
        implicitWidth: 6
        implicitHeight: 6
        radius: 3
        color: bar.pressed ? Theme.textSecondary : Theme.textTertiary
        opacity: bar.size < 1 && (bar.active || bar.hovered) ? 0.7 : 0
        Behavior on opacity  {
            NumberAnimation {
                duration: Theme.slow
            }
        }
    }
}
