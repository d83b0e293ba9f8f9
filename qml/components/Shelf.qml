// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Melody.Design
import Melody.ViewModels

// A row of cards under a heading, scrolled sideways by wheel, touch, arrows or keyboard.
Item {
    id: shelf

    required property string title
    required property ContentListModel items
    property int margin: Theme.space8
    property int cardWidth: 188
    property string action: ""

    signal opened(string kind, string contentId)
    signal played(string contentId)
    signal actionTriggered

    implicitHeight: heading.height + Theme.space2 + list.height

    function page(direction: int) {
        const step = Math.max(1, Math.floor(list.width / shelf.cardWidth) - 1) * shelf.cardWidth;
        const end = Math.max(list.originX, list.contentWidth + list.originX - list.width + list.rightMargin);
        slide.to = Math.max(list.originX - list.leftMargin, Math.min(end, list.contentX + direction * step));
        slide.restart();
    }

    Item {
        id: heading
        x: shelf.margin
        width: shelf.width - 2 * shelf.margin
        height: Math.max(40, words.implicitHeight, tools.implicitHeight)

        Words {
            id: words
            anchors.left: parent.left
            anchors.right: tools.left
            anchors.verticalCenter: parent.verticalCenter
            text: shelf.title
            style: "title"
            Accessible.role: Accessible.Heading
        }
        Row {
            id: tools
            anchors.right: parent.right
            anchors.rightMargin: -Theme.space2
            anchors.verticalCenter: parent.verticalCenter
            spacing: 0
            Button {
                visible: shelf.action !== ""
                kind: "ghost"
                text: shelf.action
                onClicked: shelf.actionTriggered()
            }
            IconButton {
                visible: shelf.width > Theme.phoneWidth && list.contentWidth > list.width
                enabled: !list.atXBeginning
                iconName: "chevron-left"
                quiet: true
                text: qsTr("Back in “%1”").arg(shelf.title)
                onClicked: shelf.page(-1)
            }
            IconButton {
                visible: shelf.width > Theme.phoneWidth && list.contentWidth > list.width
                enabled: !list.atXEnd
                iconName: "chevron-right"
                quiet: true
                text: qsTr("More of “%1”").arg(shelf.title)
                onClicked: shelf.page(1)
            }
        }
    }
    ListView {
        id: list

        property bool moved: false

        anchors.top: heading.bottom
        anchors.topMargin: Theme.space2
        width: shelf.width
        height: shelf.cardWidth + Math.round(56 * Theme.textScale)
        leftMargin: shelf.margin - Theme.space2
        rightMargin: shelf.margin - Theme.space2
        orientation: ListView.Horizontal
        boundsBehavior: Flickable.StopAtBounds
        reuseItems: true
        onLeftMarginChanged: if (!list.moved)
            list.contentX = -list.leftMargin
        onMovementStarted: list.moved = true
        cacheBuffer: 400
        model: shelf.items
        Accessible.role: Accessible.List
        Accessible.name: shelf.title

        delegate: AlbumCard {
            id: card

            required property string contentId
            required property int index

            objectName: "card_" + card.index
            width: shelf.cardWidth
            onClicked: shelf.opened(card.kind, card.contentId)
            onPlayed: shelf.played(card.contentId)
            onActiveFocusChanged: if (card.activeFocus)
                list.positionViewAtIndex(card.index, ListView.Contain)
            Keys.onLeftPressed: card.nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)
            Keys.onRightPressed: card.nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)
        }
        NumberAnimation {
            id: slide
            target: list
            property: "contentX"
            duration: Theme.slow
            easing.type: Easing.OutCubic
        }
    }
}
