// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Not bound, because Qt 6.4 cannot create bound headers and footers; so ids are looked up.
// qmllint disable unqualified
import QtQuick
import QtQuick.Templates as T
import Melody.Design
import Melody.Components
import Melody.ViewModels

// Every album, a page at a time.
Item {
    id: screen

    required property AppViewModel app
    required property Navigator navigator
    readonly property bool phone: screen.width <= Theme.phoneWidth
    readonly property int margin: screen.phone ? Theme.space4 : Theme.space8

    BrowseModel {
        id: albums
        app: screen.app
    }
    GridView {
        id: grid

        readonly property int columns: Math.max(2, Math.floor((width - leftMargin - rightMargin) / (screen.phone ? 156 : 184)))

        objectName: "browseGrid"
        anchors.fill: parent
        leftMargin: screen.margin - Theme.space2
        rightMargin: screen.margin - Theme.space2
        bottomMargin: Theme.space8
        cellWidth: Math.floor((width - leftMargin - rightMargin) / columns)
        cellHeight: cellWidth + Math.round(56 * Theme.textScale)
        boundsBehavior: Flickable.StopAtBounds
        reuseItems: true
        cacheBuffer: 600
        model: albums
        Accessible.role: Accessible.List
        Accessible.name: qsTr("All albums")
        T.ScrollBar.vertical: ScrollBar {
        }
        FocusFollower {
            view: grid
        }

        header: Item {
            width: grid.width - grid.leftMargin - grid.rightMargin
            height: title.height + (screen.phone ? Theme.space8 : Theme.space12)
            Words {
                id: title
                x: Theme.space2
                anchors.verticalCenter: parent.verticalCenter
                width: parent.width - 2 * Theme.space2
                text: qsTr("All albums")
                style: "headline"
                wrapMode: Text.Wrap
                Accessible.role: Accessible.Heading
            }
        }
        delegate: AlbumCard {
            id: card

            required property string contentId
            required property int index

            width: grid.cellWidth
            onClicked: screen.navigator.openContent(card.kind, card.contentId)
            onPlayed: screen.app.playback.playAlbum(card.contentId)
            onActiveFocusChanged: if (card.activeFocus)
                grid.positionViewAtIndex(card.index, GridView.Contain)
        }
        footer: Item {
            width: grid.width - grid.leftMargin - grid.rightMargin
            height: albums.error !== "" ? retry.implicitHeight : albums.loading ? grid.cellHeight : 0
            clip: true
            Row {
                visible: albums.loading
                Repeater {
                    model: grid.columns
                    Item {
                        width: grid.cellWidth
                        height: grid.cellHeight
                        Skeleton {
                            x: Theme.space2
                            y: Theme.space2
                            width: grid.cellWidth - Theme.space4
                            height: width
                            radius: Theme.radius
                        }
                    }
                }
            }
            MessagePanel {
                id: retry
                width: parent.width
                visible: albums.error !== ""
                title: qsTr("The list stopped here")
                message: albums.error
                action: qsTr("Try again")
                onTriggered: albums.retry()
            }
        }
    }
}
