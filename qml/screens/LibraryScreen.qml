// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Not bound, because Qt 6.4 cannot create bound headers and footers; so ids are looked up.
// qmllint disable unqualified
import QtQuick
import QtQuick.Templates as T
import Melody.Design
import Melody.Components
import Melody.ViewModels

// What is mine: playlists, liked songs and albums, artists; and a search in all of it. Works without the server.
Item {
    id: screen

    required property AppViewModel app
    required property Navigator navigator
    property string list: "playlists" // playlists, songs, albums, artists, shows
    readonly property bool phone: screen.width <= Theme.phoneWidth
    readonly property int margin: screen.phone ? Theme.space4 : Theme.space8
    readonly property bool searching: mine.words.trim() !== ""

    function facts(row: var): string {
        return row.kind === "playlist" ? qsTr("Playlist, %n song(s)", "", row.count) : row.kind === "artist" ? qsTr("Artist") : row.subtitle;
    }
    function open(row: var, index: int) {
        if (row.kind === "track")
            mine.play(index);
        else if (row.kind !== "")
            screen.navigator.openContent(row.kind, row.id);
    }
    function emptyTitle(): string {
        return screen.searching ? qsTr("Nothing in your library matches") : screen.list === "playlists" ? qsTr("No playlists yet") : screen.list === "artists" ? qsTr("You follow nobody yet") : screen.list === "shows" ? qsTr("You follow no show yet") : qsTr("Nothing liked yet");
    }
    function emptyMessage(): string {
        return screen.searching ? qsTr("Try fewer letters, or look under Albums.") : screen.list === "playlists" ? qsTr("Make one here, or press the list with the plus beside a song.") : screen.list === "artists" ? qsTr("Open an artist and press Follow.") : screen.list === "shows" ? qsTr("Open a show and press Follow.") : qsTr("Press the heart beside a song or an album and it stays here, on every device.");
    }

    LibraryListModel {
        id: mine
        app: screen.app
        list: screen.list
    }
    ListView {
        id: list

        objectName: "libraryList"
        anchors.fill: parent
        bottomMargin: Theme.space10
        boundsBehavior: Flickable.StopAtBounds
        reuseItems: true
        cacheBuffer: 400
        model: mine
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Your library")
        T.ScrollBar.vertical: ScrollBar {
        }
        FocusFollower {
            view: list
        }

        header: Column {
            x: screen.margin
            width: list.width - 2 * screen.margin
            topPadding: screen.phone ? Theme.space5 : Theme.space8
            bottomPadding: Theme.space4
            spacing: Theme.space4
            Item {
                width: parent.width
                height: Math.max(title.height, create.height)
                Words {
                    id: title
                    anchors.verticalCenter: parent.verticalCenter
                    text: qsTr("Your library")
                    style: "headline"
                    Accessible.role: Accessible.Heading
                }
                Row {
                    id: create
                    anchors.right: parent.right
                    spacing: Theme.space1
                    DownloadButton {
                        objectName: "likedDownload"
                        anchors.verticalCenter: parent.verticalCenter
                        visible: downloads.available && screen.list === "songs" && !screen.searching && mine.count > 0
                        downloads: screen.app.downloads
                        subject: mine.likedDownload
                        onWanted: mine.downloadLiked()
                        onListAsked: screen.navigator.openSetting("downloads")
                    }
                    IconButton {
                        objectName: "importPlaylist"
                        anchors.verticalCenter: parent.verticalCenter
                        visible: screen.list === "playlists"
                        iconName: "file-text"
                        text: qsTr("Import a playlist file")
                        onClicked: imported.choose()
                    }
                    Button {
                        objectName: "newPlaylist"
                        kind: "ghost"
                        iconName: "plus"
                        text: qsTr("New playlist")
                        onClicked: naming.ask("")
                    }
                }
            }
            ContestedPlaylists {
                width: parent.width
                library: screen.app.library
            }
            TextField {
                objectName: "librarySearch"
                width: Math.min(parent.width, 480)
                label: qsTr("Search your library")
                onTextChanged: mine.words = text
            }
            Flickable {
                id: strip
                width: parent.width
                height: tabs.height
                contentWidth: tabs.width
                visible: !screen.searching
                boundsBehavior: Flickable.StopAtBounds
                flickableDirection: Flickable.HorizontalFlick
                FocusFollower {
                    view: strip
                }
                Segments {
                    id: tabs
                    objectName: "libraryTabs"
                    label: qsTr("What to show")
                    options: [{
                            "value": "playlists",
                            "text": qsTr("Playlists")
                        }, {
                            "value": "songs",
                            "text": qsTr("Songs")
                        }, {
                            "value": "albums",
                            "text": qsTr("Albums")
                        }, {
                            "value": "artists",
                            "text": qsTr("Artists")
                        }, {
                            "value": "shows",
                            "text": qsTr("Shows")
                        }]
                    value: screen.list
                    onChosen: value => screen.list = value
                }
            }
        }
        delegate: TrackRow {
            id: line

            required property var row
            required property int index

            objectName: "libraryRow_" + line.index
            x: screen.margin - Theme.space1
            width: list.width - 2 * (screen.margin - Theme.space1)
            title: line.row.title
            artistName: screen.facts(line.row)
            durationText: line.row.kind === "track" ? line.row.duration : ""
            number: 0
            imageId: line.row.imageId
            explicitContent: line.row.explicitContent === true
            withArtwork: true
            round: line.row.kind === "artist"
            fallbackIcon: line.row.kind === "playlist" ? "list-music" : line.row.kind === "artist" ? "user" : ["show", "episode"].includes(line.row.kind) ? "podcast" : "music"
            current: line.row.kind === "track" && screen.app.playback.contentId === line.row.id
            moving: screen.app.playback.playing
            text: line.row.kind === "track" ? qsTr("Play %1").arg(line.row.title) : line.row.title
            library: screen.app.library
            likes: ["", "playlist", "artist", "show"].includes(line.row.kind) ? "" : line.row.id
            onLiked: screen.app.library.toggleLike(line.row)
            onAdded: screen.navigator.addToPlaylist([line.row])
            onMoreAsked: from => screen.navigator.moreAsked(line.row.title, [line.row], [], null, from)
            onClicked: screen.open(line.row, line.index)
            onHoveredChanged: if (line.hovered && !line.current)
                mine.prefetch(line.index)
            onActiveFocusChanged: if (line.activeFocus)
                list.positionViewAtIndex(line.index, ListView.Contain)
        }
        footer: MessagePanel {
            width: list.width
            visible: mine.loaded && mine.count === 0
            height: visible ? implicitHeight : 0
            iconName: screen.searching ? "search" : screen.list === "playlists" ? "list-music" : "heart"
            title: screen.emptyTitle()
            message: screen.emptyMessage()
        }
    }
    NameDialog {
        id: naming
        title: qsTr("New playlist")
        confirmText: qsTr("Create")
        onNamed: name => screen.navigator.openContent("playlist", screen.app.library.createPlaylist(name, []))
    }
    ImportPlaylist {
        id: imported
        objectName: "importDialog"
        app: screen.app
        onMade: playlist => screen.navigator.openContent("playlist", playlist)
    }
}
