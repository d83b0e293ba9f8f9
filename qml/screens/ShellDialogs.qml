// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Melody.ViewModels

// What may be asked over any screen.
Item {
    id: dialogs

    required property AppViewModel app

    signal settingAsked(string name)

    function askWhereToPlay() {
        devices.open();
    }

    function addToPlaylist(cards: var) {
        chooser.ask(cards);
    }
    function showMore(subject: var, from: var) {
        more.ask(subject, from);
    }

    ListeningDialog {
        listening: dialogs.app.listening
    }
    StepUpDialog {
        stepUp: dialogs.app.stepUp
    }
    PlayOnDialog {
        id: devices
        handOver: dialogs.app.handOver
    }
    AddToPlaylistDialog {
        id: chooser
        library: dialogs.app.library
        cards: []
    }
    MoreMenu {
        id: more
        objectName: "moreMenu"
        app: dialogs.app
        onAdded: cards => chooser.ask(cards)
        onDownloadsAsked: dialogs.settingAsked("downloads")
    }
}
