// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Melody.ViewModels

// The keyboard's part of the player. Gets the keys that the focused control did not want.
QtObject {
    id: keys

    required property PlaybackViewModel playback

    signal back
    signal search

    function handle(event: var): bool {
        const skip = (event.modifiers & (Qt.ControlModifier | Qt.ShiftModifier)) !== 0;
        switch (event.key) {
        case Qt.Key_Space:
        case Qt.Key_MediaTogglePlayPause:
            keys.playback.toggle();
            return true;
        case Qt.Key_Left:
            skip ? keys.playback.previous() : keys.playback.seekBy(-5000);
            return true;
        case Qt.Key_Right:
            skip ? keys.playback.next() : keys.playback.seekBy(5000);
            return true;
        case Qt.Key_N:
        case Qt.Key_MediaNext:
            keys.playback.next();
            return true;
        case Qt.Key_P:
        case Qt.Key_MediaPrevious:
            keys.playback.previous();
            return true;
        case Qt.Key_Up:
            keys.playback.volume += 0.05;
            return true;
        case Qt.Key_Down:
            keys.playback.volume -= 0.05;
            return true;
        case Qt.Key_M:
            keys.playback.muted = !keys.playback.muted;
            return true;
        case Qt.Key_Escape:
        case Qt.Key_Back:
            keys.back();
            return true;
        default:
            return keys.handleSearch(event) || keys.handleChapter(event.key);
        }
    }

    function handleSearch(event: var): bool {
        const asked = event.key === Qt.Key_Slash || (event.key === Qt.Key_F && (event.modifiers & Qt.ControlModifier) !== 0);
        if (asked)
            keys.search();
        return asked;
    }

    function handleChapter(key: int): bool {
        if (!keys.playback.chapters.there || (key !== Qt.Key_PageUp && key !== Qt.Key_PageDown))
            return false;
        key === Qt.Key_PageUp ? keys.playback.chapters.previous() : keys.playback.chapters.next();
        return true;
    }
}
