// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

// Text in one of the roles of the type scale.
Text {
    id: words

    // caption, label, body, strong, subtitle, title, headline, display
    property string style: "body"
    property bool secondary: false
    property bool tertiary: false

    readonly property var sizes: ({
            "caption": Theme.caption,
            "label": Theme.label,
            "body": Theme.body,
            "strong": Theme.body,
            "subtitle": Theme.subtitle,
            "title": Theme.title,
            "headline": Theme.headline,
            "display": Theme.display
        })
    readonly property bool large: words.style === "headline" || words.style === "display"

    color: words.tertiary ? Theme.textTertiary : words.secondary ? Theme.textSecondary : Theme.text
    font.family: words.large ? Theme.displayFamily : Theme.family
    font.pixelSize: words.sizes[words.style]
    font.weight: words.large || words.style === "title" ? Font.Bold : words.style === "strong" || words.style === "subtitle" ? Font.DemiBold : words.style === "label" ? Font.Medium : Font.Normal
    font.letterSpacing: words.large ? -0.02 * words.sizes[words.style] : words.style === "title" ? -0.3 : 0
    elide: Text.ElideRight
    textFormat: Text.PlainText
    Accessible.role: Accessible.StaticText
    Accessible.name: words.text
    Accessible.ignored: words.text === ""
}
