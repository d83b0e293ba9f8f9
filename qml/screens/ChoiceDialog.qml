// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Melody.Design
import Melody.Components

// One choice out of many. `options` is a list of {value, text}.
T.Popup {
    id: dialog

    required property string title
    required property var options
    required property string value

    signal chosen(string value)

    modal: true
    focus: true
    parent: T.Overlay.overlay
    anchors.centerIn: parent
    implicitWidth: Math.min(400, (dialog.parent ? dialog.parent.width : 400) - 2 * Theme.space4)
    implicitHeight: Math.min(480, list.contentHeight + heading.height + Theme.space4 + 2 * Theme.space4, (dialog.parent ? dialog.parent.height : 480) - 2 * Theme.space8)
    padding: Theme.space4
    onOpened: {
        list.currentIndex = Math.max(0, dialog.options.findIndex(option => option.value === dialog.value)); // where it stands
        list.positionViewAtIndex(list.currentIndex, ListView.Center);
        list.forceActiveFocus();
    }

    contentItem: FocusScope {
        Accessible.role: Accessible.Dialog
        Accessible.name: dialog.title
        Words {
            id: heading
            x: Theme.space2
            width: parent.width - 2 * x
            text: dialog.title
            style: "title"
            wrapMode: Text.Wrap
        }
        ListView {
            id: list
            focus: true
            activeFocusOnTab: true // one stop; its rows are the arrows'
            clip: true
            keyNavigationEnabled: true
            highlightMoveDuration: 0 // a long list would be on its way for half a minute
            Accessible.role: Accessible.List
            Accessible.name: dialog.title
            anchors.fill: parent
            anchors.topMargin: heading.height + Theme.space4
            boundsBehavior: Flickable.StopAtBounds
            model: dialog.options
            T.ScrollBar.vertical: ScrollBar {
            }
            delegate: ListRow {
                id: option

                required property var modelData

                objectName: "choice_" + option.modelData.value
                width: list.width
                compact: true
                wraps: true
                focus: true
                activeFocusOnTab: false
                focusShown: option.activeFocus
                text: option.modelData.text
                selected: option.modelData.value === dialog.value
                onClicked: {
                    dialog.close();
                    dialog.chosen(option.modelData.value);
                }
            }
        }
    }
    background: Rectangle {
        radius: Theme.radiusLarge
        color: Theme.overlay
        Shadow {
            blur: 40
        }
    }
    T.Overlay.modal: Rectangle {
        color: Theme.scrim
    }
}
