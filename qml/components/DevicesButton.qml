// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Melody.Design
import Melody.ViewModels

// Where the music plays, and where else it could.
IconButton {
    id: control

    property HandOverViewModel handOver: null
    readonly property string playsOn: control.handOver ? control.handOver.playsOn : ""

    visible: control.handOver !== null && control.handOver.available
    iconName: control.handOver !== null && control.handOver.busy ? "loader" : "monitor-smartphone"
    active: control.playsOn !== ""
    quiet: true
    text: control.playsOn !== "" ? qsTr("Playing on %1").arg(control.playsOn) : qsTr("Play on another device")
}
