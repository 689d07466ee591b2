// SPDX-License-Identifier: GPL-3.0-or-later
// The part of a version in the bar of shares: the first of the two that are balanced is filled, the second striped, any
// other outlined. It names itself where there is room.
import QtQuick
import Inferno.Charts
import Inferno.Theme

Item {
    id: root

    required property string label
    required property int begin
    required property int share
    required property int kind         // 0 first, 1 second, 2 another
    property real unit: 1              // the width of a per cent
    readonly property color color: kind === 0 ? Theme.c1 : kind === 1 ? Theme.c6 : Theme.neutral
    readonly property color ink: kind === 0 ? Theme.inkOnStatus : Theme.text

    x: begin * unit
    width: share * unit
    height: 28
    visible: share > 0

    Rectangle {
        anchors.fill: parent
        radius: Theme.radiusControl
        color: root.kind === 0 ? root.color : Theme.surface
        border.width: root.kind === 0 ? 0 : 1
        border.color: root.color
    }
    Stripes { anchors.fill: parent; anchors.margins: 1; visible: root.kind === 1; color: Qt.alpha(root.color, 0.22) }
    Rectangle {
        x: name.x - 4
        width: name.width + 8
        height: 20
        anchors.verticalCenter: parent.verticalCenter
        visible: root.kind === 1 && name.visible
        radius: 3
        color: Theme.surface
    }
    AppText {
        id: name
        x: 12
        anchors.verticalCenter: parent.verticalCenter
        visible: root.width > name.width + figure.width + 44
        font: Theme.labelStrong
        color: root.ink
        text: root.label
    }
    Rectangle {
        x: figure.x - 4
        width: figure.width + 8
        height: 20
        anchors.verticalCenter: parent.verticalCenter
        visible: root.kind === 1 && figure.visible
        radius: 3
        color: Theme.surface
    }
    AppText {
        id: figure
        x: name.visible ? root.width - width - 12 : (root.width - width) / 2
        anchors.verticalCenter: parent.verticalCenter
        visible: root.width > width + 20
        font: Theme.labelStrong
        color: root.ink
        text: qsTr("%1 %").arg(root.share)
    }
}
