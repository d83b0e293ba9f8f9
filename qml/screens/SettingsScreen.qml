// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Melody.Design
import Melody.Components
import Melody.ViewModels

// Language, looks, and where this app is connected.
Item {
    id: screen

    required property AppViewModel app
    required property Navigator navigator
    required property var places
    readonly property SettingsViewModel settings: screen.app.settings
    readonly property bool phone: screen.width <= Theme.phoneWidth
    readonly property int margin: screen.phone ? Theme.space4 : Theme.space8

    ScrollPage {
        anchors.fill: parent
        spacing: Theme.space8

        Item {
            width: parent.width
            height: words.height + (screen.phone ? Theme.space4 : Theme.space8)
            Words {
                id: words
                x: screen.margin
                anchors.bottom: parent.bottom
                text: qsTr("Settings")
                style: "headline"
                Accessible.role: Accessible.Heading
            }
        }
        Column {
            x: screen.margin
            width: Math.min(640, screen.width - 2 * screen.margin)
            spacing: Theme.space6

            SettingRow {
                title: screen.app.session.displayName
                subtitle: screen.app.session.email
                avatarName: screen.app.session.displayName
                avatarId: screen.app.session.avatarId
                Button {
                    objectName: "signOutButton"
                    kind: "secondary"
                    text: qsTr("Sign out")
                    onClicked: question.open()
                }
            }
            Notice {
                objectName: "secondFactorWanted"
                danger: false
                text: secure.visible ? qsTr("Staff pages open with two-step sign-in only.") : ""
            }
            Button {
                id: secure
                objectName: "secureButton"
                visible: screen.app.session.staff && !screen.app.session.secondFactor
                width: parent.width
                text: qsTr("Set up two-step sign-in")
                onClicked: screen.navigator.openSetting("security")
            }
            Column {
                x: -Theme.space3
                width: parent.width + 2 * Theme.space3
                Repeater {
                    model: screen.places
                    ListRow {
                        id: row
                        required property var modelData
                        objectName: "setting_" + row.modelData.name
                        wraps: true
                        width: parent ? parent.width : 0
                        iconName: row.modelData.icon
                        text: row.modelData.text
                        subtitle: row.modelData.subtitle
                        onClicked: screen.navigator.openSetting(row.modelData.name)
                    }
                }
            }
            SettingRow {
                title: qsTr("Language")
                Segments {
                    objectName: "languageChoice"
                    label: qsTr("Language")
                    value: screen.settings.language
                    options: [{
                            "value": "system",
                            "text": qsTr("System")
                        }, {
                            "value": "en",
                            "text": "English"
                        }, {
                            "value": "es",
                            "text": "Español"
                        }]
                    onChosen: value => screen.settings.language = value
                }
            }
            SettingRow {
                title: qsTr("Appearance")
                Segments {
                    objectName: "themeChoice"
                    label: qsTr("Appearance")
                    value: screen.settings.theme
                    options: [{
                            "value": "system",
                            "text": qsTr("System")
                        }, {
                            "value": "dark",
                            "text": qsTr("Dark")
                        }, {
                            "value": "light",
                            "text": qsTr("Light")
                        }]
                    onChosen: value => screen.settings.theme = value
                }
            }
            SettingRow {
                title: qsTr("Text size")
                Segments {
                    objectName: "textSizeChoice"
                    label: qsTr("Text size")
                    value: screen.settings.textScale.toFixed(2)
                    options: Array.from([0.9, 1, 1.3, 1.6, 2]).map(scale => ({
                                    "value": scale.toFixed(2),
                                    "text": qsTr("%1%").arg(Math.round(scale * 100))
                                }))
                    onChosen: value => screen.settings.textScale = Number(value)
                }
            }
            SettingRow {
                title: qsTr("Sound quality")
                subtitle: screen.settings.quality === "data_saver" ? qsTr("Small: about 30 MB an hour.") : screen.settings.quality === "hifi" ? qsTr("Always lossless, where your plan has it: up to 400 MB an hour.") : qsTr("The best your connection carries.")
                Segments {
                    objectName: "qualityChoice"
                    label: qsTr("Sound quality")
                    value: screen.settings.quality
                    options: [{
                            "value": "automatic",
                            "text": qsTr("Automatic")
                        }, {
                            "value": "data_saver",
                            "text": qsTr("Data saver")
                        }, {
                            "value": "hifi",
                            "text": qsTr("Hi-Fi")
                        }]
                    onChosen: value => screen.settings.quality = value
                }
            }
            SettingRow {
                title: qsTr("Motion")
                subtitle: qsTr("Less movement, if movement bothers you.")
                Segments {
                    objectName: "motionChoice"
                    label: qsTr("Motion")
                    value: screen.settings.motion
                    options: [{
                            "value": "system",
                            "text": qsTr("System")
                        }, {
                            "value": "full",
                            "text": qsTr("Full")
                        }, {
                            "value": "reduced",
                            "text": qsTr("Reduced")
                        }]
                    onChosen: value => screen.settings.motion = value
                }
            }
            SettingRow {
                title: qsTr("Notifications")
                subtitle: qsTr("Say which song begins while you look at something else.")
                Segments {
                    objectName: "notificationsChoice"
                    label: qsTr("Notifications")
                    value: screen.settings.notifications ? "on" : "off"
                    options: [{
                            "value": "on",
                            "text": qsTr("On")
                        }, {
                            "value": "off",
                            "text": qsTr("Off")
                        }]
                    onChosen: value => screen.settings.notifications = value === "on"
                }
            }
            SettingRow {
                title: qsTr("Closing the window")
                subtitle: qsTr("Music can go on; the icon in the panel brings the window back.")
                visible: screen.settings.hasTray
                Segments {
                    objectName: "closingChoice"
                    label: qsTr("Closing the window")
                    value: screen.settings.staysInTray ? "stay" : "quit"
                    options: [{
                            "value": "quit",
                            "text": qsTr("Ends Melody")
                        }, {
                            "value": "stay",
                            "text": qsTr("Goes on")
                        }]
                    onChosen: value => screen.settings.staysInTray = value === "stay"
                }
            }
            SettingRow {
                title: qsTr("Server")
                subtitle: screen.settings.server
            }
            Words {
                text: qsTr("Melody %1").arg(screen.settings.version)
                style: "caption"
                tertiary: true
            }
        }
    }
    Dialog {
        id: question
        title: qsTr("Sign out?")
        message: qsTr("The music stops. You can sign in again at any time.")
        confirmText: qsTr("Sign out")
        onConfirmed: screen.app.session.signOut()
    }
}
