// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

// Where one can go at any time, and what is shown there.
QtObject {
    readonly property var rows: [{
            "name": "home",
            "text": qsTr("Home"),
            "icon": "house",
            "file": "HomeScreen.qml"
        }, {
            "name": "search",
            "text": qsTr("Search"),
            "icon": "search",
            "file": "SearchScreen.qml"
        }, {
            "name": "albums",
            "text": qsTr("Albums"),
            "icon": "layout-grid",
            "file": "BrowseScreen.qml"
        }, {
            "name": "library",
            "text": qsTr("Library"),
            "icon": "library",
            "file": "LibraryScreen.qml"
        }, {
            "name": "settings",
            "text": qsTr("Settings"),
            "icon": "settings",
            "file": ""
        }]

    function fileOf(name: string): string {
        return rows.find(place => place.name === name).file;
    }
    // What shows a content, whatever kind it is; what has no screen of its own is shown on its album's, an episode among those of its show.
    function screenOf(kind: string): string {
        return kind === "artist" ? "ArtistScreen.qml" : kind === "playlist" ? "PlaylistScreen.qml" : kind === "show" || kind === "episode" ? "ShowScreen.qml" : "AlbumScreen.qml";
    }
    function idOf(kind: string): string {
        return (Array.from(["artist", "playlist", "show", "episode", "track"]).includes(kind) ? kind : "album") + "Id";
    }
}
