// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

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
    required property string albumId
    readonly property bool phone: screen.width <= Theme.phoneWidth
    readonly property int margin: screen.phone ? Theme.space4 : Theme.space8

    AlbumViewModel {
        id: album
        app: screen.app
        albumId: screen.albumId
    }
    Rectangle {
        width: parent.width
        height: Math.min(parent.height, 480)
        y: -Math.max(0, tracks.contentY - tracks.originY) * 0.6
        visible: album.ready
        gradient: Gradient {
            GradientStop {
                position: 0
                color: Theme.wash(album.imageColor, Theme.dark ? 0.42 : 0.3)
            }
            GradientStop {
                position: 1
                color: Theme.ground
            }
        }
    }
    ListView {
        id: tracks
        objectName: "trackList"
        anchors.fill: parent
        visible: album.ready
        bottomMargin: Theme.space10
        boundsBehavior: Flickable.StopAtBounds
        reuseItems: true
        cacheBuffer: 400
        model: album.tracks
        Accessible.role: Accessible.List
        Accessible.name: album.title
        T.ScrollBar.vertical: ScrollBar {
        }

        header: AlbumHeader {
            width: tracks.width
            album: album
            margin: screen.margin
            playing: screen.app.playback.playing && screen.app.playback.albumId === screen.albumId
            onBack: screen.navigator.goBack()
            onArtistOpened: screen.navigator.openContent("artist", album.artistId)
            onPlayed: if (screen.app.playback.albumId === screen.albumId)
                screen.app.playback.toggle();
            else
                album.play(0)
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
            showArtist: row.artistName !== album.artistName
            onClicked: if (row.current)
                screen.app.playback.toggle();
            else
                album.play(row.index)
            onHoveredChanged: if (row.hovered && !row.current)
                album.prefetch(row.index)
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
                text: album.attribution
                style: "label"
                font.weight: Font.Normal
                wrapMode: Text.Wrap
                tertiary: true
            }
            Words {
                width: parent.width
                visible: album.licence !== ""
                text: qsTr("Licence: %1").arg(album.licence)
                style: "label"
                font.weight: Font.Normal
                wrapMode: Text.Wrap
                tertiary: true
            }
        }
    }
    AlbumSkeleton {
        anchors.fill: parent
        visible: album.loading
        margin: screen.margin
    }
    MessagePanel {
        anchors.fill: parent
        visible: album.failed
        title: qsTr("This album didn't load")
        message: album.error
        action: qsTr("Try again")
        onTriggered: album.load()
    }
    IconButton {
        x: screen.margin - Theme.space2
        y: Theme.space3
        visible: !album.ready
        iconName: "arrow-left"
        text: qsTr("Back")
        onClicked: screen.navigator.goBack()
    }
}
