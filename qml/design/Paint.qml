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
        const pure = Qt.hsla(Math.max(0, tone.hslHue), saturation, Theme.dark ? 0.34 : 0.7, 1);
        const bright = Math.sqrt(0.21 * pure.r * pure.r + 0.72 * pure.g * pure.g + 0.07 * pure.b * pure.b);
        // Yellow is bright and blue is dark at the same lightness, so brightness is held, too.
        const down = Theme.dark ? Math.min(1, 0.235 / bright) : 1;
        const up = Theme.dark ? 0 : Math.max(0, (0.8 - bright) / (1 - bright));
        const calm = Qt.rgba(pure.r * down + (1 - pure.r) * up, pure.g * down + (1 - pure.g) * up, pure.b * down + (1 - pure.b) * up, strength);
        return Qt.tint(Theme.ground, calm);
    }
}
