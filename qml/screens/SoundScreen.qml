// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Melody.Design
import Melody.Components
import Melody.ViewModels

// How music and speech sound.
SettingsPage {
    id: screen

    readonly property SoundViewModel sound: screen.app.sound
    readonly property var presetTexts: ({
            "flat": qsTr("Flat"),
            "bass": qsTr("Bass"),
            "voice": qsTr("Voice"),
            "treble": qsTr("Treble"),
            "evening": qsTr("Evening")
        })

    title: qsTr("Sound")

    SettingRow {
        title: qsTr("Same loudness")
        subtitle: screen.sound.loudness === "album" ? qsTr("Albums keep their quiet and loud songs") : qsTr("Every song is as loud as the others")
        Segments {
            objectName: "loudnessChoice"
            label: qsTr("Same loudness")
            value: screen.sound.loudness
            options: [{
                    "value": "track",
                    "text": qsTr("Songs")
                }, {
                    "value": "album",
                    "text": qsTr("Albums")
                }, {
                    "value": "off",
                    "text": qsTr("Off")
                }]
            onChosen: value => screen.sound.loudness = value
        }
    }
    SettingRow {
        title: qsTr("Crossfade")
        subtitle: screen.sound.crossfadeSeconds === 0 ? qsTr("Songs follow without a gap") : qsTr("%n second(s); albums in their order stay whole", "", screen.sound.crossfadeSeconds)
        Slider {
            objectName: "crossfadeSlider"
            knob: true
            width: screen.phone ? screen.width - 2 * screen.margin : 220
            label: qsTr("Crossfade in seconds")
            from: 0
            to: 12
            stepSize: 1
            value: screen.sound.crossfadeSeconds
            onMoved: screen.sound.crossfadeSeconds = value
        }
    }
    SettingRow {
        title: qsTr("Speed of speech")
        subtitle: qsTr("%1 times; the pitch stays").arg(Number(screen.sound.speed).toLocaleString(Qt.locale(), "f", 2))
        Slider {
            objectName: "speedSlider"
            knob: true
            width: screen.phone ? screen.width - 2 * screen.margin : 220
            label: qsTr("Speed of speech")
            from: 0.5
            to: 3
            stepSize: 0.05
            value: screen.sound.speed
            onMoved: screen.sound.speed = value
        }
    }
    CheckLine {
        objectName: "trimSilence"
        text: qsTr("Shorten pauses in speech")
        checked: screen.sound.trimSilence
        onClicked: screen.sound.trimSilence = !screen.sound.trimSilence
    }
    Words {
        text: qsTr("Equaliser")
        style: "subtitle"
        Accessible.role: Accessible.Heading
    }
    Flow {
        width: parent.width
        spacing: Theme.space2
        Repeater {
            model: screen.sound.presetNames
            Button {
                id: preset
                required property string modelData
                objectName: "preset_" + preset.modelData
                kind: screen.sound.preset === preset.modelData ? "primary" : "secondary"
                text: screen.presetTexts[preset.modelData]
                Accessible.checkable: true
                Accessible.checked: screen.sound.preset === preset.modelData
                onClicked: screen.sound.usePreset(preset.modelData)
            }
        }
    }
    Row {
        id: bands
        width: parent.width
        Accessible.role: Accessible.Grouping
        Accessible.name: qsTr("Equaliser")
        Repeater {
            model: screen.sound.bandNames
            EqualiserBand {
                id: band
                required property int index
                required property string modelData
                objectName: "band_" + band.index
                width: bands.width / 10
                name: band.modelData
                db: screen.sound.bands[band.index]
                onChosen: db => screen.sound.setBand(band.index, db)
            }
        }
    }
}
