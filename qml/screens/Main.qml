// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Not bound, because Qt 6.4 cannot create bound components in a Loader; so ids are looked up.
// qmllint disable unqualified
import QtQuick
import Melody.Design
import Melody.ViewModels

// The window. Signed out it is a form, signed in it is the app.
Window {
    id: window

    required property AppViewModel app
    // Which form is shown to who isn't signed in: sign_in, sign_up, reset, child, organisation.
    property string form: "sign_in"
    readonly property bool signedIn: window.app.session.signedIn

    function show(name: string) {
        window.app.session.clearErrors();
        window.app.elsewhere.clearErrors();
        window.form = name;
    }

    function formOf(name: string): Component {
        return name === "sign_up" ? signUp : name === "reset" ? reset : name === "child" ? child : name === "organisation" ? organisation : signIn;
    }

    // Who signs out later comes back to the first form, whichever led in.
    onSignedInChanged: if (window.signedIn)
        window.form = "sign_in"
    width: 1280
    height: 800
    minimumWidth: 360
    minimumHeight: 560
    title: window.app.playback.active ? window.app.playback.title + " · " + window.app.playback.artistName : "Melody"
    color: Theme.ground

    SystemPalette {
        id: system
    }
    Binding {
        target: Theme
        property: "dark"
        value: window.app.settings.theme === "dark" || (window.app.settings.theme === "system" && system.window.hslLightness < 0.5)
    }
    Binding {
        target: Theme
        property: "textScale"
        value: window.app.settings.textScale
    }
    Binding {
        target: Theme
        property: "reducedMotion"
        value: window.app.settings.reducedMotion
    }
    Binding {
        target: Theme
        property: "watched"
        value: window.visibility !== Window.Hidden && window.visibility !== Window.Minimized
    }
    Connections {
        target: window.app.elsewhere
        function onChanged() {
            if (window.app.elsewhere.linkWaits)
                window.form = "sign_in";
        }
    }
    Loader {
        anchors.fill: parent
        focus: true
        sourceComponent: window.signedIn ? shell : window.app.session.codeWanted ? code : window.app.elsewhere.waiting ? visit : window.formOf(window.form)
    }
    Component {
        id: shell
        Shell {
            app: window.app
        }
    }
    Component {
        id: signIn
        SignInScreen {
            session: window.app.session
            elsewhere: window.app.elsewhere
            onOrganisationWanted: window.show("organisation")
            onSignUpWanted: window.show("sign_up")
            onResetWanted: window.show("reset")
            onChildWanted: window.show("child")
        }
    }
    Component {
        id: signUp
        SignUpScreen {
            session: window.app.session
            language: window.app.settings.effectiveLanguage
            onSignInWanted: window.show("sign_in")
        }
    }
    Component {
        id: code
        CodeScreen {
            session: window.app.session
        }
    }
    Component {
        id: reset
        PasswordResetScreen {
            app: window.app
            onBackWanted: window.show("sign_in")
        }
    }
    Component {
        id: organisation
        OrganisationScreen {
            elsewhere: window.app.elsewhere
            onBackWanted: window.show("sign_in")
        }
    }
    Component {
        id: visit
        BrowserVisitScreen {
            elsewhere: window.app.elsewhere
        }
    }
    Component {
        id: child
        ChildSignInScreen {
            session: window.app.session
            onBackWanted: window.show("sign_in")
        }
    }
}
