// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Melody.Design

// Where one can go, on a phone.
Rectangle {
    id: tabs

    required property string current
    required property var places

    signal chosen(string name)

    implicitHeight: Math.max(64, 10 + 22 + 4 + Math.ceil(line.height) + 8)
    color: Theme.surface
    Accessible.role: Accessible.PageTabList
    Accessible.name: qsTr("Navigation")

    Rectangle {
        width: parent.width
        height: 1
        color: Theme.hairline
    }
    FontMetrics {
        id: line
        font.family: Theme.family
        font.pixelSize: Theme.caption
    }
    Row {
        anchors.fill: parent

        Repeater {
            model: tabs.places

            Card {
                id: tab

                required property var modelData
                readonly property bool selected: tabs.current === tab.modelData.name

                objectName: "nav_" + tab.modelData.name
                width: tabs.width / tabs.places.length
                height: tabs.height
                text: tab.modelData.text
                Accessible.role: Accessible.PageTab
                Accessible.selected: tab.selected
                onClicked: tabs.chosen(tab.modelData.name)

                contentItem: Item {
                    Icon {
                        id: icon
                        anchors.horizontalCenter: parent.horizontalCenter
                        y: 10
                        size: 22
                        name: tab.modelData.icon
                        color: tab.selected ? Theme.accent : Theme.textSecondary
                    }
                    // As large as the tab lets it: a longer word is written smaller.
                    Words {
                        width: parent.width - Theme.space1
                        horizontalAlignment: Text.AlignHCenter
                        fontSizeMode: Text.HorizontalFit
                        minimumPixelSize: 10
                        anchors.horizontalCenter: parent.horizontalCenter
                        anchors.top: icon.bottom
                        anchors.topMargin: 4
                        text: tab.modelData.text
                        style: "caption"
                        font.weight: tab.selected ? Font.DemiBold : Font.Medium
                        color: tab.selected ? Theme.text : Theme.textSecondary
                        Accessible.ignored: true
                    }
                }
            }
        }
    }
}
