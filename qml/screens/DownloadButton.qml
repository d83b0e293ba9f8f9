// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Melody.Design
import Melody.ViewModels

// Keeps something on this device, says how far that is, holds it on and lets it go on.
IconButton {
    id: button

    required property DownloadsViewModel downloads
    required property string subject // its id
    readonly property var download: button.downloads.states[button.subject] ?? null
    readonly property string status: button.download ? button.download.status : ""

    signal wanted
    signal listAsked

    function words(): string {
        switch (button.status) {
        case "done":
            return qsTr("Downloaded");
        case "paused":
            return qsTr("Download paused, go on");
        case "failed":
            return button.download.error === "" ? qsTr("Download failed, try again") : button.download.error;
        case "":
            return qsTr("Download");
        }
        return qsTr("Downloading, %1 %. Pause").arg(button.download.percent);
    }

    visible: button.downloads.available
    iconName: button.status === "done" ? "check" : button.status === "failed" ? "circle-alert" : button.status === "loading" || button.status === "waiting" ? "pause" : "download"
    active: button.status !== ""
    text: button.words()
    onClicked: if (button.status === "" || button.status === "failed")
        button.wanted()
    else if (button.status === "paused")
        button.downloads.resume(button.subject)
    else if (button.status === "done")
        button.listAsked()
    else
        button.downloads.pause(button.subject)
}
