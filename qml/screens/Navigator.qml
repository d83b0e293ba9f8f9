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
    // What can be done with these, shown beside `from`; besides what is offered of all, `extra`: [{value, text, icon}], told to chosen(value).
    signal moreAsked(string title, var cards, var extra, var chosen, var from)
    // Search is open, and is asked again; without words for the keyboard alone.
    signal searchAsked(string words)
}
