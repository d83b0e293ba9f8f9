// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Melody.Design

// One plan, to choose.
T.RadioButton {
    id: card

    required property var row

    objectName: "plan_" + card.row.plan
    implicitHeight: column.implicitHeight + 2 * Theme.space4
    text: card.row.name
    checked: card.row.chosen
    hoverEnabled: true
    focusPolicy: Qt.TabFocus
    Accessible.role: Accessible.RadioButton
    Accessible.name: [card.row.name, card.row.price, card.row.per].join(" ")
    Accessible.description: (card.row.current ? [qsTr("Your plan")] : []).concat(card.row.features).join(", ")
    Accessible.checked: card.row.chosen
    Keys.onReturnPressed: card.clicked()
    Keys.onEnterPressed: card.clicked()

    contentItem: Item {
        Column {
            id: column
            x: Theme.space4
            y: Theme.space4
            width: parent.width - 2 * Theme.space4
            spacing: Theme.space2

            Item {
                width: parent.width
                height: name.height
                Words {
                    id: name
                    text: card.row.name
                    style: "title"
                    Accessible.ignored: true
                }
                Words {
                    anchors.right: parent.right
                    anchors.verticalCenter: name.verticalCenter
                    visible: card.row.current
                    text: qsTr("Your plan")
                    style: "label"
                    color: Theme.accent
                    Accessible.ignored: true
                }
            }
            Row {
                spacing: Theme.space1
                Words {
                    id: price
                    text: card.row.price
                    style: "subtitle"
                    Accessible.ignored: true
                }
                Words {
                    anchors.baseline: price.baseline
                    text: card.row.per
                    style: "label"
                    secondary: true
                    Accessible.ignored: true
                }
            }
            Words {
                width: parent.width
                visible: text !== ""
                text: card.row.pitch
                style: "label"
                color: Theme.accent
                wrapMode: Text.Wrap
                Accessible.ignored: true
            }
            Repeater {
                model: card.row.features
                Row {
                    id: feature

                    required property string modelData

                    spacing: Theme.space2
                    Icon {
                        name: "check"
                        size: 16
                        color: Theme.textSecondary
                    }
                    Words {
                        width: column.width - 24
                        text: feature.modelData
                        style: "label"
                        font.weight: Font.Normal
                        secondary: true
                        wrapMode: Text.Wrap
                        Accessible.ignored: true
                    }
                }
            }
        }
    }
    background: Rectangle {
        radius: Theme.radiusLarge
        color: card.row.chosen ? Theme.accentSoft : card.hovered ? Theme.raised : Theme.surface
        border.width: card.row.chosen ? 2 : 1
        border.color: card.row.chosen ? Theme.accent : Theme.hairline
        FocusRing {
            shown: card.visualFocus
            radius: Theme.radiusLarge + 4
        }
    }
}
