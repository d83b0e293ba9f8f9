// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Melody.ViewModels

// How many of an artist's newest songs are kept on this device.
ChoiceDialog {
    id: dialog

    required property DownloadsViewModel downloads
    required property string artistId
    readonly property var download: dialog.downloads.states[dialog.artistId] ?? null

    signal kept(int songs)

    function newest(songs: int): var {
        return {
            "value": String(songs),
            "text": qsTr("The %n newest song(s)", "", songs)
        };
    }

    title: qsTr("Keep the newest songs on this device")
    value: dialog.download ? dialog.download.kind.replace("newest_", "") : "0"
    options: [{
            "value": "0",
            "text": qsTr("None")
        }, dialog.newest(5), dialog.newest(10), dialog.newest(25)]
    onChosen: value => dialog.kept(Number(value))
}
