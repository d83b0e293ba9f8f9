// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

// How screens ask to go elsewhere, without knowing how that is done.
QtObject {
    signal openContent(string kind, string contentId)
    signal openPlace(string name)
    signal openSetting(string name)
    signal goBack
    // Asks which one; cards as in viewmodels/cards.h.
    signal addToPlaylist(var cards)
    // What can be done with it, shown beside `from`: {title, cards, extra: [{value, text, icon}], chosen: value => …}; the last two or none.
    signal moreAsked(var subject, var from)
}
