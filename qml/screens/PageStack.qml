// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic

// The pages one has gone through, which come and go as pages do.
StackView {
    clip: true
    pushEnter: PageIn {
    }
    pushExit: PageOut {
    }
    popEnter: PageIn {
        rise: 0
    }
    popExit: PageOut {
    }
}
