// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Melody.Design
import Melody.Components
import Melody.ViewModels

// One page behind Settings: the way back, the title, what is wrong, and a column that never gets too wide to read.
FocusScope {
    id: page

    required property AppViewModel app
    required property Navigator navigator
    property string title: ""
    property string error: ""
    property bool loading: false
    readonly property bool phone: page.width <= Theme.phoneWidth
    readonly property int margin: page.phone ? Theme.space4 : Theme.space8
    default property alias content: body.data

    // For when what had the focus is gone: without it the keyboard would reach nothing.
    function focusBack() {
        back.forceActiveFocus();
    }

    Component.onCompleted: page.focusBack()

    ScrollPage {
        anchors.fill: parent
        spacing: Theme.space6

        Item {
            width: parent.width
            height: Math.max(words.height, back.height) + Theme.space6
            IconButton {
                id: back
                objectName: "backButton"
                x: page.margin - Theme.space3
                anchors.bottom: parent.bottom
                iconName: "arrow-left"
                text: qsTr("Back")
                onClicked: page.navigator.goBack()
            }
            Words {
                id: words
                anchors.left: back.right
                anchors.leftMargin: Theme.space2
                anchors.right: parent.right
                anchors.rightMargin: page.margin
                anchors.verticalCenter: back.verticalCenter
                text: page.title
                style: page.phone ? "title" : "headline"
                Accessible.role: Accessible.Heading
            }
            Spinner {
                anchors.right: parent.right
                anchors.rightMargin: page.margin
                anchors.verticalCenter: back.verticalCenter
                visible: page.loading
            }
        }
        Column {
            x: page.margin
            width: Math.min(640, page.width - 2 * page.margin)
            spacing: Theme.space6

            Notice {
                text: page.error
            }
            Column {
                id: body
                width: parent.width
                spacing: Theme.space5
            }
        }
    }
}
