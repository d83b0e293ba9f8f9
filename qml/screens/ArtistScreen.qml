// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Melody.Design
import Melody.Components
import Melody.ViewModels

// One artist: who it is, and the albums.
Item {
    id: screen

    required property AppViewModel app
    required property Navigator navigator
    required property string artistId
    readonly property bool phone: screen.width <= Theme.phoneWidth
    readonly property int margin: screen.phone ? Theme.space4 : Theme.space8

    ArtistViewModel {
        id: artist
        app: screen.app
        artistId: screen.artistId
    }
    Rectangle {
        width: parent.width
        height: Math.min(parent.height, 420)
        y: -Math.max(0, grid.contentY - grid.originY) * 0.6
        visible: artist.ready
        gradient: Gradient {
            GradientStop {
                position: 0
                color: Theme.wash(artist.imageColor, Theme.dark ? 0.42 : 0.3)
            }
            GradientStop {
                position: 1
                color: Theme.ground
            }
        }
    }
    GridView {
        id: grid

        readonly property int columns: Math.max(2, Math.floor((width - leftMargin - rightMargin) / (screen.phone ? 156 : 184)))

        anchors.fill: parent
        visible: artist.ready
        leftMargin: screen.margin - Theme.space2
        rightMargin: screen.margin - Theme.space2
        bottomMargin: Theme.space8
        cellWidth: Math.floor((width - leftMargin - rightMargin) / columns)
        cellHeight: cellWidth + Math.round(56 * Theme.textScale)
        boundsBehavior: Flickable.StopAtBounds
        reuseItems: true
        model: artist.albums
        Accessible.role: Accessible.List
        Accessible.name: artist.name
        T.ScrollBar.vertical: ScrollBar {
        }

        header: ArtistHeader {
            width: grid.width - grid.leftMargin - grid.rightMargin
            artist: artist
            onBack: screen.navigator.goBack()
        }
        delegate: AlbumCard {
            id: card

            required property string contentId
            required property int index

            width: grid.cellWidth
            onClicked: screen.navigator.openContent(card.kind, card.contentId)
            onPlayed: screen.app.playback.playAlbum(card.contentId)
            onActiveFocusChanged: if (card.activeFocus)
                grid.positionViewAtIndex(card.index, GridView.Contain)
        }
    }
    ShelfSkeleton {
        width: parent.width
        y: 240
        visible: artist.loading
        margin: screen.margin
    }
    MessagePanel {
        anchors.fill: parent
        visible: artist.failed
        title: qsTr("This artist didn't load")
        message: artist.error
        action: qsTr("Try again")
        onTriggered: artist.load()
    }
    IconButton {
        x: screen.margin - Theme.space2
        y: Theme.space3
        visible: !artist.ready
        iconName: "arrow-left"
        text: qsTr("Back")
        onClicked: screen.navigator.goBack()
    }
}
