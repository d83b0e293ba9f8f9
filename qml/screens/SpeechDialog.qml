// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Melody.Design
import Melody.ViewModels

// How fast somebody speaks, and whether the pauses are kept.
T.Popup {
    id: dialog

    required property SoundViewModel sound

    modal: true
    focus: true
    parent: T.Overlay.overlay
    anchors.centerIn: parent
    implicitWidth: Math.min(400, (dialog.parent ? dialog.parent.width : 400) - 2 * Theme.space4)
    implicitHeight: column.implicitHeight + 2 * Theme.space6
    padding: Theme.space6
    onOpened: slider.forceActiveFocus()

    contentItem: Column {
        id: column
        spacing: Theme.space4
        Accessible.role: Accessible.Dialog
        Accessible.name: qsTr("Speech")

        Words {
            width: parent.width
            text: qsTr("Speed of speech")
            style: "title"
        }
        Words {
            width: parent.width
            text: qsTr("%1 times; the pitch stays").arg(Number(dialog.sound.speed).toLocaleString(Qt.locale(), "f", 2))
            secondary: true
        }
        Slider {
            id: slider
            objectName: "speechSpeed"
            knob: true
            focus: true
            width: parent.width
            label: qsTr("Speed of speech")
            from: 0.5
            to: 3
            stepSize: 0.05
            onMoved: dialog.sound.speed = value
            Binding on value  {
                value: dialog.sound.speed
            }
        }
        Flow {
            width: parent.width
            spacing: Theme.space2
            Repeater {
                model: [1, 1.2, 1.5, 2]
                Button {
                    id: preset
                    required property real modelData
                    readonly property bool chosen: Math.abs(dialog.sound.speed - preset.modelData) < 0.01
                    objectName: "speechSpeed_" + preset.modelData
                    kind: preset.chosen ? "primary" : "secondary"
                    implicitWidth: 60
                    text: qsTr("%1 ×").arg(Number(preset.modelData).toLocaleString(Qt.locale(), "f", 1))
                    Accessible.checkable: true
                    Accessible.checked: preset.chosen
                    onClicked: dialog.sound.speed = preset.modelData
                }
            }
        }
        CheckLine {
            objectName: "speechTrim"
            width: parent.width
            text: qsTr("Shorten pauses in speech")
            checked: dialog.sound.trimSilence
            onClicked: dialog.sound.trimSilence = !dialog.sound.trimSilence
        }
    }
    background: Rectangle {
        radius: Theme.radiusLarge
        color: Theme.overlay
        Shadow {
            blur: 40
        }
    }
    T.Overlay.modal: Rectangle {
        color: Theme.scrim
    }
}
