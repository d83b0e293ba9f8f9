// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

// Where one can go from anywhere: the rows of the sidebar and of the tabs, and the screens behind them.
QtObject {
    readonly property var rows: [{
            "name": "home",
            "text": qsTr("Home"),
            "icon": "house"
        }, {
            "name": "albums",
            "text": qsTr("Albums"),
            "icon": "layout-grid"
        }, {
            "name": "library",
            "text": qsTr("Library"),
            "icon": "library"
        }, {
            "name": "settings",
            "text": qsTr("Settings"),
            "icon": "settings"
        }]
}
