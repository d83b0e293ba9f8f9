// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Not bound, because Qt 6.4 cannot create bound sections and footers; so ids are looked up.
// qmllint disable unqualified
import QtQuick
import QtQuick.Templates as T
import Melody.Design
import Melody.Components
import Melody.ViewModels

// Everything on this device, by its words: songs, albums, artists, shows, episodes, playlists.
Item {
    id: screen

    required property AppViewModel app
    required property Navigator navigator
    property string words: "" // to begin with
    readonly property bool phone: screen.width <= Theme.phoneWidth
    readonly property int margin: screen.phone ? Theme.space4 : Theme.space8
    readonly property bool asked: field.text.trim() !== ""

    // Other words; none: what is there is ready to be typed over.
    function take(words: string) {
        if (words !== "")
            field.text = words;
        field.input.selectAll();
        field.input.forceActiveFocus(Qt.ShortcutFocusReason);
    }
    function open(row: var, index: int) {
        if (row.kind === "track")
            found.play(index);
        else
            screen.navigator.openContent(row.kind, row.id);
    }
    function facts(row: var): string {
        return row.kind === "playlist" ? qsTr("%n song(s)", "", row.count) : row.kind === "artist" ? qsTr("Artist") : row.subtitle;
    }

    Component.onCompleted: field.text = screen.words

    Timer {
        running: true
        interval: 0 // when it is in its place, which may be enabled with this frame
        onTriggered: screen.take("")
    }
    Connections {
        target: screen.navigator
        function onSearchAsked(words: string) {
            screen.take(words);
        }
    }

    SearchModel {
        id: found
        app: screen.app
        words: field.text
    }
    Column {
        id: top
        x: screen.margin
        width: screen.width - 2 * screen.margin
        topPadding: screen.phone ? Theme.space5 : Theme.space8
        bottomPadding: Theme.space3
        spacing: Theme.space4
        Words {
            text: qsTr("Search")
            style: "headline"
            Accessible.role: Accessible.Heading
        }
        TextField {
            id: field
            objectName: "searchField"
            width: Math.min(parent.width, 560)
            label: qsTr("Songs, albums, artists, shows and more")
            input.maximumLength: 200
            Keys.onDownPressed: {
                const first = list.itemAtIndex(0);
                if (first)
                    first.forceActiveFocus(Qt.TabFocusReason);
            }
        }
    }
    ListView {
        id: list

        objectName: "searchList"
        anchors.top: top.bottom
        anchors.bottom: parent.bottom
        width: parent.width
        bottomMargin: Theme.space10
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        reuseItems: true
        cacheBuffer: 400
        model: found
        Accessible.role: Accessible.List
        Accessible.name: qsTr("What was found")
        T.ScrollBar.vertical: ScrollBar {
        }

        section.property: "group"
        section.delegate: Words {
            required property string section

            x: screen.margin
            width: list.width - 2 * screen.margin
            topPadding: Theme.space4
            bottomPadding: Theme.space2
            text: section
            style: "subtitle"
            Accessible.role: Accessible.Heading
        }
        delegate: TrackRow {
            id: line

            required property var row
            required property int index

            objectName: "searchRow_" + line.index
            x: screen.margin - Theme.space1
            width: list.width - 2 * (screen.margin - Theme.space1)
            title: line.row.title
            artistName: screen.facts(line.row)
            durationText: line.row.kind === "track" || line.row.kind === "episode" ? line.row.duration : ""
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
            likes: ["playlist", "artist", "show"].includes(line.row.kind) ? "" : line.row.id
            onLiked: screen.app.library.toggleLike(line.row)
            onAdded: screen.navigator.addToPlaylist([line.row])
            onMoreAsked: from => screen.navigator.moreAsked(line.row.title, [line.row], [], null, from)
            onClicked: screen.open(line.row, line.index)
            onHoveredChanged: if (line.hovered && !line.current)
                found.prefetch(line.index)
            onActiveFocusChanged: if (line.activeFocus)
                list.positionViewAtIndex(line.index, ListView.Contain)
        }
    }
    MessagePanel {
        objectName: "searchEmpty"
        anchors.fill: list
        visible: found.count === 0 && (!screen.asked || found.shown !== "")
        iconName: "search"
        title: screen.asked ? qsTr("Nothing on this device matches") : qsTr("What would you like to hear?")
        message: screen.asked ? qsTr("Try fewer letters, or look under Albums.") : qsTr("This finds what is in your library and what you downloaded, with or without a connection.")
        action: screen.asked ? qsTr("Browse albums") : ""
        onTriggered: screen.navigator.openPlace("albums")
    }
}
