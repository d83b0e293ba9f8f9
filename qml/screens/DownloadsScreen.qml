// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Melody.Design
import Melody.Components
import Melody.ViewModels

// What is kept on this device: how far it is, how large, and removing it.
SettingsPage {
    id: screen

    readonly property DownloadsViewModel downloads: screen.app.downloads

    function isNewest(row: var): bool {
        return row.kind.startsWith("newest_");
    }
    function facts(row: var): string {
        const parts = [row.kind === "playlist" ? qsTr("Playlist") : row.kind.startsWith("newest_episodes_") ? qsTr("The newest episodes") : screen.isNewest(row) ? qsTr("The newest songs") : row.subtitle];
        if (row.status === "loading")
            parts.push(qsTr("%1 %").arg(row.percent), row.remaining);
        else if (row.status === "waiting")
            parts.push(screen.downloads.offline ? qsTr("waits for a connection") : qsTr("waits its turn"));
        else if (row.status === "paused")
            parts.push(qsTr("paused at %1 %").arg(row.percent));
        parts.push(row.size);
        return parts.filter(part => part !== "").join("  ·  ");
    }

    title: qsTr("Downloads")

    Notice {
        danger: false
        text: screen.downloads.offline ? qsTr("You're offline. What is complete here plays; the rest goes on by itself when you're back.") : ""
    }
    Words {
        width: parent.width
        text: screen.downloads.usage
        secondary: true
        visible: screen.downloads.rows.count > 0
    }
    MessagePanel {
        width: parent.width
        visible: screen.downloads.rows.count === 0
        title: qsTr("Nothing is kept here yet")
        message: qsTr("Open an album or a playlist and press Download. It then plays without a connection; every paid plan includes this.")
        action: qsTr("Browse albums")
        onTriggered: screen.navigator.openPlace("albums")
    }
    Repeater {
        model: screen.downloads.rows
        Item {
            id: line

            required property var row
            required property int index

            width: parent ? parent.width : 0
            height: card.height + (bar.visible ? bar.height + Theme.space1 : 0) + (wrong.visible ? wrong.height + Theme.space2 : 0)

            ListRow {
                id: card
                objectName: "download_" + line.index
                width: parent.width - buttons.width - Theme.space2
                iconName: line.row.status === "done" ? "check" : line.row.status === "failed" ? "circle-alert" : "download"
                text: line.row.title
                subtitle: screen.facts(line.row)
                onClicked: line.row.kind === "liked_songs" ? screen.navigator.openPlace("library") : screen.navigator.openContent(line.row.kind.startsWith("newest_episodes_") ? "show" : screen.isNewest(line.row) ? "artist" : line.row.kind, line.row.id)
            }
            Row {
                id: buttons
                anchors.right: parent.right
                y: (card.height - height) / 2
                IconButton {
                    objectName: "downloadPause_" + line.index
                    visible: line.row.status !== "done"
                    iconName: line.row.status === "paused" || line.row.status === "failed" ? "download" : "pause"
                    text: line.row.status === "paused" ? qsTr("Go on with %1").arg(line.row.title) : line.row.status === "failed" ? qsTr("Try %1 again").arg(line.row.title) : qsTr("Pause %1").arg(line.row.title)
                    onClicked: line.row.status === "paused" ? screen.downloads.resume(line.row.id) : line.row.status === "failed" ? screen.downloads.retry(line.row.id) : screen.downloads.pause(line.row.id)
                }
                IconButton {
                    objectName: "downloadRemove_" + line.index
                    iconName: "trash-2"
                    text: qsTr("Remove %1").arg(line.row.title)
                    onClicked: {
                        question.chosen = line.row.id;
                        question.message = qsTr("%1 leaves this device. You can download it again.").arg(line.row.title);
                        question.open();
                    }
                }
            }
            Rectangle {
                id: bar
                y: card.height
                x: Theme.space3
                width: card.width - 2 * Theme.space3
                height: 4
                radius: 2
                visible: line.row.status === "loading" || line.row.status === "paused"
                color: Theme.track
                Accessible.role: Accessible.ProgressBar
                Accessible.name: qsTr("%1: %2 %").arg(line.row.title).arg(line.row.percent)
                Rectangle {
                    width: parent.width * line.row.percent / 100
                    height: parent.height
                    radius: 2
                    color: Theme.accent
                }
            }
            Notice {
                id: wrong
                anchors.bottom: parent.bottom
                text: line.row.status === "failed" ? line.row.error : ""
            }
        }
    }
    Dialog {
        id: question
        property string chosen: ""
        title: qsTr("Remove this download?")
        confirmText: qsTr("Remove")
        onConfirmed: {
            screen.focusBack();
            screen.downloads.remove(question.chosen);
        }
    }
}
