// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Melody.Design
import Melody.Components
import Melody.ViewModels

// The top of a show: artwork, title, who speaks, what it is about, Play, Follow.
Item {
    id: header

    required property ShowViewModel show
    required property LibraryViewModel library
    required property DownloadsViewModel downloads
    property int margin: Theme.space8
    property bool playing: false
    readonly property bool narrow: header.width < 640
    readonly property bool followed: header.library.generation >= 0 && header.library.isFollowed(header.show.showId)
    readonly property int room: header.width - 2 * header.margin

    signal back
    signal artistOpened
    signal played
    signal keepAsked
    signal linked

    implicitHeight: story.y + (story.visible ? story.height + Theme.space4 : 0) + Theme.space2

    IconButton {
        x: header.margin - Theme.space2
        y: Theme.space3
        objectName: "backButton"
        iconName: "arrow-left"
        text: qsTr("Back")
        onClicked: header.back()
    }
    ArtworkImage {
        id: art
        x: header.narrow ? (header.width - width) / 2 : header.margin
        y: header.narrow ? 56 : 68
        width: header.narrow ? Math.min(208, header.room) : 208
        height: width
        radius: Theme.radiusLarge
        imageId: header.show.imageId
        tone: header.show.imageColor
        fallbackIcon: "podcast"
        Shadow {
            blur: 36
        }
    }
    Column {
        id: column
        x: header.narrow ? header.margin : art.x + art.width + Theme.space8
        y: header.narrow ? art.y + art.height + Theme.space5 : Math.max(Theme.space8, art.y + art.height - height)
        width: header.width - x - header.margin
        spacing: Theme.space1

        Words {
            visible: !header.narrow
            text: qsTr("Show")
            style: "label"
            secondary: true
        }
        Words {
            width: parent.width
            text: header.show.title
            style: "headline"
            font.pixelSize: Math.round((header.narrow ? 26 : 40) * Theme.textScale)
            maximumLineCount: 2
            wrapMode: Text.Wrap
            lineHeight: 1.02
            Accessible.role: Accessible.Heading
        }
        Card {
            id: artist
            x: -Theme.space2
            implicitHeight: Math.max(36, name.implicitHeight + Theme.space2)
            implicitWidth: Math.min(column.width, name.implicitWidth)
            radius: Theme.radiusSmall
            enabled: header.show.artistId !== ""
            text: header.show.artistName
            description: qsTr("Artist")
            objectName: "showArtist"
            Accessible.role: Accessible.Link
            onClicked: header.artistOpened()
            contentItem: Words {
                id: name
                leftPadding: Theme.space2
                rightPadding: Theme.space2
                verticalAlignment: Text.AlignVCenter
                text: artist.text
                style: "subtitle"
                Accessible.ignored: true
            }
        }
        Words {
            width: parent.width
            text: header.show.kept ? qsTr("Offline: %n episode(s) on this device", "", header.show.episodeCount) : qsTr("%n episode(s)", "", header.show.episodeCount)
            style: "label"
            font.weight: Font.Normal
            secondary: true
        }
        Item {
            width: 1
            height: Theme.space3
        }
        Flow {
            width: parent.width
            spacing: header.narrow ? Theme.space2 : Theme.space3
            Button {
                objectName: "showPlay"
                visible: header.show.episodes.count > 0
                text: header.playing ? qsTr("Pause") : qsTr("Play")
                iconName: header.playing ? "pause" : "play"
                onClicked: header.played()
            }
            Button {
                objectName: "showFollow"
                visible: header.library.available
                kind: "secondary"
                iconName: header.followed ? "check" : "plus"
                text: header.followed ? qsTr("Following") : qsTr("Follow")
                Accessible.checkable: true
                Accessible.checked: header.followed
                onClicked: header.library.toggleFollow(header.show.card(-1))
            }
            IconButton {
                id: keep
                readonly property bool kept: header.downloads.states[header.show.showId] !== undefined
                objectName: "showKeep"
                size: Theme.controlHeight
                visible: header.downloads.available
                iconName: keep.kept ? "check" : "download"
                active: keep.kept
                text: qsTr("Keep the newest episodes of %1 on this device").arg(header.show.title)
                onClicked: header.keepAsked()
            }
            IconButton {
                objectName: "showLink"
                size: Theme.controlHeight
                visible: !header.narrow
                iconName: "link"
                text: qsTr("Copy a link to %1").arg(header.show.title)
                onClicked: header.linked()
            }
        }
    }
    Words {
        id: story
        x: header.margin
        y: Math.max(art.y + art.height, column.y + column.height) + Theme.space5
        width: Math.min(720, header.room)
        visible: text !== ""
        text: header.show.description
        secondary: true
        wrapMode: Text.Wrap
        maximumLineCount: 6
        lineHeight: 1.35
    }
}
