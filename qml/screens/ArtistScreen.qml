// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Not bound, because Qt 6.4 cannot create bound headers and footers; so ids are looked up.
// qmllint disable unqualified
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
        id: viewModel
        app: screen.app
        artistId: screen.artistId
    }
    Wash {
        width: parent.width
        height: Math.min(parent.height, 420)
        y: -Math.max(0, grid.contentY - grid.originY) * 0.6
        visible: viewModel.ready
        from: Paint.wash(viewModel.imageColor, Theme.dark ? 0.62 : 0.6)
        to: Theme.ground
    }
    GridView {
        id: grid

        property bool moved: false

        readonly property int columns: Math.max(2, Math.floor((width - leftMargin - rightMargin) / (screen.phone ? 156 : 184)))

        anchors.fill: parent
        visible: viewModel.ready
        leftMargin: screen.margin - Theme.space2
        rightMargin: screen.margin - Theme.space2
        bottomMargin: Theme.space8
        cellWidth: Math.floor((width - leftMargin - rightMargin) / columns)
        cellHeight: cellWidth + Math.round(56 * Theme.textScale)
        boundsBehavior: Flickable.StopAtBounds
        reuseItems: true
        onMovementStarted: grid.moved = true
        model: viewModel.albums
        Accessible.role: Accessible.List
        Accessible.name: viewModel.name
        T.ScrollBar.vertical: ScrollBar {
        }
        FocusFollower {
            view: grid
        }

        header: ArtistHeader {
            library: screen.app.library
            downloads: screen.app.downloads
            artistId: screen.artistId
            width: grid.width - grid.leftMargin - grid.rightMargin
            artist: viewModel
            onImplicitHeightChanged: if (!grid.moved)
                Qt.callLater(grid.positionViewAtBeginning)
            onBack: screen.navigator.goBack()
            onLinked: screen.app.links.copy("artist", screen.artistId)
            onKeepAsked: keeping.open()
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
        visible: viewModel.loading
        margin: screen.margin
    }
    MessagePanel {
        anchors.fill: parent
        visible: viewModel.failed
        title: qsTr("This artist didn't load")
        message: viewModel.error
        action: qsTr("Try again")
        onTriggered: viewModel.load()
    }
    IconButton {
        x: screen.margin - Theme.space2
        y: Theme.space3
        visible: !viewModel.ready
        iconName: "arrow-left"
        text: qsTr("Back")
        onClicked: screen.navigator.goBack()
    }
    KeepNewestDialog {
        id: keeping
        downloads: screen.app.downloads
        subject: screen.artistId
        onKept: songs => viewModel.keepNewest(songs)
    }
}
