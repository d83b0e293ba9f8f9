// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

// How screens ask to go elsewhere, without knowing how that is done.
QtObject {
    signal openContent(kind: string, contentId: string)
    signal openPlace(name: string)
    signal goBack
}
