// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Melody.Design
import Melody.ViewModels

// The track in the bar: artwork, title, artist. Opens Now Playing.
Card {
    id: summary

    required property PlaybackViewModel playback
    property int artSize: 56
    property bool adBreak: false
    property string playsOn: "" // another device

    readonly property string below: summary.adBreak ? qsTr("A short break") : summary.playsOn !== "" ? qsTr("On %1").arg(summary.playsOn) : summary.playback.artistName

    padding: Theme.space1
    radius: Theme.radius
    implicitHeight: Math.max(summary.artSize, words.implicitHeight) + 2 * Theme.space1
    text: qsTr("Now playing: %1").arg(summary.playback.title)
    description: summary.playback.failed ? summary.playback.error : summary.below

    contentItem: Item {
        ArtworkImage {
            id: art
            width: summary.artSize
            height: summary.artSize
            radius: Theme.radiusSmall
            imageId: summary.playback.imageId
            tone: summary.playback.imageColor
        }
        Column {
            id: words
            anchors.left: art.right
            anchors.leftMargin: Theme.space3
            anchors.right: parent.right
            anchors.rightMargin: Theme.space1
            anchors.verticalCenter: parent.verticalCenter
            spacing: 2
            Words {
                width: parent.width
                text: summary.playback.title
                style: "strong"
                Accessible.ignored: true
            }
            Words {
                width: parent.width
                objectName: "summaryBelow"
                text: summary.below
                style: "label"
                font.weight: Font.Normal
                color: summary.adBreak || summary.playsOn !== "" ? Theme.accent : Theme.textSecondary
                Accessible.ignored: true
            }
        }
    }
}
