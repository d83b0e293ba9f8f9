// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Melody.Design
import Melody.Components
import Melody.ViewModels

// The rest of the queue.
Item {
    id: upNext

    required property PlaybackViewModel playback

    Words {
        id: heading
        visible: upNext.playback.upcoming.count > 0
        text: qsTr("Up next")
        style: "subtitle"
        Accessible.role: Accessible.Heading
    }
    ListView {
        id: list
        objectName: "upNextList"
        anchors.top: heading.bottom
        anchors.topMargin: Theme.space2
        anchors.bottom: parent.bottom
        x: -Theme.space2
        width: parent.width + 2 * Theme.space2
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        reuseItems: true
        model: upNext.playback.upcoming
        Accessible.role: Accessible.List
        Accessible.name: heading.text

        delegate: TrackRow {
            id: row

            required property int index

            width: list.width
            withArtwork: true
            onClicked: upNext.playback.jumpToUpcoming(row.index)
            onActiveFocusChanged: if (row.activeFocus)
                list.positionViewAtIndex(row.index, ListView.Contain)
        }
    }
}
