// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Melody.Design

// The mark and the name.
Row {
    id: brand

    property int size: 28
    property bool withName: true

    spacing: Theme.space3
    Accessible.role: Accessible.StaticText
    Accessible.name: "Melody"

    Rectangle {
        anchors.verticalCenter: parent.verticalCenter
        width: brand.size
        height: brand.size
        radius: brand.size * 0.3
        color: Theme.accent
        Row {
            anchors.centerIn: parent
            height: brand.size * 0.52
            spacing: brand.size * 0.09
            Repeater {
                model: [0.46, 1, 0.7, 0.34]
                Rectangle {
                    id: bar

                    required property real modelData
                    anchors.verticalCenter: parent.verticalCenter
                    width: brand.size * 0.085
                    height: parent.height * bar.modelData
                    radius: width / 2
                    color: Theme.accentInk
                }
            }
        }
    }
    Words {
        anchors.verticalCenter: parent.verticalCenter
        visible: brand.withName
        text: "Melody"
        style: "title"
        font.family: Theme.displayFamily
        font.pixelSize: brand.size * 0.8
        Accessible.ignored: true
    }
}
