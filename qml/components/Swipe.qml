// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

// Tells which way a finger was drawn over this place. It only looks on: what is tapped under it is tapped. Whatever a swipe does, a
// button does, too.
Item {
    id: swipe

    property bool across: true // to the left and right
    property bool along: true  // up and down
    property int shortest: 48
    property point drawn: Qt.point(0, 0)

    signal toLeft
    signal toRight
    signal upwards
    signal downwards

    // Clearly one way, and far enough: anything else was no swipe.
    function judge(x: real, y: real) {
        const flat = Math.abs(x) > 1.5 * Math.abs(y);
        const steep = Math.abs(y) > 1.5 * Math.abs(x);
        if (swipe.across && flat && Math.abs(x) >= swipe.shortest)
            x < 0 ? swipe.toLeft() : swipe.toRight();
        else if (swipe.along && steep && Math.abs(y) >= swipe.shortest)
            y < 0 ? swipe.upwards() : swipe.downwards();
    }

    DragHandler {
        id: finger
        target: null
        acceptedDevices: PointerDevice.TouchScreen
        xAxis.enabled: swipe.across
        yAxis.enabled: swipe.along
        onCentroidChanged: if (finger.active)
            swipe.drawn = Qt.point(finger.centroid.scenePosition.x - finger.centroid.scenePressPosition.x, finger.centroid.scenePosition.y - finger.centroid.scenePressPosition.y)
        onActiveChanged: {
            if (!finger.active)
                swipe.judge(swipe.drawn.x, swipe.drawn.y);
            swipe.drawn = Qt.point(0, 0);
        }
        onCanceled: swipe.drawn = Qt.point(0, 0) // something else took the finger
    }
}
