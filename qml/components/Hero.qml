// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Melody.Design

// The newest album, large, in its own colour.
Item {
    id: hero

    required property string title
    required property string subtitle
    required property string imageId
    required property string imageColor
    property int margin: Theme.space8
    readonly property bool narrow: hero.width < 640

    signal opened
    signal played

    implicitHeight: hero.narrow ? column.height + art.height + 3 * Theme.space4 : 264

    Wash {
        x: hero.margin
        width: hero.width - 2 * hero.margin
        height: hero.height
        radius: 16
        from: Paint.wash(hero.imageColor, Theme.dark ? 0.85 : 0.7)
        to: Paint.wash(hero.imageColor, Theme.dark ? 0.3 : 0.26)
        sideways: !hero.narrow

        Card {
            id: art
            x: hero.narrow ? Theme.space4 : Theme.space6
            y: hero.narrow ? Theme.space4 : (parent.height - height) / 2
            width: hero.narrow ? parent.width - 2 * Theme.space4 : 216
            height: width
            padding: 0
            text: qsTr("Open %1").arg(hero.title)
            onClicked: hero.opened()
            contentItem: ArtworkImage {
                imageId: hero.imageId
                tone: hero.imageColor
                radius: Theme.radiusLarge
            }
            Shadow {
                visible: !hero.narrow
                blur: 32
            }
        }
        Column {
            id: column
            x: hero.narrow ? Theme.space4 : art.x + art.width + Theme.space8
            y: hero.narrow ? art.y + art.height + Theme.space4 : (parent.height - height) / 2
            width: parent.width - x - Theme.space4
            spacing: Theme.space1

            Words {
                text: qsTr("New release")
                style: "label"
                secondary: true
            }
            Words {
                width: parent.width
                text: hero.title
                style: hero.narrow ? "headline" : "display"
                font.pixelSize: hero.narrow ? Math.round(28 * Theme.textScale) : Theme.display
                maximumLineCount: 2
                wrapMode: Text.Wrap
                lineHeight: 1.02
            }
            Words {
                width: parent.width
                text: hero.subtitle
                style: "subtitle"
                font.weight: Font.Medium
                secondary: true
            }
            Item {
                width: 1
                height: hero.narrow ? Theme.space2 : Theme.space3
            }
            ButtonRow {
                Button {
                    objectName: "heroPlay"
                    text: qsTr("Play")
                    iconName: "play"
                    onClicked: hero.played()
                }
                Button {
                    objectName: "heroOpen"
                    text: qsTr("Open album")
                    kind: "ghost"
                    onClicked: hero.opened()
                }
            }
        }
    }
}
