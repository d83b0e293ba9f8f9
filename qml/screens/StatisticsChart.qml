// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Melody.Design
import Melody.ViewModels

// Plays by day or month, as bars. One thing for screen readers, with all of it in words.
Item {
    id: chart

    required property RowsModel points
    required property string description
    property int every: 1 // how many bars a label is for
    property Item under: null // the pointer

    objectName: "statisticsChart"
    implicitHeight: 180 + label.height
    Accessible.role: Accessible.Chart
    Accessible.name: qsTr("Plays over time")
    Accessible.description: chart.description

    Words {
        id: label // for its height
        visible: false
        text: "0"
        style: "caption"
    }
    Row {
        height: parent.height
        Repeater {
            model: chart.points
            Item {
                id: point

                required property var row
                required property int index

                width: chart.width / Math.max(1, chart.points.count)
                height: chart.height

                Rectangle {
                    id: bar
                    anchors.bottom: name.top
                    anchors.bottomMargin: Theme.space1
                    x: (point.width - width) / 2
                    width: Math.max(2, point.width * 0.72)
                    height: Math.max(2, (chart.height - name.height - 2 * Theme.space1) * point.row.share)
                    radius: Math.min(3, width / 2)
                    color: point.row.plays > 0 ? Theme.accent : Theme.track
                    opacity: hover.hovered || point.row.plays === 0 ? 1 : 0.85
                    Behavior on height  {
                        NumberAnimation {
                            duration: Theme.slow
                            easing.type: Easing.OutCubic
                        }
                    }
                }
                Words {
                    id: name
                    anchors.bottom: parent.bottom
                    anchors.horizontalCenter: parent.horizontalCenter
                    text: point.index % chart.every === 0 ? point.row.label : " "
                    style: "caption"
                    secondary: true
                    elide: Text.ElideNone
                    Accessible.ignored: true
                }
                HoverHandler {
                    id: hover
                    onHoveredChanged: {
                        if (hover.hovered)
                            chart.under = point;
                        else if (chart.under === point)
                            chart.under = null;
                    }
                }
            }
        }
    }
    Tooltip {
        parent: chart.under ? chart.under : chart
        text: chart.under ? chart.under.row.words : ""
        shown: chart.under !== null
    }
}
