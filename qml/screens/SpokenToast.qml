// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Melody.Design
import Melody.ViewModels

// What the app says in passing, whatever screen is open. Its action leads to the plans, or takes back what was said.
Toast {
    id: toast

    required property AppViewModel app
    property bool refusals: true // why a press did nothing, where no screen says it
    property string leads: "" // what its action does: undo, undo_queue, plans, go_on

    signal plansWanted

    function speak(sentence: string, action: string, leads: string) {
        toast.leads = leads;
        toast.show(sentence, action);
    }

    onTriggered: {
        if (toast.leads === "undo")
            toast.app.library.undo();
        else if (toast.leads === "undo_queue")
            toast.app.queue.undo();
        else if (toast.leads === "go_on")
            toast.app.places.goOn();
        else
            toast.plansWanted();
    }

    onDeclined: if (toast.leads === "go_on")
        toast.app.places.stay()

    Connections {
        target: toast.app.library
        function onSaid(sentence: string, action: string) {
            toast.speak(sentence, action, "undo");
        }
    }
    Connections {
        target: toast.app.places
        function onParted(sentence: string) {
            toast.leads = "go_on";
            toast.ask(sentence, qsTr("Go there"), qsTr("Stay here"));
        }
        function onOffered(sentence: string) {
            toast.speak(sentence, qsTr("Go on there"), "go_on");
        }
    }
    Connections {
        target: toast.app.playback
        function onAlbumFailed(sentence: string) {
            toast.show(sentence, "");
        }
    }
    Connections {
        target: toast.app.handOver
        function onSaid(sentence: string) {
            toast.show(sentence, "");
        }
    }
    Connections {
        target: toast.app.links
        function onSaid(sentence: string) {
            toast.show(sentence, "");
        }
    }
    Connections {
        target: toast.app.elsewhere
        function onSaid(sentence: string) {
            toast.show(sentence, "");
        }
    }
    Connections {
        target: toast.app.downloads
        function onRefused(sentence: string, wantsPlan: bool) {
            toast.speak(sentence, wantsPlan ? qsTr("See plans") : "", "plans");
        }
    }
    Connections {
        target: toast.app.queue
        function onSaid(sentence: string, action: string) {
            toast.speak(sentence, action, "undo_queue");
        }
        function onRefused(sentence: string) {
            if (toast.refusals)
                toast.speak(sentence, qsTr("See plans"), "plans");
        }
    }
}
