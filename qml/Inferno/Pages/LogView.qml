// SPDX-License-Identifier: GPL-3.0-or-later
// The output of a run. Follows its end while the view stands there; scrolled up, it waits, and a pill leads back.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

FocusScope {
    id: root

    required property M.JobDetail detail
    property bool following: true

    Rectangle { width: parent.width; height: 1; color: Theme.border }
    Row {
        x: 16
        height: 32
        spacing: 8
        AppText { anchors.verticalCenter: parent.verticalCenter; font: Theme.labelStrong; text: qsTr("Log") }
        Rectangle { visible: root.detail.logLive; anchors.verticalCenter: parent.verticalCenter; width: 6; height: 6; radius: 3; color: Theme.running }
        AppText {
            visible: root.detail.logLive
            anchors.verticalCenter: parent.verticalCenter
            font: Theme.label
            color: Theme.running
            //: The output is shown as it comes.
            text: qsTr("live")
        }
    }
    IconButton {
        anchors.right: parent.right
        anchors.rightMargin: 12
        y: 4
        small: true
        checkable: true
        checked: !root.following
        iconName: "pause"
        text: root.following ? qsTr("Stop following the end") : qsTr("Follow the end")
        onToggled: {
            root.following = !checked;
            if (root.following)
                lines.positionViewAtEnd();
        }
    }
    Rectangle {
        y: 32
        width: parent.width
        height: parent.height - y
        color: Theme.sunken
        AppText { x: 16; y: 8; visible: text.length > 0; font: Theme.label; color: Theme.text3; text: root.detail.logText }
        ListView {
            id: lines
            anchors.fill: parent
            anchors.topMargin: 6
            anchors.bottomMargin: 6
            clip: true
            focus: true
            activeFocusOnTab: true
            reuseItems: true
            model: root.detail.log
            boundsBehavior: Flickable.StopAtBounds
            T.ScrollBar.vertical: ScrollBar {}
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Output of the run")
            onCountChanged: if (root.following) positionViewAtEnd()
            onHeightChanged: if (root.following) positionViewAtEnd()
            onMovementEnded: root.following = atYEnd
            Component.onCompleted: positionViewAtEnd()
            delegate: AppText {
                required property string line
                width: ListView.view ? ListView.view.width - 24 : 0
                leftPadding: 16
                height: 18
                font: Theme.mono
                color: Theme.text
                text: line
            }
        }
    }
}
