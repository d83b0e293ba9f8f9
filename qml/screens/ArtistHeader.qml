// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Melody.Design
import Melody.Components
import Melody.ViewModels

// The top of an artist: picture, name, story, Play.
Item {
    id: header

    required property ArtistViewModel artist
    required property LibraryViewModel library
    required property DownloadsViewModel downloads
    required property string artistId
    readonly property bool followed: header.library.generation >= 0 && header.library.isFollowed(header.artistId)
    readonly property bool narrow: header.width < 640

    signal back
    signal linked
    signal keepAsked

    implicitHeight: story.y + (story.visible ? story.implicitHeight : 0) + Theme.space8 + 40

    IconButton {
        y: Theme.space3
        objectName: "backButton"
        iconName: "arrow-left"
        text: qsTr("Back")
        onClicked: header.back()
    }
    ArtworkImage {
        id: art
        x: header.narrow ? (header.width - width) / 2 : Theme.space2
        y: header.narrow ? 56 : 68
        width: header.narrow ? 168 : 200
        height: width
        radius: width / 2
        imageId: header.artist.imageId
        tone: header.artist.imageColor
        fallbackIcon: "user"
        Shadow {
            radius: 48
            blur: 36
        }
    }
    Column {
        id: column
        x: header.narrow ? Theme.space2 : art.x + art.width + Theme.space8
        y: header.narrow ? art.y + art.height + Theme.space5 : art.y + (art.height - height) / 2
        width: header.width - x - Theme.space2
        spacing: Theme.space2

        Words {
            visible: !header.narrow
            text: qsTr("Artist")
            style: "label"
            secondary: true
        }
        Words {
            width: parent.width
            text: header.artist.name
            style: header.narrow ? "headline" : "display"
            maximumLineCount: 2
            wrapMode: Text.Wrap
            horizontalAlignment: header.narrow ? Text.AlignHCenter : Text.AlignLeft
            Accessible.role: Accessible.Heading
        }
        Item {
            width: 1
            height: Theme.space1
        }
        Flow {
            width: parent.width
            spacing: header.narrow ? Theme.space2 : Theme.space3
            Button {
                objectName: "artistPlay"
                visible: header.artist.albums.count > 0
                width: header.narrow ? Math.max(implicitWidth, parent.width - (follow.visible ? follow.width + parent.spacing : 0) - link.width - (keep.visible ? keep.width + parent.spacing : 0) - parent.spacing) : implicitWidth
                text: qsTr("Play")
                iconName: "play"
                onClicked: header.artist.play()
            }
            Button {
                id: follow
                objectName: "artistFollow"
                visible: header.library.available
                kind: "secondary"
                iconName: header.followed ? "check" : "plus"
                text: header.followed ? qsTr("Following") : qsTr("Follow")
                Accessible.checkable: true
                Accessible.checked: header.followed
                onClicked: header.library.toggleFollow(header.artist.card())
            }
            IconButton {
                id: keep
                readonly property bool kept: header.downloads.states[header.artistId] !== undefined
                objectName: "artistKeep"
                size: Theme.controlHeight
                visible: header.downloads.available
                iconName: keep.kept ? "check" : "download"
                active: keep.kept
                text: qsTr("Keep the newest songs of %1 on this device").arg(header.artist.name)
                onClicked: header.keepAsked()
            }
            IconButton {
                id: link
                objectName: "artistLink"
                size: Theme.controlHeight
                iconName: "link"
                text: qsTr("Copy a link to %1").arg(header.artist.name)
                onClicked: header.linked()
            }
        }
    }
    Words {
        id: story
        x: Theme.space2
        y: header.narrow ? column.y + column.height + Theme.space5 : art.y + art.height + Theme.space6
        width: Math.min(720, header.width - 2 * Theme.space2)
        visible: text !== ""
        text: header.artist.biography
        secondary: true
        wrapMode: Text.Wrap
        maximumLineCount: 5
        lineHeight: 1.35
    }
    Words {
        x: Theme.space2
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.space2
        text: qsTr("Albums")
        style: "title"
        Accessible.role: Accessible.Heading
    }
}
