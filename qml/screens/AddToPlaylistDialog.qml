// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Melody.Design
import Melody.ViewModels

// Which playlist these songs go into; or a new one.
Item {
    id: chooser

    required property LibraryViewModel library
    required property var cards // cards.h

    function ask(cards: var) {
        chooser.cards = cards;
        chooser.library.readChoices();
    }

    Connections {
        target: chooser.library
        function onChoicesRead(playlists: var) {
            const options = [{
                    "value": "",
                    "text": qsTr("New playlist…")
                }];
            for (const playlist of playlists)
                options.push({
                        "value": playlist.id,
                        "text": playlist.title
                    });
            list.options = options;
            list.open();
        }
    }
    ChoiceDialog {
        id: list
        title: qsTr("Add to a playlist")
        options: []
        value: "none"
        onChosen: value => {
            if (value === "")
                naming.ask(chooser.cards.length === 1 ? chooser.cards[0].title : "");
            else
                chooser.library.addToPlaylist(value, list.options.find(each => each.value === value).text, chooser.cards);
        }
    }
    NameDialog {
        id: naming
        title: qsTr("New playlist")
        confirmText: qsTr("Create")
        onNamed: name => chooser.library.createPlaylist(name, chooser.cards)
    }
}
