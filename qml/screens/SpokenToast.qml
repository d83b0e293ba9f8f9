// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Melody.Design
import Melody.ViewModels

// What the app says in passing, whatever screen is open. Its action leads to the plans.
Toast {
    id: toast

    required property AppViewModel app
    property bool refusals: true // why a press did nothing, where no screen says it

    Connections {
        target: toast.app.playback
        function onAlbumFailed(sentence: string) {
            toast.show(sentence, "");
        }
    }
    Connections {
        target: toast.app.elsewhere
        function onSaid(sentence: string) {
            toast.show(sentence, "");
        }
    }
    Connections {
        target: toast.app.queue
        function onRefused(sentence: string) {
            if (toast.refusals)
                toast.show(sentence, qsTr("See plans"));
        }
    }
}
