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
    readonly property Item focused: page.Window.activeFocusItem

    contentWidth: width
    contentHeight: column.height + page.tail
    boundsBehavior: Flickable.StopAtBounds
    flickableDirection: Flickable.VerticalFlick
    T.ScrollBar.vertical: ScrollBar {
    }

    onFocusedChanged: {
        for (let item = page.focused; item; item = item.parent) {
            if (item === column) {
                const top = page.focused.mapToItem(column, 0, 0).y;
                const bottom = top + page.focused.height;
                if (top < page.contentY)
                    page.contentY = Math.max(0, top - Theme.space6);
                else if (bottom > page.contentY + page.height)
                    page.contentY = Math.min(page.contentHeight - page.height, bottom - page.height + Theme.space6);
                return;
            }
        }
    }

    Column {
        id: column
        width: page.width
    }
}
