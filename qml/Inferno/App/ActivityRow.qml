// SPDX-License-Identifier: GPL-3.0-or-later
// Something that goes on: what, for how long, how far, and its stop.
import QtQuick
import Inferno.Controls
import Inferno.Theme

FocusScope {
    id: root

    required property string iconName
    required property string title
    required property string detail
    required property double progress
    required property bool canStop

    signal opened()
    signal stopped()

    implicitHeight: 32
    Accessible.role: Accessible.ListItem
    Accessible.name: title + " " + detail

    AppIcon { x: 16; anchors.verticalCenter: parent.verticalCenter; name: root.iconName; color: Theme.text2 }
    Link {
        id: link
        x: 40
        width: Math.min(implicitWidth, parent.width * 0.36)
        anchors.verticalCenter: parent.verticalCenter
        focus: true
        text: root.title
        onClicked: root.opened()
    }
    AppText {
        x: link.x + link.width + 12
        width: Math.max(0, bar.x - x - 12)
        anchors.verticalCenter: parent.verticalCenter
        font: Theme.label
        color: Theme.text2
        text: root.detail
    }
    ProgressBar {
        id: bar
        x: parent.width - width - 92
        anchors.verticalCenter: parent.verticalCenter
        width: 96
        indeterminate: root.progress < 0
        value: Math.max(0, root.progress)
        Accessible.name: root.title
    }
    AppText {
        x: parent.width - 84
        width: 36
        anchors.verticalCenter: parent.verticalCenter
        horizontalAlignment: Text.AlignRight
        font: Theme.mono
        //: How much of something is done.
        text: root.progress < 0 ? "" : qsTr("%1 %").arg(Math.round(root.progress * 100))
    }
    IconButton {
        x: parent.width - width - 12
        anchors.verticalCenter: parent.verticalCenter
        small: true
        enabled: root.canStop
        iconName: "stop"
        //: Stops what goes on: %1 is its name.
        text: qsTr("Stop %1").arg(root.title)
        onClicked: root.stopped()
    }
    Divider { anchors.bottom: parent.bottom; width: parent.width }
}
