// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Melody.Design
import Melody.ViewModels

// Shuffle, repeat, the speed of speech and the sleep timer.
Row {
    id: modes

    required property QueueViewModel queue
    property bool withQueue: false // a button shows and hides what comes next
    property bool queueShown: false
    property bool forMusic: false // only what is about the order of songs
    property bool explains: false // a press without a plan says why, where nothing else does
    readonly property bool led: modes.queue.led
    property real speed: 0 // of speech; 0: it is none

    signal speedAsked
    signal sleepAsked
    signal queueAsked

    spacing: Theme.space2

    IconButton {
        objectName: modes.forMusic ? "barShuffle" : "shuffleButton"
        iconName: "shuffle"
        active: modes.queue.shuffled || modes.queue.led
        enabled: !modes.led || modes.explains
        text: modes.led ? qsTr("Shuffled: choosing needs a plan") : modes.queue.shuffled ? qsTr("Shuffle is on") : qsTr("Shuffle")
        Accessible.checkable: true
        Accessible.checked: modes.queue.shuffled || modes.queue.led
        onClicked: modes.led ? modes.queue.sayWhyLed() : modes.queue.setShuffled(!modes.queue.shuffled)
    }
    IconButton {
        objectName: modes.forMusic ? "barRepeat" : "repeatButton"
        iconName: modes.queue.repeat === "one" ? "repeat-1" : "repeat"
        active: modes.queue.repeat !== "off"
        enabled: !modes.led || modes.explains
        text: modes.led ? qsTr("Repeating needs a plan") : modes.queue.repeat === "one" ? qsTr("Repeats this track") : modes.queue.repeat === "all" ? qsTr("Repeats all") : qsTr("Repeat")
        Accessible.checkable: true
        Accessible.checked: modes.queue.repeat !== "off"
        onClicked: modes.led ? modes.queue.sayWhyLed() : modes.queue.cycleRepeat()
    }
    IconButton {
        objectName: "speedButton"
        visible: modes.speed > 0
        iconName: "gauge"
        active: Math.abs(modes.speed - 1) > 0.01
        text: qsTr("Speed of speech: %1 times").arg(Number(modes.speed).toLocaleString(Qt.locale(), "f", 2))
        onClicked: modes.speedAsked()
    }
    IconButton {
        objectName: "sleepButton"
        visible: !modes.forMusic
        iconName: "moon"
        active: modes.queue.sleep !== ""
        text: modes.queue.sleep === "" ? qsTr("Sleep timer") : modes.queue.sleepText
        Accessible.checkable: true
        Accessible.checked: modes.queue.sleep !== ""
        onClicked: modes.sleepAsked()
    }
    IconButton {
        objectName: modes.forMusic ? "barQueue" : "queueButton"
        visible: modes.withQueue
        iconName: "list-music"
        active: modes.queueShown
        text: qsTr("Up next")
        Accessible.checkable: true
        Accessible.checked: modes.queueShown
        onClicked: modes.queueAsked()
    }
}
