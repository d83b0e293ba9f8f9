// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Not bound, because Qt 6.4 cannot create bound components in a StackView; so ids are looked up.
// qmllint disable unqualified
import QtQuick
import QtQuick.Controls.Basic
import Melody.Design
import Melody.Components
import Melody.ViewModels

// The signed-in app: navigation, the screens, the player.
FocusScope {
    id: shell
    objectName: "shell"

    required property AppViewModel app
    readonly property bool phone: shell.width <= Theme.phoneWidth
    readonly property PlaybackViewModel playback: shell.app.playback
    property string place: "home"
    property bool nowPlaying: false

    function push(file: string, properties: var) {
        shell.nowPlaying = false;
        stack.push(Qt.resolvedUrl(file), Object.assign({
                    "app": shell.app,
                    "navigator": nav
                }, properties));
    }

    function go(name: string) {
        if (shell.place !== name || stack.depth !== 1)
            shell.show(name, {});
        shell.nowPlaying = false;
    }

    function show(name: string, properties: var) {
        shell.place = name;
        stack.clear();
        if (name === "settings")
            stack.push(settings);
        else
            shell.push(where.fileOf(name), properties);
    }

    function open(kind: string, contentId: string) {
        const properties = {};
        properties[where.idOf(kind)] = contentId;
        shell.push(where.screenOf(kind), properties);
    }

    // Where Search is open already it takes the words, or the keyboard.
    function search(words: string) {
        shell.nowPlaying = false;
        if (shell.place === "search" && stack.depth === 1)
            nav.searchAsked(words);
        else
            shell.show("search", {
                    "words": words
                });
    }

    function openSetting(name: string) {
        shell.go("settings");
        shell.push(pages.fileOf(name), {});
    }

    function follow(link: var) {
        if (link.kind === "library")
            shell.show(link.kind, {
                    "list": link.id
                });
        else if (link.kind === "search")
            shell.search(link.id);
        else if (link.kind !== undefined)
            shell.open(link.kind, link.id);
    }

    function back() {
        if (shell.nowPlaying)
            shell.nowPlaying = false;
        else if (stack.depth > 1)
            stack.pop();
    }

    focus: true
    Component.onCompleted: {
        const link = shell.app.links.take();
        if (link.kind !== "library" && link.kind !== "search")
            stack.push(Qt.resolvedUrl("HomeScreen.qml"), {
                    "app": shell.app,
                    "navigator": nav
                }, StackView.Immediate);
        shell.follow(link);
    }
    Keys.onPressed: event => event.accepted = keys.handle(event)

    Connections {
        target: shell.app.links
        function onCame() {
            shell.follow(shell.app.links.take());
        }
    }
    PlayerKeys {
        id: keys
        playback: shell.playback
        onBack: shell.back()
        onSearch: shell.search("")
    }
    ShellPlaces {
        id: where
    }
    Navigator {
        id: nav
        onOpenContent: (kind, contentId) => shell.open(kind, contentId)
        onOpenPlace: name => shell.go(name)
        onOpenSetting: name => shell.openSetting(name)
        onGoBack: shell.back()
        onAddToPlaylist: cards => dialogs.addToPlaylist(cards)
        onMoreAsked: (title, cards, extra, chosen, from) => dialogs.showMore(title, cards, extra, chosen, from)
    }
    SettingsPlaces {
        id: pages
        roles: shell.app.session.roles
        secondFactor: shell.app.session.secondFactor
    }
    Sidebar {
        id: sidebar
        visible: !shell.phone
        height: parent.height - (bar.visible ? bar.height : 0)
        width: visible ? implicitWidth : 0
        narrow: shell.width < Theme.railWidth
        current: shell.place
        places: where.rows
        userName: shell.app.session.displayName
        avatarId: shell.app.session.avatarId
        enabled: !shell.nowPlaying
        onChosen: name => shell.go(name)
    }
    OfflineStrip {
        id: strip
        x: sidebar.width
        width: shell.width - x
        shown: shell.app.downloads.offline
        enabled: !shell.nowPlaying
        onChosen: shell.openSetting("downloads")
    }
    PageStack {
        id: stack
        objectName: "stack"
        x: sidebar.width
        y: strip.height
        width: shell.width - x
        height: shell.height - strip.height - (shell.phone ? tabs.height + (mini.visible ? mini.height + Theme.space2 : 0) : bar.visible ? bar.height : 0)
        focus: !shell.nowPlaying
        enabled: !shell.nowPlaying
    }
    PlayerBar {
        id: bar
        visible: !shell.phone && shell.playback.active
        anchors.bottom: parent.bottom
        width: parent.width
        playback: shell.playback
        library: shell.app.library
        adBreak: shell.app.queue.adBreak
        handOver: shell.app.handOver
        queue: shell.app.queue
        enabled: !shell.nowPlaying
        onExpanded: shell.nowPlaying = true
        onDevicesAsked: dialogs.askWhereToPlay()
    }
    MiniPlayer {
        id: mini
        visible: shell.phone && shell.playback.active
        anchors.bottom: tabs.top
        anchors.bottomMargin: Theme.space2
        x: Theme.space2
        width: parent.width - 2 * Theme.space2
        playback: shell.playback
        adBreak: shell.app.queue.adBreak
        playsOn: shell.app.handOver.playsOn
        enabled: !shell.nowPlaying
        onExpanded: shell.nowPlaying = true
    }
    TabBar {
        id: tabs
        visible: shell.phone
        anchors.bottom: parent.bottom
        width: parent.width
        current: shell.place
        places: where.rows
        enabled: !shell.nowPlaying
        onChosen: name => shell.go(name)
    }
    NowPlayingScreen {
        id: playing
        objectName: "nowPlaying"

        // Moved by a share: y itself follows the window's height, at the start, too.
        property real shown: shell.nowPlaying ? 1 : 0

        width: parent.width
        height: parent.height
        visible: shown > 0
        y: (1 - shown) * height
        focus: shell.nowPlaying
        app: shell.app
        onDevicesAsked: dialogs.askWhereToPlay()
        onClosed: shell.nowPlaying = false
        onPlansAsked: shell.openSetting("plans")
        onOpenContent: (kind, contentId) => shell.open(kind, contentId)
        Behavior on shown  {
            NumberAnimation {
                duration: Theme.slow
                easing.type: Easing.OutCubic
            }
        }
    }
    // From the left edge: back. The button of the screen does the same.
    Swipe {
        width: Theme.space5
        height: parent.height - (shell.nowPlaying ? 0 : tabs.height)
        visible: shell.phone && (shell.nowPlaying || stack.depth > 1)
        along: false
        onToRight: shell.back()
    }
    ShellDialogs {
        id: dialogs
        app: shell.app
        onSettingAsked: name => shell.openSetting(name)
    }
    SpokenToast {
        anchors.bottom: stack.bottom
        anchors.bottomMargin: Theme.space4
        x: stack.x + Theme.space4
        width: stack.width - 2 * Theme.space4
        app: shell.app
        refusals: !shell.nowPlaying
        onPlansWanted: shell.openSetting("plans")
    }

    Component {
        id: settings
        SettingsScreen {
            app: shell.app
            navigator: nav
            places: pages.rows
        }
    }
}
