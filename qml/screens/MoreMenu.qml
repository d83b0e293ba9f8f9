// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Melody.Design
import Melody.ViewModels

// What else can be done with a song, an episode, an album or a playlist; beside what was pressed.
T.Popup {
    id: menu

    required property AppViewModel app
    required property var cards  // cards.h
    required property var chosen // gets what of `extra` was chosen
    property string title: ""
    property Item before: null // had the keyboard, and gets it back
    readonly property var download: menu.cards.length === 1 ? menu.app.downloads.states[menu.cards[0].id] ?? null : null
    readonly property bool kept: menu.download !== null && menu.download.status !== "failed"
    readonly property string refusal: menu.app.queue.choosing
    readonly property var ours: [{
            "value": "next",
            "text": qsTr("Play next"),
            "icon": "list-start",
            "chooses": true
        }, {
            "value": "end",
            "text": qsTr("Add to queue"),
            "icon": "list-end",
            "chooses": true
        }, {
            "value": "playlist",
            "text": qsTr("Add to a playlist"),
            "icon": "list-plus",
            "hidden": !menu.app.library.available
        }, {
            "value": "download",
            "text": menu.kept ? qsTr("Show in Downloads") : qsTr("Download"),
            "icon": menu.kept ? "check" : "download",
            "hidden": !menu.app.downloads.available || menu.cards.length !== 1
        }]

    signal added(var cards)
    signal downloadsAsked

    function ask(title: string, extra: var, from: var) {
        menu.title = title;
        menu.before = menu.parent.Window.activeFocusItem;
        list.model = menu.ours.concat(extra).filter(option => option.hidden !== true);
        const corner = from.mapToItem(menu.parent, 0, 0);
        menu.x = Math.max(Theme.space2, Math.min(corner.x + from.width - menu.implicitWidth, menu.parent.width - menu.implicitWidth - Theme.space2));
        const below = corner.y + from.height;
        const fits = below + menu.implicitHeight + Theme.space2 <= menu.parent.height;
        menu.y = fits ? below : Math.max(Theme.space2, corner.y - menu.implicitHeight);
        menu.open();
    }

    function choose(value: string) {
        menu.close();
        if (value === "next")
            menu.app.queue.playNext(menu.cards);
        else if (value === "end")
            menu.app.queue.append(menu.cards);
        else if (value === "playlist")
            menu.added(menu.cards);
        else if (value === "download" && menu.kept)
            menu.downloadsAsked();
        else if (value === "download")
            menu.app.downloads.addCard(menu.cards[0]);
        else
            menu.chosen.call(menu, value);
    }

    modal: true
    dim: false
    focus: true
    parent: T.Overlay.overlay
    implicitWidth: Math.min(300, (menu.parent ? menu.parent.width : 300) - 2 * Theme.space2)
    implicitHeight: column.implicitHeight + 2 * Theme.space2
    padding: Theme.space2
    onOpened: {
        list.currentIndex = menu.refusal === "" ? 0 : list.model.findIndex(option => option.chooses !== true);
        list.forceActiveFocus(Qt.TabFocusReason);
    }

    onClosed: if (menu.before)
        menu.before.forceActiveFocus(Qt.PopupFocusReason)

    contentItem: Column {
        id: column
        spacing: Theme.space1
        Accessible.role: Accessible.PopupMenu
        Accessible.name: menu.title

        Words {
            x: Theme.space3
            width: parent.width - 2 * x
            topPadding: Theme.space1
            text: menu.title
            style: "label"
            secondary: true
        }
        ListView {
            id: list
            objectName: "moreList"
            width: parent.width
            height: contentHeight
            interactive: false
            keyNavigationEnabled: true
            delegate: ListRow {
                id: option

                required property var modelData

                objectName: "more_" + option.modelData.value
                width: list.width
                compact: true
                focus: true
                enabled: menu.refusal === "" || option.modelData.chooses !== true
                opacity: option.enabled ? 1 : 0.45
                iconName: option.modelData.icon
                text: option.modelData.text
                description: option.enabled ? "" : menu.refusal
                Accessible.role: Accessible.MenuItem
                onClicked: menu.choose(option.modelData.value)
            }
        }
        Words {
            objectName: "moreRefusal"
            x: Theme.space3
            width: parent.width - 2 * x
            bottomPadding: Theme.space2
            visible: menu.refusal !== ""
            text: menu.refusal
            style: "label"
            font.weight: Font.Normal
            secondary: true
            wrapMode: Text.Wrap
        }
    }
    background: Rectangle {
        radius: Theme.radiusLarge
        color: Theme.overlay
        border.width: 1
        border.color: Theme.hairline
        Shadow {
            blur: 40
        }
    }
}
