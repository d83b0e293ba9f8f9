// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Not bound, because Qt 6.4 cannot create bound headers and footers; so ids are looked up.
// qmllint disable unqualified
import QtQuick
import QtQuick.Templates as T
import Melody.Design
import Melody.Components
import Melody.ViewModels

// One album: what it is, and its tracks.
Item {
    id: screen

    required property AppViewModel app
    required property Navigator navigator
    property string albumId: ""
    property string trackId: "" // instead of the album: in sight, and with the keyboard on it
    readonly property bool phone: screen.width <= Theme.phoneWidth
    readonly property int margin: screen.phone ? Theme.space4 : Theme.space8

    function showTrack() {
        tracks.moved = true; // stays there when the header grows
        tracks.positionViewAtIndex(viewModel.trackRow, ListView.Center);
        const row = tracks.itemAtIndex(viewModel.trackRow);
        if (row)
            row.forceActiveFocus(Qt.OtherFocusReason);
    }

    AlbumViewModel {
        id: viewModel
        app: screen.app
        albumId: screen.albumId
        trackId: screen.trackId
        onPhaseChanged: if (viewModel.ready && viewModel.trackRow >= 0)
            laidOut.start()
    }
    Timer {
        id: laidOut
        interval: 0
        onTriggered: screen.showTrack()
    }
    Wash {
        width: parent.width
        height: Math.min(parent.height, 480)
        y: -Math.max(0, tracks.contentY - tracks.originY) * 0.6
        visible: viewModel.ready
        from: Paint.wash(viewModel.imageColor, Theme.dark ? 0.62 : 0.6)
        to: Theme.ground
    }
    ListView {
        id: tracks

        property bool moved: false

        objectName: "trackList"
        anchors.fill: parent
        visible: viewModel.ready
        bottomMargin: Theme.space10
        boundsBehavior: Flickable.StopAtBounds
        reuseItems: true
        onMovementStarted: tracks.moved = true
        cacheBuffer: 400
        model: viewModel.tracks
        Accessible.role: Accessible.List
        Accessible.name: viewModel.title
        T.ScrollBar.vertical: ScrollBar {
        }
        FocusFollower {
            view: tracks
        }

        header: AlbumHeader {
            width: tracks.width
            album: viewModel
            margin: screen.margin
            onImplicitHeightChanged: if (!tracks.moved)
                Qt.callLater(tracks.positionViewAtBeginning)
            playing: screen.app.playback.playing && screen.app.playback.albumId === viewModel.albumId
            library: screen.app.library
            likes: viewModel.albumId
            onLiked: screen.app.library.toggleLike(viewModel.card(-1))
            onAdded: screen.navigator.addToPlaylist(viewModel.cards())
            onMoreAsked: (extra, from) => screen.navigator.moreAsked(viewModel.title, viewModel.cards(), extra, () => screen.app.links.copy("album", viewModel.albumId), from)
            onLinked: screen.app.links.copy("album", viewModel.albumId)
            downloads: screen.app.downloads
            albumId: viewModel.albumId
            onDownloaded: viewModel.download()
            onDownloadsAsked: screen.navigator.openSetting("downloads")
            onBack: screen.navigator.goBack()
            onArtistOpened: screen.navigator.openContent("artist", viewModel.artistId)
            onPlayed: if (screen.app.playback.albumId === viewModel.albumId)
                screen.app.playback.toggle()
            else
                viewModel.play(0)
        }
        delegate: TrackRow {
            id: row

            required property string contentId
            required property int index

            objectName: "track_" + row.index
            x: screen.margin - Theme.space3
            width: tracks.width - 2 * (screen.margin - Theme.space3)
            current: screen.app.playback.contentId === row.contentId
            moving: screen.app.playback.playing
            showArtist: row.artistName !== viewModel.artistName
            library: screen.app.library
            likes: row.contentId
            onLiked: screen.app.library.toggleLike(viewModel.card(row.index))
            onAdded: screen.navigator.addToPlaylist([viewModel.card(row.index)])
            onMoreAsked: from => screen.navigator.moreAsked(row.title, [viewModel.card(row.index)], [], null, from)
            onClicked: if (row.current)
                screen.app.playback.toggle()
            else
                viewModel.play(row.index)
            onHoveredChanged: if (row.hovered && !row.current)
                viewModel.prefetch(row.index)
            onActiveFocusChanged: if (row.activeFocus)
                tracks.positionViewAtIndex(row.index, ListView.Contain)
        }
        footer: Column {
            x: screen.margin
            width: tracks.width - 2 * screen.margin
            topPadding: Theme.space6
            spacing: Theme.space1
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
        title: qsTr("This album didn't load")
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
}
