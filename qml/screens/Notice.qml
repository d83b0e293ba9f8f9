// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Melody.Design

// A sentence that must not be missed: what went wrong (danger), or what just happened.
Rectangle {
    id: notice

    property string text: ""
    property bool danger: true
    property string iconName: notice.danger ? "circle-alert" : "info"

    width: parent ? parent.width : 0
    height: words.implicitHeight + 2 * Theme.space3
    visible: notice.text !== ""
    radius: Theme.radius
    color: notice.danger ? Theme.dangerSoft : Theme.accentSoft
    Accessible.role: Accessible.AlertMessage
    Accessible.name: notice.text

    Icon {
        id: icon
        x: Theme.space3
        anchors.verticalCenter: parent.verticalCenter
        name: notice.iconName
        color: notice.danger ? Theme.danger : Theme.accent
    }
    Words {
        id: words
        anchors.left: icon.right
        anchors.leftMargin: Theme.space3
        anchors.right: parent.right
        anchors.rightMargin: Theme.space3
        anchors.verticalCenter: parent.verticalCenter
        text: notice.text
        wrapMode: Text.Wrap
        Accessible.ignored: true
    }
}
