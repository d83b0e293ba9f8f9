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
    function showMore(title: string, cards: var, extra: var, chosen: var, from: var) {
        more.cards = cards;
        more.chosen = chosen;
        more.ask(title, extra, from);
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
        cards: []
        chosen: null
        app: dialogs.app
        onAdded: cards => chooser.ask(cards)
        onDownloadsAsked: dialogs.settingAsked("downloads")
    }
}
