// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
pragma Singleton
import QtQuick

// The tokens: everything that makes Melody look like itself. A colour, size or duration that is not here does not exist.
// Palettes are warm charcoal and paper; one accent, apricot on dark and burnt orange on light, AA against both.
QtObject {
    id: theme

    // These are bound by the window, to the settings and to itself.
    property bool dark: true
    property real textScale: 1
    property bool reducedMotion: false
    property bool watched: true // somebody can see it: what is hidden does not move

    // Ground and the surfaces stacked on it, from low to high.
    readonly property color ground: theme.dark ? "#151312" : "#faf7f3"
    readonly property color surface: theme.dark ? "#1c1a18" : "#f3eee8"
    readonly property color raised: theme.dark ? "#252220" : "#ffffff"
    readonly property color overlay: theme.dark ? "#2f2b28" : "#ffffff"
    readonly property color track: theme.dark ? "#403b37" : "#d9d1c7"
    readonly property color hairline: theme.dark ? "#14ffffff" : "#14000000"
    readonly property color hover: theme.dark ? "#12ffffff" : "#0d2a1a0c"
    readonly property color press: theme.dark ? "#1fffffff" : "#1a2a1a0c"
    readonly property color scrim: "#99000000"

    readonly property color text: theme.dark ? "#f6f2ed" : "#1c1815"
    readonly property color textSecondary: theme.dark ? "#b9b1a9" : "#5c544d"
    readonly property color textTertiary: theme.dark ? "#958d85" : "#6f665e"
    readonly property color accent: theme.dark ? "#ff9b70" : "#ad4118"
    readonly property color accentHover: theme.dark ? "#ffae8a" : "#963612"
    readonly property color accentPress: theme.dark ? "#ea875d" : "#7f2c0d"
    readonly property color accentInk: theme.dark ? "#2a1006" : "#ffffff"
    readonly property color accentSoft: theme.dark ? "#2bff9b70" : "#1aad4118"
    readonly property color danger: theme.dark ? "#ff8f86" : "#b3261e"
    readonly property color dangerSoft: theme.dark ? "#26ff8f86" : "#14b3261e"
    readonly property color focus: theme.dark ? "#ffc2a6" : "#ad4118"
    // The waveform: not fetched, fetched; heard is the accent.
    readonly property color waveRest: theme.dark ? "#33f6f2ed" : "#2e1c1815"
    readonly property color waveReady: theme.dark ? "#66f6f2ed" : "#591c1815"
    readonly property real shadowOpacity: theme.dark ? 0.5 : 0.16

    // The 4 px grid.
    readonly property int space1: 4
    readonly property int space2: 8
    readonly property int space3: 12
    readonly property int space4: 16
    readonly property int space5: 20
    readonly property int space6: 24
    readonly property int space8: 32
    readonly property int space10: 40
    readonly property int space12: 48
    readonly property int space16: 64

    readonly property int radiusSmall: 8
    readonly property int radius: 10
    readonly property int radiusLarge: 12
    readonly property int controlHeight: 44
    readonly property int rowHeight: Math.round(56 * Math.max(1, theme.textScale))

    // Type: size, weight and tracking by role.
    readonly property string family: "Melody Sans"
    readonly property string displayFamily: "Melody Display"
    readonly property int caption: Math.round(12 * theme.textScale)
    readonly property int label: Math.round(13 * theme.textScale)
    readonly property int body: Math.round(15 * theme.textScale)
    readonly property int subtitle: Math.round(17 * theme.textScale)
    readonly property int title: Math.round(22 * theme.textScale)
    readonly property int headline: Math.round(32 * theme.textScale)
    readonly property int display: Math.round(48 * theme.textScale)

    readonly property int fast: theme.reducedMotion ? 0 : 150
    readonly property int normal: theme.reducedMotion ? 0 : 200
    readonly property int slow: theme.reducedMotion ? 0 : 250
    readonly property bool loops: !theme.reducedMotion && theme.watched

    // Up to this width the window is laid out for a phone.
    readonly property int phoneWidth: 480
    readonly property int railWidth: 1000
}
