// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Not bound, because Qt 6.4 cannot create bound headers and footers; so ids are looked up.
// qmllint disable unqualified
import QtQuick
import QtQuick.Templates as T
import Melody.Design
import Melody.Components
import Melody.ViewModels

// One show of spoken word: what it is, and its episodes, newest first.
Item {
    id: screen

    required property AppViewModel app
    required property Navigator navigator
    property string showId: ""
    property string episodeId: "" // instead of the show: opened and in sight
    property string opened: screen.episodeId
    readonly property bool phone: screen.width <= Theme.phoneWidth
    readonly property int margin: screen.phone ? Theme.space4 : Theme.space8

    function playRow(row: int, isCurrent: bool) {
        if (isCurrent)
            screen.app.playback.toggle();
        else
            viewModel.play(row);
    }

    ShowViewModel {
        id: viewModel
        objectName: "show"
        app: screen.app
        showId: screen.showId
        episodeId: screen.episodeId
    }
    Wash {
        width: parent.width
        height: Math.min(parent.height, 480)
        y: -Math.max(0, list.contentY - list.originY) * 0.6
        visible: viewModel.ready
        from: Paint.wash(viewModel.imageColor, Theme.dark ? 0.62 : 0.6)
        to: Theme.ground
    }
    ListView {
        id: list

        property bool moved: false

        objectName: "episodeList"
        anchors.fill: parent
        visible: viewModel.ready
        bottomMargin: Theme.space10
        boundsBehavior: Flickable.StopAtBounds
        cacheBuffer: 400
        model: viewModel.episodes
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Episodes of %1").arg(viewModel.title)
        onMovementStarted: list.moved = true
        onContentYChanged: if (list.contentY > list.originY + list.contentHeight - 2 * list.height)
            viewModel.loadMore()
        T.ScrollBar.vertical: ScrollBar {
        }
        FocusFollower {
            view: list
        }

        header: ShowHeader {
            width: list.width
            show: viewModel
            margin: screen.margin
            library: screen.app.library
            downloads: screen.app.downloads
            playing: screen.app.playback.playing && screen.app.playback.albumId === viewModel.showId
            onImplicitHeightChanged: if (!list.moved)
                Qt.callLater(list.positionViewAtBeginning)
            onBack: screen.navigator.goBack()
            onArtistOpened: screen.navigator.openContent("artist", viewModel.artistId)
            onPlayed: if (screen.app.playback.albumId === viewModel.showId)
                screen.app.playback.toggle()
            else
                viewModel.play(-1)
            onKeepAsked: keeping.open()
            onLinked: screen.app.links.copy("show", viewModel.showId)
        }
        delegate: EpisodeRow {
            id: line

            x: screen.margin - Theme.space3
            width: list.width - 2 * (screen.margin - Theme.space3)
            current: screen.app.playback.contentId === line.row.id
            moving: screen.app.playback.playing
            opened: screen.opened === line.row.id
            downloads: screen.app.downloads
            library: screen.app.library
            onClicked: screen.opened = line.opened ? "" : line.row.id
            onPlayed: screen.playRow(line.index, line.current)
            onDownloaded: viewModel.download(line.index)
            onDownloadsAsked: screen.navigator.openSetting("downloads")
            onLiked: screen.app.library.toggleLike(viewModel.card(line.index))
            onAdded: screen.navigator.addToPlaylist([viewModel.card(line.index)])
            onMoreAsked: from => screen.navigator.moreAsked(line.row.title, [viewModel.card(line.index)], [], null, from)
            onPlaceChosen: elsewhere => viewModel.choosePlace(line.index, elsewhere)
            onPointed: if (!line.current)
                viewModel.prefetch(line.index)
            onStepped: by => {
                const next = list.itemAtIndex(line.index + by);
                if (next)
                    next.take();
            }
            onReached: list.positionViewAtIndex(line.index, ListView.Contain)
        }
        footer: Column {
            x: screen.margin
            width: list.width - 2 * screen.margin
            topPadding: Theme.space6
            spacing: Theme.space1
            Button {
                objectName: "moreEpisodes"
                visible: viewModel.hasMore
                kind: "ghost"
                busy: viewModel.loadingMore
                text: qsTr("More episodes")
                onClicked: viewModel.loadMore()
            }
            Words {
                width: parent.width
                visible: text !== ""
                text: viewModel.attribution
                style: "label"
                font.weight: Font.Normal
                wrapMode: Text.Wrap
                tertiary: true
            }
            Words {
                width: parent.width
                visible: viewModel.licence !== ""
                text: qsTr("Licence: %1").arg(viewModel.licence)
                style: "label"
                font.weight: Font.Normal
                wrapMode: Text.Wrap
                tertiary: true
            }
        }
    }
    AlbumSkeleton {
        anchors.fill: parent
        visible: viewModel.loading
        margin: screen.margin
    }
    MessagePanel {
        anchors.fill: parent
        visible: viewModel.failed
        title: qsTr("This show didn't load")
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
        subject: viewModel.showId
        ofShow: true
        onKept: episodes => viewModel.keepNewest(episodes)
    }
}
