// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Melody.Design
import Melody.Components
import Melody.ViewModels

// Greeting, the newest album, shelves.
Item {
    id: screen

    required property AppViewModel app
    required property Navigator navigator
    readonly property bool phone: screen.width <= Theme.phoneWidth
    readonly property int margin: screen.phone ? Theme.space4 : Theme.space8

    function shelfTitle(code: string): string {
        switch (code) {
        case "new_releases":
            return qsTr("New releases");
        case "popular":
            return qsTr("Popular on Melody");
        case "shows":
            return qsTr("Shows and stories");
        case "artists":
            return qsTr("Artists to know");
        case "all_albums":
            return qsTr("All albums");
        default:
            return qsTr("For you");
        }
    }

    function greeting(part: string): string {
        switch (part) {
        case "morning":
            return qsTr("Good morning");
        case "afternoon":
            return qsTr("Good afternoon");
        case "evening":
            return qsTr("Good evening");
        default:
            return qsTr("Still up?");
        }
    }

    HomeViewModel {
        id: home
        objectName: "homeViewModel"
        app: screen.app
    }
    ScrollPage {
        anchors.fill: parent
        visible: !home.failed && !home.empty
        spacing: screen.phone ? Theme.space6 : Theme.space8

        Item {
            width: parent.width
            height: words.height + (screen.phone ? Theme.space4 : Theme.space8)
            Words {
                id: words
                x: screen.margin
                anchors.bottom: parent.bottom
                width: parent.width - 2 * screen.margin
                text: screen.greeting(home.partOfDay)
                style: "headline"
                Accessible.role: Accessible.Heading
            }
        }
        Hero {
            width: parent.width
            visible: home.featuredId !== ""
            margin: screen.margin
            title: home.featuredTitle
            subtitle: home.featuredSubtitle
            imageId: home.featuredImageId
            imageColor: home.featuredColor
            onOpened: screen.navigator.openContent("album", home.featuredId)
            onPlayed: screen.app.playback.playAlbum(home.featuredId)
        }
        Repeater {
            model: home.shelves

            Shelf {
                id: shelf

                required property ShelfViewModel modelData

                width: screen.width
                margin: screen.margin
                cardWidth: screen.phone ? 156 : 188
                title: screen.shelfTitle(shelf.modelData.code)
                items: shelf.modelData.items
                action: shelf.modelData.code === "all_albums" ? qsTr("See all") : ""
                onActionTriggered: screen.navigator.openPlace("albums")
                onOpened: (kind, contentId) => screen.navigator.openContent(kind, contentId)
                onPlayed: contentId => screen.app.playback.playAlbum(contentId)
            }
        }
        Skeleton {
            x: screen.margin
            visible: home.loading && home.featuredId === ""
            width: parent.width - 2 * screen.margin
            height: screen.phone ? 360 : 264
            radius: 16
        }
        Repeater {
            model: home.loading && home.featuredId === "" ? 2 : 0
            ShelfSkeleton {
                width: screen.width
                margin: screen.margin
                cardWidth: screen.phone ? 156 : 188
            }
        }
    }
    MessagePanel {
        anchors.fill: parent
        visible: home.failed
        iconName: "wifi-off"
        title: qsTr("Home didn't load")
        message: home.error
        action: qsTr("Try again")
        onTriggered: home.load()
    }
    MessagePanel {
        anchors.fill: parent
        visible: home.empty
        iconName: "music"
        title: qsTr("No music yet")
        message: qsTr("As soon as somebody publishes a record, it will be here.")
        action: qsTr("Look again")
        onTriggered: home.load()
    }
}
