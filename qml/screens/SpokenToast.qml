// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Melody.Design
import Melody.ViewModels

// What the app says in passing, whatever screen is open. Its action leads to the plans, or takes back what was said.
Toast {
    id: toast

    required property AppViewModel app
    property bool refusals: true // why a press did nothing, where no screen says it
    property bool undoes: false

    signal plansWanted

    onTriggered: toast.undoes ? toast.app.library.undo() : toast.plansWanted()

    Connections {
        target: toast.app.library
        function onSaid(sentence: string, action: string) {
            toast.undoes = true;
            toast.show(sentence, action);
        }
    }

    Connections {
        target: toast.app.playback
        function onAlbumFailed(sentence: string) {
            toast.show(sentence, "");
        }
    }
    Connections {
        target: toast.app.handOver
        function onSaid(sentence: string) {
            toast.show(sentence, "");
        }
    }
    Connections {
        target: toast.app.links
        function onSaid(sentence: string) {
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
            if (!toast.refusals)
                return;
            toast.undoes = false;
            toast.show(sentence, qsTr("See plans"));
        }
    }
}
