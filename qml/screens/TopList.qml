// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Melody.Design
import Melody.Components
import Melody.ViewModels

// What was played most, each with a bar for how much.
Column {
    id: list

    required property string title
    required property string name // of its rows
    required property RowsModel rows
    property bool opens: false // rows are pressed for more

    signal chosen(string id)

    spacing: Theme.space2
    visible: list.rows.count > 0

    Words {
        width: parent.width
        text: list.title
        style: "subtitle"
        Accessible.role: Accessible.Heading
    }
    Repeater {
        model: list.rows
        Card {
            id: line

            required property var row
            required property int index

            objectName: list.name + "_" + line.index
            x: -Theme.space2
            width: list.width + 2 * Theme.space2
            implicitHeight: Math.max(Theme.rowHeight, facts.implicitHeight + 2 * Theme.space2)
            radius: Theme.radius
            enabled: list.opens
            text: line.row.title
            description: (line.row.subtitle !== "" ? line.row.subtitle + ", " : "") + line.row.plays
            Accessible.role: list.opens ? Accessible.Button : Accessible.StaticText
            onClicked: list.chosen(line.row.id)
            contentItem: Item {
                Words {
                    id: number
                    x: Theme.space2
                    width: 24 * Theme.textScale
                    anchors.verticalCenter: parent.verticalCenter
                    text: line.index + 1
                    secondary: true
                    Accessible.ignored: true
                }
                ArtworkImage {
                    id: art
                    anchors.left: number.right
                    anchors.leftMargin: Theme.space2
                    anchors.verticalCenter: parent.verticalCenter
                    width: 40
                    height: 40
                    radius: list.opens ? 20 : Theme.radiusSmall
                    imageId: line.row.imageId
                    tone: line.row.imageColor
                }
                Column {
                    id: facts
                    anchors.left: art.right
                    anchors.leftMargin: Theme.space3
                    anchors.right: parent.right
                    anchors.rightMargin: Theme.space2
                    anchors.verticalCenter: parent.verticalCenter
                    spacing: Theme.space1
                    Item {
                        id: words
                        readonly property bool tight: plays.width > 0.5 * width // then the number stands below
                        width: parent.width
                        height: title.height + (words.tight ? plays.height : 0)
                        Words {
                            id: title
                            width: parent.width - (words.tight ? 0 : plays.width + Theme.space3)
                            text: line.row.subtitle !== "" ? line.row.title + " · " + line.row.subtitle : line.row.title
                            font.weight: Font.Medium
                            Accessible.ignored: true
                        }
                        Words {
                            id: plays
                            x: words.tight ? 0 : parent.width - width
                            y: words.tight ? title.height : title.baselineOffset - baselineOffset
                            text: line.row.plays
                            style: "label"
                            secondary: true
                            Accessible.ignored: true
                        }
                    }
                    Rectangle {
                        width: parent.width
                        height: 4
                        radius: 2
                        color: Theme.track
                        Rectangle {
                            width: parent.width * line.row.share
                            height: parent.height
                            radius: 2
                            color: Theme.accent
                        }
                    }
                }
            }
        }
    }
}
