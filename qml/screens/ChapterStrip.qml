// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Melody.Design
import Melody.ViewModels

// The chapter that is heard, and the way to the one before and the next.
Item {
    id: strip

    required property ChaptersViewModel chapters
    property bool listShown: false

    signal listAsked

    implicitHeight: visible ? Theme.controlHeight : 0
    visible: strip.chapters.there

    IconButton {
        id: back
        objectName: "previousChapter"
        anchors.verticalCenter: parent.verticalCenter
        x: -Theme.space2
        iconName: "chevron-left"
        enabled: strip.chapters.current >= 0
        text: qsTr("Previous chapter")
        onClicked: strip.chapters.previous()
    }
    Card {
        id: present
        objectName: "presentChapter"
        anchors.left: back.right
        anchors.right: forth.left
        height: parent.height
        radius: Theme.radiusSmall
        text: strip.chapters.currentTitle !== "" ? strip.chapters.currentTitle : qsTr("Chapters")
        description: strip.listShown ? qsTr("Hide the chapters") : qsTr("Show the chapters")
        Accessible.checkable: true
        Accessible.checked: strip.listShown
        onClicked: strip.listAsked()
        contentItem: Item {
            Icon {
                id: mark
                x: Theme.space2
                anchors.verticalCenter: parent.verticalCenter
                name: "bookmark"
                size: 16
                filled: strip.listShown
                color: strip.listShown ? Theme.accent : Theme.textSecondary
            }
            Words {
                anchors.left: mark.right
                anchors.leftMargin: Theme.space2
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                text: present.text
                font.weight: Font.Medium
                Accessible.ignored: true
            }
        }
    }
    IconButton {
        id: forth
        objectName: "nextChapter"
        anchors.right: parent.right
        anchors.rightMargin: -Theme.space2
        anchors.verticalCenter: parent.verticalCenter
        iconName: "chevron-right"
        enabled: strip.chapters.current + 1 < strip.chapters.rows.count
        text: qsTr("Next chapter")
        onClicked: strip.chapters.next()
    }
}
