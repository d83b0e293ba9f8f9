// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Melody.Design
import Melody.Components
import Melody.ViewModels

// The top of a playlist: what it is called, how much is in it, and what can be done with the whole.
Item {
    id: header

    required property PlaylistViewModel playlist
    required property DownloadsViewModel downloads
    required property string playlistId
    property int margin: Theme.space8
    readonly property bool narrow: header.width < 640

    signal back
    signal played
    signal renamed
    signal removed
    signal exported
    signal described
    signal downloadsAsked
    signal moreAsked(var extra, var from)

    implicitHeight: column.y + column.height + Theme.space5

    IconButton {
        x: header.margin - Theme.space2
        y: Theme.space3
        objectName: "backButton"
        iconName: "arrow-left"
        text: qsTr("Back")
        onClicked: header.back()
    }
    Rectangle {
        id: art
        visible: !header.narrow
        x: header.margin
        y: 68
        width: 152
        height: width
        radius: Theme.radiusLarge
        color: Theme.surface
        Icon {
            anchors.centerIn: parent
            name: "list-music"
            size: 56
            color: Theme.accent
        }
    }
    Column {
        id: column
        x: header.narrow ? header.margin : art.x + art.width + Theme.space6
        y: header.narrow ? 64 : art.y + art.height - height
        width: header.width - x - header.margin
        spacing: Theme.space1

        Words {
            text: qsTr("Playlist")
            style: "label"
            secondary: true
        }
        Words {
            objectName: "playlistName"
            width: parent.width
            text: header.playlist.name
            style: "headline"
            maximumLineCount: 2
            wrapMode: Text.Wrap
            Accessible.role: Accessible.Heading
        }
        Words {
            width: parent.width
            visible: text !== ""
            text: header.playlist.description
            secondary: true
            maximumLineCount: 3
            wrapMode: Text.Wrap
        }
        Words {
            width: parent.width
            text: qsTr("%n song(s)", "", header.playlist.rows.count) + "  ·  " + qsTr("%n minute(s)", "", header.playlist.minutes)
            style: "label"
            font.weight: Font.Normal
            secondary: true
        }
        Item {
            width: 1
            height: Theme.space2
        }
        Flow {
            width: parent.width
            spacing: header.narrow ? Theme.space1 : Theme.space2
            Button {
                objectName: "playlistPlay"
                enabled: header.playlist.rows.count > 0
                text: qsTr("Play")
                iconName: "play"
                onClicked: header.played()
            }
            DownloadButton {
                objectName: "playlistDownload"
                size: Theme.controlHeight
                downloads: header.downloads
                subject: header.playlistId
                onWanted: header.playlist.download()
                onListAsked: header.downloadsAsked()
            }
            IconButton {
                objectName: "playlistRename"
                size: Theme.controlHeight
                iconName: "pencil"
                text: qsTr("Rename")
                onClicked: header.renamed()
            }
            IconButton {
                id: describe
                objectName: "playlistDescribe"
                size: Theme.controlHeight
                visible: !header.narrow
                iconName: "file-text"
                text: qsTr("Describe this playlist")
                onClicked: header.described()
            }
            IconButton {
                id: exportButton
                objectName: "playlistExport"
                size: Theme.controlHeight
                visible: !header.narrow
                iconName: "upload"
                text: qsTr("Save as a file for other players")
                onClicked: header.exported()
            }
            IconButton {
                objectName: "playlistDelete"
                size: Theme.controlHeight
                iconName: "trash-2"
                text: qsTr("Delete playlist")
                onClicked: header.removed()
            }
            IconButton {
                id: more
                objectName: "playlistMore"
                size: Theme.controlHeight
                iconName: "ellipsis"
                text: qsTr("More about %1").arg(header.playlist.name)
                onClicked: header.moreAsked(header.narrow ? [{
                            "value": "describe",
                            "text": describe.text,
                            "icon": describe.iconName
                        }, {
                            "value": "export",
                            "text": exportButton.text,
                            "icon": exportButton.iconName
                        }] : [], more)
            }
        }
    }
}
