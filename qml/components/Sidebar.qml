// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Melody.Design

// Where one can go, on a desktop. Narrow: icons only.
Rectangle {
    id: sidebar

    required property string current
    required property var places // [{name, text, icon}]
    property string userName: ""
    property string avatarId: ""
    property bool narrow: false

    signal chosen(string name)

    implicitWidth: sidebar.narrow ? 72 : Math.round(232 * Math.max(1, 0.7 * Theme.textScale))
    color: Theme.surface
    Accessible.role: Accessible.PageTabList
    Accessible.name: qsTr("Navigation")

    Brand {
        x: sidebar.narrow ? (sidebar.width - width) / 2 : Theme.space6
        y: Theme.space6
        withName: !sidebar.narrow
    }
    Column {
        x: Theme.space3
        y: 84
        width: sidebar.width - 2 * Theme.space3
        spacing: Theme.space1

        Repeater {
            model: sidebar.places

            ListRow {
                id: place

                required property var modelData

                objectName: "nav_" + place.modelData.name
                width: parent.width
                compact: true
                text: sidebar.narrow ? "" : place.modelData.text
                iconName: place.modelData.icon
                selected: sidebar.current === place.modelData.name
                Accessible.role: Accessible.PageTab
                Accessible.name: place.modelData.text
                Accessible.selected: place.selected
                onClicked: sidebar.chosen(place.modelData.name)
            }
        }
    }
    Row {
        x: sidebar.narrow ? (sidebar.width - 32) / 2 : Theme.space6
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.space5
        spacing: Theme.space3
        visible: sidebar.userName !== ""
        Avatar {
            name: sidebar.userName
            avatarId: sidebar.avatarId
        }
        Words {
            anchors.verticalCenter: parent.verticalCenter
            visible: !sidebar.narrow
            width: sidebar.width - x - 2 * Theme.space6
            text: sidebar.userName
            font.weight: Font.Medium
        }
    }
}
