// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Melody.Design

// Scrolls what it stands in to wherever the keyboard's focus goes inside of it.
Item {
    id: follower

    required property Flickable view
    readonly property Item focused: follower.Window.activeFocusItem

    function isInside(item: Item): bool {
        for (let each = item; each; each = each.parent) {
            if (each === follower.view.contentItem)
                return true;
        }
        return false;
    }

    // Where to scroll to, so that [from, to] is seen, with some room around it.
    function shown(at: real, extent: real, from: real, to: real, first: real, last: real): real {
        const wanted = from < at ? from - Theme.space6 : to > at + extent ? to - extent + Theme.space6 : at;
        return wanted === at ? at : Math.max(first, Math.min(Math.max(first, last), wanted));
    }

    function follow() {
        if (!follower.focused || follower.focused === follower.view || !follower.isInside(follower.focused))
            return;
        const view = follower.view;
        const place = follower.focused.mapToItem(view.contentItem, 0, 0);
        if (view.contentHeight > view.height)
            view.contentY = follower.shown(view.contentY, view.height, place.y, place.y + follower.focused.height, view.originY, view.originY + view.contentHeight - view.height);
        if (view.contentWidth > view.width)
            view.contentX = follower.shown(view.contentX, view.width, place.x, place.x + follower.focused.width, view.originX, view.originX + view.contentWidth - view.width);
    }

    onFocusedChanged: follower.follow()
}
