// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Melody.Design

// A page that scrolls as a whole and follows the keyboard's focus.
Flickable {
    id: page

    default property alias content: column.data
    property alias spacing: column.spacing
    property int tail: Theme.space10

    contentWidth: width
    contentHeight: column.height + page.tail
    boundsBehavior: Flickable.StopAtBounds
    flickableDirection: Flickable.VerticalFlick
    T.ScrollBar.vertical: ScrollBar {
    }

    FocusFollower {
        view: page
    }
    Column {
        id: column
        width: page.width
    }
}
