// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

// Elevation without shaders: a blurred rounded shadow, stretched as nine patches around its parent.
BorderImage {
    id: shadow

    property int radius: Theme.radiusLarge
    property int blur: 24

    anchors.fill: parent
    anchors.margins: -shadow.blur
    anchors.topMargin: -shadow.blur + shadow.blur / 4
    anchors.bottomMargin: -shadow.blur - shadow.blur / 4
    z: -1
    source: "image://shadow/" + shadow.radius + "/" + shadow.blur
    border.left: shadow.blur + shadow.radius
    border.right: shadow.blur + shadow.radius
    border.top: shadow.blur + shadow.radius
    border.bottom: shadow.blur + shadow.radius
    opacity: Theme.shadowOpacity
    Accessible.ignored: true
}
