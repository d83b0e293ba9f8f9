// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Melody.Design
import Melody.ViewModels

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
    property bool round: false
    property string fallbackIcon: "music"
    property LibraryViewModel library: null // with one there is a heart, and a way into a playlist
    property string likes: ""               // what the heart is about
    property alias extra: extra.data        // more to do, at the end
    readonly property bool crowded: row.width < 480 && extra.children.length > 0
    readonly property bool offersMore: heart.visible && row.durationText !== ""
    readonly property bool pointed: row.hovered || row.activeFocus || heart.activeFocus || add.activeFocus || more.activeFocus || row.width < 480

    signal liked
    signal added
    signal moreAsked(var from) // what else can be done with it; `from` is where that is shown

    implicitHeight: Theme.rowHeight
    radius: Theme.radius
    text: qsTr("Play %1").arg(row.title)
    description: row.showArtist ? row.artistName + ", " + row.durationText : row.durationText
    onPressAndHold: row.askMore()
    Keys.onMenuPressed: row.askMore()
    Keys.onPressed: event => {
        if (event.key === Qt.Key_F10 && (event.modifiers & Qt.ShiftModifier)) {
            row.askMore();
            event.accepted = true;
        }
    }
    Keys.onUpPressed: event => event.accepted = row.walk(event.modifiers, false)
    Keys.onDownPressed: event => event.accepted = row.walk(event.modifiers, true)

    function askMore() {
        if (row.offersMore)
            row.moreAsked(more);
    }

    function isInside(item: var): bool {
        return item.ofRow === true;
    }

    // To the next row; what is inside this one is for Tab. With Ctrl an arrow is for whoever uses this row.
    function walk(modifiers: int, down: bool): bool {
        if ((modifiers & Qt.ControlModifier) !== 0)
            return false;
        let next = row.nextItemInFocusChain(down);
        for (let tries = 0; tries < 8 && row.isInside(next); ++tries)
            next = next.nextItemInFocusChain(down);
        next.forceActiveFocus(down ? Qt.TabFocusReason : Qt.BacktabFocusReason);
        return true;
    }

    TapHandler {
        acceptedButtons: Qt.RightButton
        onTapped: row.askMore()
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
                radius: row.round ? width / 2 : Theme.radiusSmall - 2
                imageId: row.imageId
                fallbackIcon: row.fallbackIcon
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
            anchors.right: tools.left
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
        Row {
            id: tools
            anchors.right: parent.right
            anchors.rightMargin: Theme.space2
            anchors.verticalCenter: parent.verticalCenter
            LikeButton {
                id: heart
                readonly property bool ofRow: true
                library: row.library
                contentId: row.likes
                title: row.title
                opacity: heart.liked || row.pointed ? 1 : 0
                onClicked: row.liked()
            }
            IconButton {
                id: add
                readonly property bool ofRow: true
                objectName: "addToPlaylist"
                visible: row.offersMore && row.width >= 480
                iconName: "list-plus"
                quiet: true
                text: qsTr("Add %1 to a playlist").arg(row.title)
                opacity: row.pointed ? 1 : 0
                onClicked: row.added()
            }
            IconButton {
                id: more
                readonly property bool ofRow: true
                objectName: "trackMore"
                visible: row.offersMore
                iconName: "ellipsis"
                quiet: true
                text: qsTr("More about %1").arg(row.title)
                opacity: row.pointed ? 1 : 0
                onClicked: row.askMore()
            }
            Words {
                width: Math.max(implicitWidth, 40)
                anchors.verticalCenter: parent.verticalCenter
                rightPadding: Theme.space2
                visible: text !== "" && !row.crowded
                horizontalAlignment: Text.AlignRight
                text: row.durationText
                style: "label"
                font.weight: Font.Normal
                secondary: true
                Accessible.ignored: true
            }
            Row {
                id: extra
            }
        }
    }
}
