#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Melody developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Draws the covers of the demo catalogue: our own abstract pictures, computed from nothing but the formulas below.

    resources/demo/artwork/render.py [NAME ...]     writes NAME.jpg (1000 x 1000) beside this file; needs ffmpeg
"""

import math
import random
import subprocess
import sys
from pathlib import Path

SIZE = 1000


def mix(a, b, t):
    return tuple(x + (y - x) * t for x, y in zip(a, b))


def smooth(low, high, x):
    t = min(max((x - low) / (high - low), 0.0), 1.0)
    return t * t * (3 - 2 * t)


def colour(text):
    return tuple(int(text[i: i + 2], 16) / 255 for i in (1, 3, 5))


def ramp(stops, t):
    """Colour at t (0..1) of evenly spaced stops."""
    t = min(max(t, 0.0), 0.9999) * (len(stops) - 1)
    return mix(stops[int(t)], stops[int(t) + 1], t - int(t))


def night_waves():
    """Layers of translucent waves before a low, glowing sun: for electronic music."""
    sky = [colour(c) for c in ("#12082e", "#2a1258", "#6b1f7a", "#d8436d", "#ff9a5a")]
    near, far = colour("#0b0620"), colour("#7a2f8f")
    layers = 9

    def ridge(layer, x):
        phase = layer * 1.7
        return (0.50 + 0.055 * layer
                + 0.045 * math.sin(x * (5.1 - 0.25 * layer) + phase)
                + 0.022 * math.sin(x * (11.3 + layer) + 2.3 * phase)
                + 0.009 * math.sin(x * 29.0 + 4.1 * phase))

    columns = [[ridge(layer, x / SIZE) for layer in range(layers)] for x in range(SIZE)]

    def shade(x, y):
        out = ramp(sky, y * 1.5)
        distance = math.hypot(x - 0.5, y - 0.43)
        disc = 1 - smooth(0.168, 0.172, distance)
        bands = smooth(0.42, 0.58, math.sin((y - 0.43) * 150 * (1 + (y - 0.27))) * 0.5 + 0.5) if y > 0.42 else 1.0
        out = mix(out, mix(colour("#fff3c4"), colour("#ff7a6b"), smooth(0.26, 0.6, y)), disc * (0.35 + 0.65 * bands))
        glow = math.exp(-distance * 5.2) * 0.45
        out = mix(out, colour("#ffb37a"), glow * (1 - disc))
        for layer, top in enumerate(columns[min(int(x * SIZE), SIZE - 1)]):
            inside = smooth(-0.0012, 0.0012, y - top)
            if inside:
                body = mix(far, near, layer / (layers - 1))
                rim = math.exp(-(y - top) * 70) * (0.55 - 0.04 * layer)
                out = mix(out, mix(body, colour("#ff8fb0"), max(rim, 0)), inside * 0.9)
        return out

    return shade


def soft_cells():
    """Round, soft bodies that flow into one another on warm paper: for playful music."""
    paper = colour("#f6ead2")
    bodies = [  # x, y, radius, colour
        (0.30, 0.31, 0.150, "#ef6f5a"), (0.47, 0.40, 0.085, "#ef6f5a"), (0.20, 0.51, 0.070, "#ef6f5a"),
        (0.70, 0.34, 0.125, "#1f8a8c"), (0.80, 0.50, 0.090, "#1f8a8c"),
        (0.36, 0.70, 0.140, "#f0b33c"), (0.53, 0.79, 0.080, "#f0b33c"), (0.19, 0.80, 0.055, "#f0b33c"),
        (0.69, 0.70, 0.105, "#39467f"), (0.82, 0.79, 0.070, "#39467f"), (0.62, 0.57, 0.050, "#39467f"),
    ]
    groups = {}
    for x, y, radius, name in bodies:
        groups.setdefault(name, []).append((x, y, radius))

    def field(members, x, y):
        return sum(r * r / ((x - cx) ** 2 + (y - cy) ** 2 + 1e-6) for cx, cy, r in members)

    def shade(x, y):
        out = mix(paper, colour("#ead6b0"), smooth(0.2, 1.1, math.hypot(x - 0.45, y - 0.4)))
        for name, members in groups.items():
            shadow = field(members, x - 0.014, y - 0.020)
            out = mix(out, colour("#b99d6c"), 0.38 * smooth(0.72, 1.25, shadow))
        for name, members in groups.items():
            value = field(members, x, y)
            inside = smooth(0.985, 1.025, value)
            if inside:
                base = colour(name)
                light = field(members, x + 0.022, y + 0.026)
                body = mix(base, colour("#ffffff"), 0.30 * smooth(1.3, 3.2, light))
                body = mix(body, mix(base, (0, 0, 0), 0.30), 0.55 * (1 - smooth(1.0, 1.7, value)))
                nearest = min(members, key=lambda m: (x - m[0]) ** 2 + (y - m[1]) ** 2)
                core = math.hypot(x - nearest[0], y - nearest[1]) / nearest[2]
                body = mix(body, mix(base, (0, 0, 0), 0.45), 1 - smooth(0.24, 0.27, core))
                spot = math.hypot(x - nearest[0] + 0.07 * nearest[2], y - nearest[1] + 0.09 * nearest[2]) / nearest[2]
                body = mix(body, colour("#fffaf0"), 0.85 * (1 - smooth(0.055, 0.075, spot)))
                out = mix(out, body, inside)
        return out

    return shade


def deep_crystals():
    """Facets of a crystal in a dark mine, lit from above: for heroic music."""
    dice = random.Random(41)
    seeds = []
    for _ in range(150):
        angle, reach = dice.uniform(0, 2 * math.pi), dice.random() ** 0.62 * 0.78
        tilt = dice.uniform(0, 2 * math.pi)
        seeds.append((0.5 + reach * math.cos(angle), 0.52 + reach * math.sin(angle), tilt, dice.random()))
    gem = [colour(c) for c in ("#06281f", "#0c5a45", "#17a276", "#7fe0a8", "#f3f7c9")]
    rock = [colour(c) for c in ("#0a0d12", "#151b22", "#262f38")]
    grid = {}
    for seed in seeds:
        for i in range(-3, 4):
            for j in range(-3, 4):
                grid.setdefault((int(seed[0] * 12) + i, int(seed[1] * 12) + j), []).append(seed)

    def inside_gem(x, y):
        # A tall hexagon: flat sides, pointed above and below.
        dx, dy = abs(x - 0.5), abs(y - 0.52)
        return max(dx - 0.235, dy * 0.80 + dx * 0.62 - 0.345)

    def shade(x, y):
        near = sorted(((x - sx) ** 2 + (y - sy) ** 2, sx, sy, tilt, tone) for sx, sy, tilt, tone in grid.get((int(x * 12), int(y * 12)), seeds))[:2]
        first, second = math.sqrt(near[0][0]), math.sqrt(near[1][0])
        _, sx, sy, tilt, tone = near[0]
        edge = second - first
        border = inside_gem(sx, sy)
        slope = 0.5 + 0.5 * math.sin(tilt + (x - sx) * 7 * math.cos(tilt) + (y - sy) * 7 * math.sin(tilt))
        light = 1.05 - y * 0.75
        if border < 0:
            out = ramp(gem, (0.16 + 0.55 * slope + 0.30 * tone) * (0.45 + 0.65 * light))
            out = mix(out, colour("#fffbe0"), 0.55 * (1 - smooth(0.0005, 0.0045, edge)))
        else:
            out = ramp(rock, 0.6 * slope + 0.4 * tone * light)
            out = mix(out, (0.01, 0.02, 0.03), 0.7 * (1 - smooth(0.0005, 0.005, edge)))
            out = mix(out, colour("#1d9c74"), 0.42 * math.exp(-border * 9))
        ember = math.exp(-((x - 0.5) ** 2 * 5 + (y - 1.06) ** 2 * 26))
        return mix(out, colour("#ff9b3d"), 0.62 * ember)

    return shade


def green_stripes():
    """A drum's ripples, bent into a zebra's stripes."""
    ink, cream = colour("#0d1a12"), colour("#f3f1e0")
    greens = [colour(c) for c in ("#b7e34a", "#4fbf4a", "#137a4b")]

    def shade(x, y):
        wx = x + 0.055 * math.sin(7.0 * y + 1.2) + 0.020 * math.sin(17.0 * x + 9.0 * y)
        wy = y + 0.060 * math.sin(6.0 * x + 0.4) + 0.018 * math.cos(15.0 * y - 8.0 * x)
        distance = math.hypot(wx - 0.37, wy - 0.60)
        wave = math.sin(distance * 66 - 5.5 * math.sin(3 * math.atan2(wy - 0.60, wx - 0.37)) * smooth(0.05, 0.5, distance))
        width = 0.12 + 0.50 * smooth(0.0, 0.85, distance)
        stripe = smooth(-0.10, 0.10, wave - width + 0.35)
        out = mix(mix(cream, ramp(greens, distance * 1.25), smooth(0.14, 0.34, distance)), ink, 1 - stripe)
        out = mix(out, ink, 1 - smooth(0.070, 0.074, distance))
        out = mix(out, colour("#f2542d"), 1 - smooth(0.042, 0.046, distance))
        return mix(out, (0.0, 0.03, 0.02), 0.35 * smooth(0.45, 1.0, math.hypot(x - 0.5, y - 0.5)))

    return shade


def signal_path():
    """A winding, dotted way between two places over night hills: for a show about travelling."""
    sky = [colour(c) for c in ("#0b1f3a", "#12406b", "#1c7a8c", "#8ecfb0", "#f6e7b4")]
    hills = [colour(c) for c in ("#0f5a5c", "#0b4450", "#082f40", "#061f30")]
    warm = colour("#ffcf5c")

    def way(t):
        return 0.14 + 0.72 * t, 0.78 - 0.56 * t + 0.11 * math.sin(t * 9.5)

    points = [way(i / 46) for i in range(47)]

    def ridge(layer, x):
        return 0.56 + 0.10 * layer + 0.05 * math.sin(x * (4.2 + layer) + layer * 2.1) + 0.018 * math.sin(x * (13 - layer) + layer)

    def shade(x, y):
        out = ramp(sky, y * 1.35)
        for layer, hill in enumerate(hills):
            inside = smooth(-0.0012, 0.0012, y - ridge(layer, x))
            out = mix(out, mix(hill, sky[2], 0.35 * math.exp(-(y - ridge(layer, x)) * 22)), inside)
        for number, (px, py) in enumerate(points[1:-1], 1):
            distance = math.hypot(x - px, y - py)
            if distance < 0.03:
                radius = 0.0055 + 0.0035 * math.sin(number * 0.9) ** 2
                out = mix(out, warm, 1 - smooth(radius - 0.0012, radius + 0.0012, distance))
        for (px, py), radius in ((points[0], 0.042), (points[-1], 0.062)):
            distance = math.hypot(x - px, y - py)
            out = mix(out, warm, 0.35 * math.exp(-max(distance - radius, 0) * 26))
            out = mix(out, warm, 1 - smooth(radius - 0.0015, radius + 0.0015, distance))
            out = mix(out, sky[0], 1 - smooth(radius * 0.45 - 0.0015, radius * 0.45 + 0.0015, distance))
        return out

    return shade


COVERS = {
    "night_waves": night_waves,
    "soft_cells": soft_cells,
    "deep_crystals": deep_crystals,
    "green_stripes": green_stripes,
    "signal_path": signal_path,
}


def render(name):
    shade = COVERS[name]()
    grain = random.Random(7)
    pixels = bytearray()
    for row in range(SIZE):
        for column in range(SIZE):
            # Two samples a pixel, on a diagonal, take the stairs off the edges.
            a = shade((column + 0.25) / SIZE, (row + 0.25) / SIZE)
            b = shade((column + 0.75) / SIZE, (row + 0.75) / SIZE)
            noise = (grain.random() - 0.5) * 0.018
            pixels += bytes(min(max(int(((p + q) / 2 + noise) * 255 + 0.5), 0), 255) for p, q in zip(a, b))
    target = Path(__file__).with_name(f"{name}.jpg")
    subprocess.run(["ffmpeg", "-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{SIZE}x{SIZE}", "-i", "-",
                    "-pix_fmt", "yuvj420p", "-q:v", "3", "-map_metadata", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact", str(target)],
                   input=bytes(pixels), check=True)
    print(f"{target.name}: {target.stat().st_size} bytes")


if __name__ == "__main__":
    for wanted in sys.argv[1:] or COVERS:
        render(wanted)
