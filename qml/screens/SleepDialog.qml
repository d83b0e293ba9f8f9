// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Melody.ViewModels

// When the music shall stop.
ChoiceDialog {
    id: dialog

    required property QueueViewModel queue

    title: qsTr("Stop the music")
    value: dialog.queue.sleep === "end_of_track" ? "end_of_track" : ""
    options: {
        const choices = [{
                "value": "0",
                "text": qsTr("Not by itself")
            }, {
                "value": "end_of_track",
                "text": qsTr("After this track")
            }];
        for (const minutes of [5, 15, 30, 45, 60, 90]) {
            choices.push({
                    "value": String(minutes),
                    "text": qsTr("In %n minute(s)", "", minutes)
                });
        }
        return choices;
    }
    onChosen: value => {
        if (value === "end_of_track")
            dialog.queue.sleepAtEndOfTrack();
        else
            dialog.queue.sleepAfter(Number(value));
    }
}
