// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Melody.Design
import Melody.ViewModels

// Playlists that were changed here and on another device in ways that do not go together: what holds is for the listener to choose.
Column {
    id: list

    required property LibraryViewModel library

    spacing: Theme.space3
    visible: list.library.contested.length > 0

    Repeater {
        model: list.library.contested
        delegate: Rectangle {
            id: question

            required property var modelData
            required property int index

            objectName: "contested_" + question.index
            width: list.width
            height: column.height + 2 * Theme.space4
            radius: Theme.radius
            color: Theme.surface
            Accessible.role: Accessible.AlertMessage
            Accessible.name: question.modelData.sentence
            Column {
                id: column
                x: Theme.space4
                y: Theme.space4
                width: parent.width - 2 * x
                spacing: Theme.space3
                Words {
                    width: parent.width
                    text: question.modelData.sentence
                    wrapMode: Text.Wrap
                    Accessible.ignored: true
                }
                Flow {
                    width: parent.width
                    spacing: Theme.space2
                    Button {
                        objectName: "contestedMine_" + question.index
                        text: question.modelData.mine
                        onClicked: list.library.chooseContested(question.modelData.id, true)
                    }
                    Button {
                        objectName: "contestedTheirs_" + question.index
                        kind: "ghost"
                        text: question.modelData.theirs
                        onClicked: list.library.chooseContested(question.modelData.id, false)
                    }
                }
            }
        }
    }
}
