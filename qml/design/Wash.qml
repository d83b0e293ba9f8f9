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
    readonly property int drawnWidth: wash.radius > 0 ? wash.width : wash.sideways ? Math.ceil(wash.width / 64) * 64 : 64
    readonly property int drawnHeight: wash.radius > 0 ? wash.height : wash.sideways ? 64 : Math.ceil(wash.height / 64) * 64

    Image {
        anchors.fill: parent
        sourceSize.width: wash.drawnWidth
        sourceSize.height: wash.drawnHeight
        fillMode: wash.radius > 0 ? Image.Stretch : wash.sideways ? Image.TileVertically : Image.TileHorizontally
        source: wash.width < 1 || wash.height < 1 ? "" : "image://wash/" + Paint.hex(wash.from) + "/" + Paint.hex(wash.to) + "/" + wash.radius + "/" + (wash.sideways ? "sideways" : "down") + "/" + wash.drawnWidth
        Accessible.ignored: true
    }
}
