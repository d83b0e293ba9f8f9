// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Dialogs
import Melody.Design
import Melody.Components
import Melody.ViewModels

// What one listened to in a month or a year: sums, a chart, the tops, and a picture of it.
SettingsPage {
    id: screen
    objectName: "statisticsScreen"

    title: qsTr("Statistics")
    error: statistics.failed ? statistics.error : ""
    loading: statistics.loading

    StatisticsViewModel {
        id: statistics
        objectName: "statistics"
        app: screen.app
    }
    Segments {
        objectName: "statisticsSpan"
        label: qsTr("Period")
        options: [{
                "value": "month",
                "text": qsTr("Month")
            }, {
                "value": "year",
                "text": qsTr("Year")
            }]
        value: statistics.span
        onChosen: value => statistics.span = value
    }
    Item {
        width: parent.width
        height: earlier.height
        IconButton {
            id: earlier
            objectName: "earlierPeriod"
            x: -Theme.space3
            size: Theme.controlHeight
            iconName: "chevron-left"
            enabled: statistics.hasEarlier
            text: statistics.span === "month" ? qsTr("The month before") : qsTr("The year before")
            onClicked: statistics.step(-1)
        }
        Words {
            anchors.left: earlier.right
            anchors.right: later.left
            anchors.verticalCenter: earlier.verticalCenter
            horizontalAlignment: Text.AlignHCenter
            text: statistics.title
            style: "title"
            Accessible.role: Accessible.Heading
        }
        IconButton {
            id: later
            objectName: "laterPeriod"
            anchors.right: parent.right
            anchors.rightMargin: -Theme.space3
            size: Theme.controlHeight
            iconName: "chevron-right"
            enabled: statistics.hasLater
            text: statistics.span === "month" ? qsTr("The month after") : qsTr("The year after")
            onClicked: statistics.step(1)
        }
    }
    Button {
        objectName: "retryButton"
        visible: statistics.failed
        text: qsTr("Try again")
        onClicked: statistics.load()
    }
    Notice {
        danger: false
        text: statistics.asOf
    }
    Words {
        width: parent.width
        visible: statistics.empty
        text: qsTr("Nothing was played in this time. A play counts after half a minute.")
        secondary: true
        wrapMode: Text.Wrap
    }
    Column {
        width: parent.width
        visible: statistics.shown && !statistics.empty
        spacing: Theme.space6

        Words {
            objectName: "statisticsSums"
            width: parent.width
            text: statistics.sums
            style: "subtitle"
            wrapMode: Text.Wrap
        }
        StatisticsChart {
            width: parent.width
            points: statistics.points
            description: statistics.pointsText
            every: statistics.span === "month" ? 5 : 1
        }
        TopList {
            width: parent.width
            title: qsTr("Top songs")
            name: "topTrack"
            rows: statistics.tracks
        }
        TopList {
            width: parent.width
            title: qsTr("Top artists")
            name: "topArtist"
            rows: statistics.artists
            opens: true
            onChosen: id => screen.navigator.openContent("artist", id)
        }
        Column {
            width: parent.width
            spacing: Theme.space2
            Button {
                objectName: "saveCard"
                kind: "secondary"
                iconName: statistics.cardSaved ? "check" : "download"
                text: statistics.cardSaved ? qsTr("Picture saved") : qsTr("Save a picture to share")
                onClicked: place.open()
            }
            Notice {
                text: statistics.cardFailed ? qsTr("The picture can't be written there. Choose another folder.") : ""
            }
        }
    }
    FileDialog {
        id: place
        title: qsTr("Where shall the picture be kept?")
        fileMode: FileDialog.SaveFile
        defaultSuffix: "png"
        nameFilters: [qsTr("Picture (*.png)")]
        onAccepted: statistics.saveCard(place.selectedFile)
    }
}
