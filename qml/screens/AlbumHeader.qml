// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Melody.Design
import Melody.Components
import Melody.ViewModels

// The top of an album: artwork, title, artist, facts, Play.
Item {
    id: header

    required property AlbumViewModel album
    property int margin: Theme.space8
    property bool playing: false
    required property DownloadsViewModel downloads
    required property string albumId
    property LibraryViewModel library: null
    property string likes: "" // what the heart is about
    readonly property bool narrow: header.width < 640
    readonly property string lengths: qsTr("%n song(s)", "", header.album.tracks.count) + "  ·  " + qsTr("%n minute(s)", "", header.album.minutes)
    readonly property string facts: header.album.year === "" ? header.lengths : header.album.year + "  ·  " + header.lengths

    signal back
    signal artistOpened
    signal played
    signal downloaded
    signal downloadsAsked
    signal linked
    signal liked
    signal added
    signal moreAsked(var extra, var from)

    implicitHeight: column.y + column.height + Theme.space6

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
        width: header.narrow ? Math.min(264, header.width - 2 * header.margin) : 232
        height: width
        radius: Theme.radiusLarge
        imageId: header.album.imageId
        tone: header.album.imageColor
        Shadow {
            blur: 36
        }
    }
    Column {
        id: column
        x: header.narrow ? header.margin : art.x + art.width + Theme.space8
        y: header.narrow ? art.y + art.height + Theme.space5 : art.y + art.height - height
        width: header.width - x - header.margin
        spacing: Theme.space1

        Words {
            visible: !header.narrow
            text: header.album.kind === "single" ? qsTr("Single") : qsTr("Album")
            style: "label"
            secondary: true
        }
        Words {
            width: parent.width
            text: header.album.title
            style: header.narrow ? "headline" : "display"
            font.pixelSize: header.narrow ? Math.round(26 * Theme.textScale) : Theme.display
            maximumLineCount: 2
            wrapMode: Text.Wrap
            lineHeight: 1.02
            Accessible.role: Accessible.Heading
        }
        Card {
            id: artist
            x: -Theme.space2
            implicitHeight: Math.max(36, name.implicitHeight + Theme.space2)
            implicitWidth: Math.min(column.width, name.implicitWidth + 2 * Theme.space2)
            radius: Theme.radiusSmall
            enabled: header.album.artistId !== ""
            text: header.album.artistName
            description: qsTr("Artist")
            objectName: "albumArtist"
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
            text: header.facts
            style: "label"
            font.weight: Font.Normal
            secondary: true
        }
        Item {
            width: 1
            height: Theme.space3
        }
        Flow {
            readonly property int buttons: 1 + (heart.visible ? 1 : 0) + (save.visible ? 1 : 0)
            width: parent.width
            spacing: Theme.space3
            Button {
                objectName: "albumPlay"
                width: header.narrow ? Math.max(implicitWidth, parent.width - parent.buttons * (more.width + parent.spacing)) : implicitWidth
                text: header.playing ? qsTr("Pause") : qsTr("Play")
                iconName: header.playing ? "pause" : "play"
                onClicked: header.played()
            }
            LikeButton {
                id: heart
                objectName: "albumLike"
                size: Theme.controlHeight
                library: header.library
                contentId: header.likes
                title: header.album.title
                onClicked: header.liked()
            }
            IconButton {
                objectName: "albumAdd"
                size: Theme.controlHeight
                visible: heart.visible && !header.narrow
                iconName: "list-plus"
                text: qsTr("Add %1 to a playlist").arg(header.album.title)
                onClicked: header.added()
            }
            DownloadButton {
                id: save
                objectName: "albumDownload"
                size: Theme.controlHeight
                downloads: header.downloads
                subject: header.albumId
                onWanted: header.downloaded()
                onListAsked: header.downloadsAsked()
            }
            IconButton {
                id: link
                objectName: "albumLink"
                size: Theme.controlHeight
                visible: !header.narrow
                iconName: "link"
                text: qsTr("Copy a link to %1").arg(header.album.title)
                onClicked: header.linked()
            }
            IconButton {
                id: more
                objectName: "albumMore"
                size: Theme.controlHeight
                iconName: "ellipsis"
                text: qsTr("More about %1").arg(header.album.title)
                onClicked: header.moreAsked(header.narrow ? [{
                            "value": "link",
                            "text": link.text,
                            "icon": link.iconName
                        }] : [], more)
            }
        }
    }
}
