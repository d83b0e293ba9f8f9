// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Melody.ViewModels

// Beside what plays: the words, the chapters, or nothing. Loaded when it is wanted.
Loader {
    id: side

    required property AppViewModel app
    property string content: "" // "LyricsPanel.qml", "ChaptersPanel.qml", ""

    onContentChanged: side.setSource(side.content === "" ? "" : Qt.resolvedUrl(side.content), {
            "app": side.app
        })
}
