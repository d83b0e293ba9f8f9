// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

// One icon of resources/icons in any colour.
Image {
    id: icon

    required property string name
    property color color: Theme.text
    property int size: 20
    property bool filled: false

    width: icon.size
    height: icon.size
    sourceSize.width: icon.size
    sourceSize.height: icon.size
    source: icon.name === "" ? "" : "image://icon/" + icon.name + "/" + Paint.hex(icon.color) + (icon.filled ? "/fill" : "")
    Accessible.ignored: true
}
