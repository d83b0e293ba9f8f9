// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

// A gradient without bands: dithered when drawn, with rounded corners if wanted. What stands on it are its children.
Item {
    id: wash

    required property color from
    required property color to
    property int radius: 0
    property bool sideways: false
    // Drawn in steps, so that resizing a window does not draw it at every pixel.
    readonly property size drawn: wash.radius > 0 ? Qt.size(wash.width, wash.height) : wash.sideways ? Qt.size(Math.ceil(wash.width / 64) * 64, 64) : Qt.size(64, Math.ceil(wash.height / 64) * 64)

    Image {
        anchors.fill: parent
        sourceSize: wash.drawn
        fillMode: wash.radius > 0 ? Image.Stretch : wash.sideways ? Image.TileVertically : Image.TileHorizontally
        source: wash.width < 1 || wash.height < 1 ? "" : "image://wash/" + Theme.hex(wash.from) + "/" + Theme.hex(wash.to) + "/" + wash.radius + "/" + (wash.sideways ? "sideways" : "down") + "/" + wash.drawn.width
        Accessible.ignored: true
    }
}
