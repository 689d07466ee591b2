// SPDX-License-Identifier: GPL-3.0-or-later
// Loading: nothing for 150 ms, then the real layout as bars; after 5 s it says so and can be cancelled.
import QtQuick
import Inferno.Controls
import Inferno.Theme

Item {
    id: root

    property Component skeleton: null
    property int seconds: 0

    signal cancelled()

    //: Accessible name of a region whose data is being read.
    Accessible.name: qsTr("Loading")
    Accessible.role: Accessible.Indicator

    Timer { id: grace; interval: Theme.skeletonDelay; running: true }
    Timer { interval: 1000; repeat: true; running: root.visible; onTriggered: root.seconds += 1 }

    Item {
        width: parent.width
        height: parent.height - (foot.visible ? foot.height : 0)
        clip: true
        SkeletonRows {
            visible: root.skeleton === null && !grace.running
            width: parent.width
            rows: Math.max(0, Math.floor(parent.height / rowHeight))
        }
        Repeater {
            model: root.skeleton === null || grace.running ? 0 : 1
            delegate: root.skeleton
        }
    }
    Item {
        id: foot
        visible: root.seconds >= 5
        anchors.bottom: parent.bottom
        width: parent.width
        height: 40
        Divider { width: parent.width }
        Spinner { id: ring; x: 12; anchors.verticalCenter: parent.verticalCenter; size: Theme.iconBadge }
        AppText {
            x: 36
            anchors.verticalCenter: parent.verticalCenter
            font: Theme.label
            color: Theme.text2
            //: Below a region that loads for long; %n seconds so far.
            text: qsTr("Still working, %n s", "", root.seconds)
        }
        Button {
            anchors.right: parent.right
            anchors.rightMargin: 12
            anchors.verticalCenter: parent.verticalCenter
            small: true
            text: qsTr("Cancel")
            onClicked: root.cancelled()
        }
    }
}
