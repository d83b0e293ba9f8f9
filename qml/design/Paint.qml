// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
pragma Singleton
import QtQuick

// What is computed from colours.
QtObject {
    // A colour as the image providers' addresses want it: six digits without the hash.
    function hex(color: color): string {
        return String(color).slice(-6);
    }

    // A dominant colour brought near the ground, so that text on it stays readable in both palettes.
    function wash(color: string, strength: real): color {
        if (color === "")
            return Theme.surface;
        const tone = Qt.color(color);
        const saturation = Math.min(0.75, tone.hslSaturation * 1.3);
        return Qt.tint(Theme.ground, Qt.hsla(Math.max(0, tone.hslHue), saturation, Theme.dark ? 0.34 : 0.7, strength));
    }
}
