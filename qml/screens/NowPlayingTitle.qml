// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Melody.Design
import Melody.ViewModels

// Title and artist of what plays; an error in place of the album when there is one.
Column {
    id: title

    required property PlaybackViewModel playback
    property bool large: true

    signal openContent(string kind, string contentId)

    spacing: Theme.space1

    Words {
        width: parent.width
        text: title.playback.title
        style: "headline"
        font.pixelSize: Math.round((title.large ? 40 : 26) * Theme.textScale)
        wrapMode: Text.Wrap
        maximumLineCount: 2
        lineHeight: 1.02
        Accessible.role: Accessible.Heading
    }
    Card {
        id: artist
        x: -Theme.space2
        implicitHeight: Math.max(36, name.implicitHeight + Theme.space2)
        implicitWidth: Math.min(title.width, name.implicitWidth)
        radius: Theme.radiusSmall
        enabled: title.playback.artistId !== ""
        text: title.playback.artistName
        description: qsTr("Artist")
        Accessible.role: Accessible.Link
        onClicked: title.openContent("artist", title.playback.artistId)
        contentItem: Words {
            id: name
            leftPadding: Theme.space2
            rightPadding: Theme.space2
            verticalAlignment: Text.AlignVCenter
            text: artist.text
            style: "subtitle"
            font.weight: Font.Medium
            secondary: true
            Accessible.ignored: true
        }
    }
    Words {
        width: parent.width
        visible: title.playback.failed
        text: title.playback.error
        wrapMode: Text.Wrap
        color: Theme.danger
        Accessible.role: Accessible.AlertMessage
    }
}
