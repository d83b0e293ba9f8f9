// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

// Buttons beside each other; where words are large and the room is small, below each other.
Flow {
    id: row

    readonly property real room: row.roomOf(row.parent)
    readonly property real natural: row.naturalWidth()

    function roomOf(item: var): real {
        return !item ? 0 : item.room !== undefined ? item.room : item.width;
    }

    function naturalWidth(): real {
        let sum = 0;
        for (let i = 0; i < row.children.length; ++i) {
            const child = row.children[i];
            if (child.visible && child.implicitWidth > 0)
                sum += Math.ceil(child.implicitWidth) + row.spacing;
        }
        return Math.max(0, sum - row.spacing);
    }

    width: Math.min(row.room, row.natural)
    spacing: Theme.space2
}
