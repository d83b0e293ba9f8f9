// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Melody.Design
import Melody.Components

// The ground of signing in and up: the form on one side, the promise on the other (on a phone only the form).
Rectangle {
    id: page

    required property string title
    property string subtitle: ""
    property string error: ""
    readonly property bool wide: page.width >= 900
    default property alias fields: fields.data

    color: Theme.ground

    Wash {
        id: promise
        anchors.right: parent.right
        width: parent.width * 0.46
        height: parent.height
        visible: page.wide
        from: Theme.dark ? "#402418" : "#f6d9c6"
        to: Theme.dark ? "#1b1412" : "#f4e9de"
        SoundHorizon {
            anchors.fill: parent
        }
        Words {
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.bottom: parent.bottom
            anchors.margins: Theme.space12
            text: qsTr("Independent music, played exactly as it was made.")
            style: "headline"
            wrapMode: Text.Wrap
            lineHeight: 1.1
        }
    }
    Flickable {
        id: flick
        width: page.wide ? page.width - promise.width : page.width
        height: page.height
        contentHeight: Math.max(height, column.height + 2 * Theme.space8)
        boundsBehavior: Flickable.StopAtBounds

        FocusFollower {
            view: flick
        }
        Column {
            id: column
            anchors.centerIn: parent
            width: Math.min(376, flick.width - 2 * Theme.space6)
            spacing: Theme.space5

            Brand {
                size: 36
            }
            Item {
                width: 1
                height: Theme.space2
            }
            Column {
                width: parent.width
                spacing: Theme.space2
                Words {
                    width: parent.width
                    text: page.title
                    style: "headline"
                    wrapMode: Text.Wrap
                    Accessible.role: Accessible.Heading
                }
                Words {
                    width: parent.width
                    visible: page.subtitle !== ""
                    text: page.subtitle
                    secondary: true
                    wrapMode: Text.Wrap
                }
            }
            Notice {
                text: page.error
            }
            Column {
                id: fields
                width: parent.width
                spacing: Theme.space4
            }
        }
    }
}
