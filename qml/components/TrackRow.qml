// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Melody.Design

// A track in a list: number (or what it is doing), title, artist, length.
Card {
    id: row

    required property string title
    required property string artistName
    required property string durationText
    required property int number
    required property string imageId
    required property bool explicitContent
    property bool withArtwork: false
    property bool current: false
    property bool moving: false
    property bool showArtist: true

    implicitHeight: Theme.rowHeight
    radius: Theme.radius
    text: qsTr("Play %1").arg(row.title)
    description: row.showArtist ? row.artistName + ", " + row.durationText : row.durationText
    Keys.onUpPressed: event => event.accepted = row.walk(event.modifiers, false)
    Keys.onDownPressed: event => event.accepted = row.walk(event.modifiers, true)

    // With Ctrl an arrow is for whoever uses this row.
    function walk(modifiers: int, down: bool): bool {
        if ((modifiers & Qt.ControlModifier) !== 0)
            return false;
        row.nextItemInFocusChain(down).forceActiveFocus(down ? Qt.TabFocusReason : Qt.BacktabFocusReason);
        return true;
    }

    contentItem: Item {
        Item {
            id: lead
            width: 48
            height: parent.height
            Words {
                anchors.centerIn: parent
                visible: !row.current && !row.hovered && !row.withArtwork
                text: row.number
                secondary: true
                Accessible.ignored: true
            }
            ArtworkImage {
                anchors.centerIn: parent
                visible: row.withArtwork
                width: 40
                height: 40
                radius: Theme.radiusSmall - 2
                imageId: row.imageId
            }
            PlayingBars {
                anchors.centerIn: parent
                visible: row.current && !row.hovered && !row.withArtwork
                moving: row.moving
            }
            Icon {
                anchors.centerIn: parent
                visible: row.hovered && !row.withArtwork
                name: row.current && row.moving ? "pause" : "play"
                size: 16
                filled: true
            }
        }
        Column {
            anchors.left: lead.right
            anchors.leftMargin: Theme.space2
            anchors.right: length.left
            anchors.rightMargin: Theme.space4
            anchors.verticalCenter: parent.verticalCenter
            spacing: 2
            Row {
                width: parent.width
                spacing: Theme.space2
                Words {
                    width: Math.min(implicitWidth, parent.width - (badge.visible ? badge.width + Theme.space2 : 0))
                    text: row.title
                    style: row.current ? "strong" : "body"
                    font.weight: row.current ? Font.DemiBold : Font.Medium
                    color: row.current ? Theme.accent : Theme.text
                    Accessible.ignored: true
                }
                ExplicitBadge {
                    id: badge
                    anchors.verticalCenter: parent.verticalCenter
                    visible: row.explicitContent
                }
            }
            Words {
                width: parent.width
                visible: row.showArtist
                text: row.artistName
                style: "label"
                font.weight: Font.Normal
                secondary: true
                Accessible.ignored: true
            }
        }
        Words {
            id: length
            anchors.right: parent.right
            anchors.rightMargin: Theme.space4
            anchors.verticalCenter: parent.verticalCenter
            text: row.durationText
            style: "label"
            font.weight: Font.Normal
            secondary: true
            Accessible.ignored: true
        }
    }
}
