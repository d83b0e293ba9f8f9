// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Dialogs
import QtQuick.Templates as T
import Melody.Design
import Melody.Components
import Melody.ViewModels

// Chooses a playlist file, says what of it was found, and makes a playlist of that.
T.Popup {
    id: dialog

    required property AppViewModel app

    signal made(string playlist)

    function choose() {
        file.open();
    }
    function read(url: url) {
        viewModel.read(url);
        dialog.open();
    }
    function create() {
        const id = viewModel.create();
        dialog.close();
        if (id !== "")
            dialog.made(id);
    }
    function heading(): string {
        return viewModel.busy ? qsTr("Looking for the songs …") : viewModel.error !== "" ? qsTr("Nothing was imported") : qsTr("%n song(s) found", "", viewModel.found);
    }
    function explanation(): string {
        if (viewModel.error !== "")
            return viewModel.error;
        const offline = viewModel.incomplete ? qsTr("You're offline, so some songs couldn't be looked for. Try again later to have them all.") : "";
        const missing = viewModel.missing.length > 0 ? qsTr("These stay out, because Melody doesn't have them under this name:") : "";
        return (offline + " " + missing).trim();
    }

    modal: true
    focus: true
    parent: T.Overlay.overlay
    anchors.centerIn: parent
    implicitWidth: Math.min(480, (dialog.parent ? dialog.parent.width : 480) - 2 * Theme.space4)
    implicitHeight: column.implicitHeight + 2 * Theme.space6
    padding: Theme.space6
    onClosed: viewModel.cancel()

    PlaylistImportViewModel {
        id: viewModel
        app: dialog.app
        // Everything was found: there is nothing to ask.
        onChanged: {
            if (viewModel.ready && viewModel.missing.length === 0)
                dialog.create();
        }
    }
    FileDialog {
        id: file
        title: qsTr("Choose a playlist file")
        nameFilters: [qsTr("Playlists (*.xspf *.m3u *.m3u8)")]
        onAccepted: dialog.read(file.selectedFile)
    }

    contentItem: Column {
        id: column
        spacing: Theme.space4
        Accessible.role: Accessible.Dialog
        Accessible.name: dialog.heading()
        Accessible.description: dialog.explanation()

        Words {
            objectName: "importHeading"
            width: parent.width
            text: dialog.heading()
            style: "title"
            wrapMode: Text.Wrap
        }
        Spinner {
            visible: viewModel.busy
        }
        Words {
            objectName: "importExplanation"
            width: parent.width
            visible: text !== ""
            text: dialog.explanation()
            secondary: true
            wrapMode: Text.Wrap
        }
        ListView {
            id: names
            objectName: "importMissing"
            width: parent.width
            height: Math.min(names.contentHeight, 240)
            visible: names.count > 0
            clip: true
            activeFocusOnTab: true
            boundsBehavior: Flickable.StopAtBounds
            model: viewModel.missing
            Keys.onUpPressed: names.flick(0, 400)
            Keys.onDownPressed: names.flick(0, -400)
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Songs that were not found")
            T.ScrollBar.vertical: ScrollBar {
            }
            FocusRing {
                shown: names.activeFocus
            }
            delegate: Words {
                required property string modelData
                width: names.width
                text: modelData
                wrapMode: Text.Wrap
                topPadding: Theme.space1
                Accessible.role: Accessible.ListItem
            }
        }
        ButtonRow {
            anchors.right: parent.right
            Button {
                objectName: "importCancel"
                kind: "ghost"
                text: viewModel.error !== "" ? qsTr("Close") : qsTr("Cancel")
                onClicked: dialog.close()
            }
            Button {
                objectName: "importConfirm"
                visible: viewModel.ready && viewModel.found > 0
                text: qsTr("Make the playlist")
                onClicked: dialog.create()
            }
        }
    }
    background: Rectangle {
        radius: Theme.radiusLarge
        color: Theme.overlay
        Shadow {
            blur: 40
        }
    }
    T.Overlay.modal: Rectangle {
        color: Theme.scrim
    }
}
