// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Melody.ViewModels

// How many of an artist's newest songs, or a show's newest episodes, are kept on this device.
ChoiceDialog {
    id: dialog

    required property DownloadsViewModel downloads
    required property string subject // whose: its id
    property bool ofShow: false
    readonly property var download: dialog.downloads.states[dialog.subject] ?? null

    signal kept(int pieces)

    function newest(pieces: int): var {
        return {
            "value": String(pieces),
            "text": dialog.ofShow ? qsTr("The %n newest episode(s)", "", pieces) : qsTr("The %n newest song(s)", "", pieces)
        };
    }

    title: dialog.ofShow ? qsTr("Keep the newest episodes on this device") : qsTr("Keep the newest songs on this device")
    value: dialog.download ? dialog.download.kind.replace(dialog.ofShow ? "newest_episodes_" : "newest_", "") : "0"
    options: [{
            "value": "0",
            "text": qsTr("None")
        }, dialog.newest(5), dialog.newest(10), dialog.newest(25)]
    onChosen: value => dialog.kept(Number(value))
}
