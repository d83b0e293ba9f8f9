// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Not bound, because Qt 6.4 cannot create bound components in a Loader; so ids are looked up.
// qmllint disable unqualified
import QtQuick
import Melody.Design

// An album, artist or track as a card: artwork, title, who made it. A play button comes with the pointer.
Card {
    id: card

    required property string title
    required property string subtitle
    required property string kind
    required property string imageId
    required property string imageColor
    required property bool explicitContent
    readonly property bool round: card.kind === "artist"
    readonly property bool playable: card.kind === "album" || card.kind === "show"

    signal played

    padding: Theme.space2
    text: card.title
    description: card.round ? qsTr("Artist") : card.subtitle
    implicitHeight: card.width + words.height + Theme.space3

    contentItem: Item {
        ArtworkImage {
            id: art
            width: parent.width
            height: width
            imageId: card.imageId
            tone: card.imageColor
            radius: card.round ? width / 2 : Theme.radius
            fallbackIcon: card.round ? "user" : card.kind === "show" ? "podcast" : "music"
        }
        Column {
            id: words
            anchors.top: art.bottom
            anchors.topMargin: Theme.space2
            width: parent.width
            spacing: 2
            Words {
                width: parent.width
                text: card.title
                style: "strong"
                horizontalAlignment: card.round ? Text.AlignHCenter : Text.AlignLeft
                Accessible.ignored: true
            }
            Words {
                width: parent.width
                visible: !card.round
                text: card.subtitle
                style: "label"
                font.weight: Font.Normal
                secondary: true
                Accessible.ignored: true
            }
        }
    }
    Loader {
        x: card.leftPadding + art.width - width - Theme.space2
        y: card.topPadding + art.height - height - Theme.space2
        active: card.hovered && card.playable
        sourceComponent: IconButton {
            objectName: "cardPlay"
            iconName: "play"
            filled: true
            prominent: true
            size: 44
            focusPolicy: Qt.NoFocus
            text: qsTr("Play %1").arg(card.title)
            onClicked: card.played()
            NumberAnimation on opacity  {
                from: 0
                to: 1
                duration: Theme.fast
            }
        }
    }
}
