// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Melody.Design

// One band of the equaliser: up is louder.
Column {
    id: band

    required property string name
    required property double db

    signal chosen(double db)

    spacing: Theme.space1

    Words {
        width: parent.width
        horizontalAlignment: Text.AlignHCenter
        text: (band.db > 0 ? "+" : "") + Math.round(band.db)
        style: "caption"
        secondary: true
        Accessible.ignored: true
    }
    T.Slider {
        id: slider
        objectName: band.objectName + "_slider"
        anchors.horizontalCenter: parent.horizontalCenter
        width: Math.min(32, parent.width)
        height: 160
        orientation: Qt.Vertical
        focusPolicy: Qt.TabFocus
        hoverEnabled: true
        from: -12
        to: 12
        stepSize: 1
        value: band.db
        onMoved: band.chosen(slider.value)
        Accessible.role: Accessible.Slider
        Accessible.name: qsTr("%1 hertz").arg(band.name)
        Accessible.onIncreaseAction: band.chosen(band.db + 1)
        Accessible.onDecreaseAction: band.chosen(band.db - 1)
        background: Rectangle {
            x: (slider.width - width) / 2
            width: 4
            height: slider.height
            radius: 2
            color: Theme.track
            // As it was recorded: one line through all bands.
            Rectangle {
                x: (parent.width - width) / 2
                y: parent.height / 2
                width: band.width
                height: 1
                color: Theme.hairline
            }
            Rectangle {
                y: Math.min(parent.height / 2, slider.visualPosition * parent.height)
                width: parent.width
                height: Math.abs(slider.visualPosition - 0.5) * parent.height
                radius: 2
                color: Theme.accent
            }
            FocusRing {
                anchors.margins: -8
                shown: slider.visualFocus
                radius: 10
            }
        }
        handle: Rectangle {
            x: (slider.width - width) / 2
            y: slider.visualPosition * (slider.height - height)
            implicitWidth: 14
            implicitHeight: 14
            radius: 7
            color: Theme.text
        }
    }
    Words {
        width: parent.width
        horizontalAlignment: Text.AlignHCenter
        text: band.name
        style: "caption"
        secondary: true
        Accessible.ignored: true
    }
}
