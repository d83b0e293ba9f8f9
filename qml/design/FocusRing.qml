// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

// What shows that the keyboard is here. Sits around its parent.
Rectangle {
    id: ring

    required property bool shown
    property int gap: 2

    anchors.fill: parent
    anchors.margins: -ring.gap - 2
    radius: Theme.radius + ring.gap
    color: "transparent"
    border.width: 2
    border.color: Theme.focus
    visible: ring.shown
    z: 1
}
