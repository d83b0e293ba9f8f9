// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Not bound, because Qt 6.4 cannot create bound headers and footers; so ids are looked up.
// qmllint disable unqualified
import QtQuick
import QtQuick.Dialogs
import QtQuick.Templates as T
import Melody.Design
import Melody.Components
import Melody.ViewModels

// One playlist of mine: play it, name it, put it in order, take songs off.
Item {
    id: screen

    required property AppViewModel app
    required property Navigator navigator
    required property string playlistId
    readonly property bool phone: screen.width <= Theme.phoneWidth
    readonly property int margin: screen.phone ? Theme.space4 : Theme.space8

    function hold(row: var) {
        if (row)
            row.grip.forceActiveFocus(Qt.TabFocusReason);
    }

    function chooseMore(value: string) {
        value === "export" ? place.open() : describing.ask(viewModel.description);
    }

    // Moves a song and stays with it.
    function move(from: int, to: int) {
        viewModel.move(from, to);
        list.positionViewAtIndex(to, ListView.Contain);
        screen.hold(list.itemAtIndex(to));
    }

    PlaylistViewModel {
        id: viewModel
        app: screen.app
        playlistId: screen.playlistId
    }
    ListView {
        id: list

        objectName: "playlistList"
        anchors.fill: parent
        visible: viewModel.ready
        bottomMargin: Theme.space10
        boundsBehavior: Flickable.StopAtBounds
        cacheBuffer: 400
        model: viewModel.rows
        Accessible.role: Accessible.List
        Accessible.name: viewModel.name
        T.ScrollBar.vertical: ScrollBar {
        }
        FocusFollower {
            view: list
        }

        header: PlaylistHeader {
            width: list.width
            margin: screen.margin
            playlist: viewModel
            downloads: screen.app.downloads
            playlistId: screen.playlistId
            onBack: screen.navigator.goBack()
            onPlayed: viewModel.play(0)
            onRenamed: naming.ask(viewModel.name)
            onRemoved: question.open()
            onExported: place.open()
            onDescribed: describing.ask(viewModel.description)
            onMoreAsked: (extra, from) => screen.navigator.moreAsked(viewModel.name, viewModel.cards(), extra, screen.chooseMore, from)
            onDownloadsAsked: screen.navigator.openSetting("downloads")
        }
        delegate: PlaylistRow {
            id: line
            objectName: "playlistRow_" + line.index
            x: screen.margin - Theme.space1
            width: list.width - 2 * (screen.margin - Theme.space1)
            view: list
            playback: screen.app.playback
            library: screen.app.library
            onPlayed: viewModel.play(line.index)
            onLiked: screen.app.library.toggleLike(line.row)
            onAdded: screen.navigator.addToPlaylist([line.row])
            onMoreAsked: from => screen.navigator.moreAsked(line.row.title, [line.row], [line.removal], () => line.removed(), from)
            onRemoved: viewModel.remove(line.index)
            onHoveredChanged: if (line.hovered && !line.current)
                viewModel.prefetch(line.index)
            onMovedTo: to => screen.move(line.index, to)
        }
        footer: MessagePanel {
            width: list.width
            visible: viewModel.rows.count === 0
            height: visible ? implicitHeight : 0
            iconName: "list-music"
            title: qsTr("This playlist is empty")
            message: qsTr("Press the list with the plus beside a song to put it here.")
            action: qsTr("Browse albums")
            onTriggered: screen.navigator.openPlace("albums")
        }
    }
    MessagePanel {
        anchors.fill: parent
        visible: viewModel.failed
        title: qsTr("This playlist isn't there")
        message: qsTr("It may have been deleted on another device.")
        action: qsTr("To your library")
        onTriggered: screen.navigator.openPlace("library")
    }
    FileDialog {
        id: place
        title: qsTr("Where shall the playlist be kept?")
        fileMode: FileDialog.SaveFile
        defaultSuffix: "xspf"
        nameFilters: [qsTr("XSPF playlist (*.xspf)"), qsTr("M3U playlist (*.m3u8)")]
        onAccepted: viewModel.exportTo(place.selectedFile)
    }
    NameDialog {
        id: naming
        title: qsTr("Rename this playlist")
        confirmText: qsTr("Rename")
        onNamed: name => viewModel.rename(name)
    }
    NameDialog {
        id: describing
        title: qsTr("Describe this playlist")
        confirmText: qsTr("Save")
        label: qsTr("Description")
        longest: 2000
        optional: true
        onNamed: words => viewModel.describe(words)
    }
    Dialog {
        id: question
        title: qsTr("Delete this playlist?")
        message: qsTr("%1 goes from all your devices.").arg(viewModel.name)
        confirmText: qsTr("Delete")
        onConfirmed: {
            viewModel.deleteForGood();
            screen.navigator.openPlace("library");
        }
    }
}
