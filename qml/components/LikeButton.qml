// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Melody.Design
import Melody.ViewModels

// A heart: full when this is liked.
IconButton {
    id: heart

    required property LibraryViewModel library
    required property string contentId
    required property string title
    readonly property bool liked: heart.library !== null && heart.library.generation >= 0 && heart.library.isLiked(heart.contentId)

    visible: heart.library !== null && heart.library.available && heart.contentId !== ""
    iconName: "heart"
    filled: heart.liked
    active: heart.liked
    quiet: !heart.liked
    text: heart.liked ? qsTr("Unlike %1").arg(heart.title) : qsTr("Like %1").arg(heart.title)
    Accessible.checkable: true
    Accessible.checked: heart.liked
}
