// SPDX-License-Identifier: GPL-3.0-or-later
// A pattern: outcome, action and type, its share, how many events, when they came, and the two filters.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Inferno.Charts
import Inferno.Controls
import Inferno.Theme

T.AbstractButton {
    id: root

    property string filterKeys: ""
    property string filterOutKeys: ""
    required property int index
    required property string eventAction
    required property string eventType
    required property string outcome
    required property string count
    required property real share
    required property string percent
    required property string first
    required property string last
    required property list<double> spark
    property real nameWidth: 240
    property bool narrow: false
    property bool marked: false

    signal picked()
    signal acted(bool negated)

    implicitHeight: 36
    focusPolicy: Qt.NoFocus
    hoverEnabled: true
    text: eventAction
    Accessible.role: Accessible.Row
    //: Read to a screen reader: action, kind, outcome, how many events, their share, the first and the last time.
    Accessible.name: qsTr("%1, %2, %3: %4 events, %5, from %6 to %7").arg(eventAction).arg(eventType).arg(outcome).arg(count).arg(percent).arg(first).arg(last)
    Accessible.description: qsTr("Enter filters for it; Shift+F filters it out")
    onClicked: picked()
    onDoubleClicked: acted(false)

    background: Rectangle {
        color: root.marked ? Theme.accentTint : root.hovered ? Theme.rowHover : Theme.clear
        Rectangle { anchors.bottom: parent.bottom; width: parent.width; height: 1; color: Theme.divider }
        Rectangle { visible: root.marked; width: 2; height: parent.height; color: Theme.accent }
    }
    Row {
        height: parent.height
        Item { width: 16; height: 1 }
        Item {
            width: root.nameWidth
            height: parent.height
            OutcomeIcon { anchors.verticalCenter: parent.verticalCenter; outcome: root.outcome }
            AppText { id: name; x: 22; width: Math.min(implicitWidth, parent.width - x - 8); anchors.verticalCenter: parent.verticalCenter; font: Theme.bodyMedium; text: root.eventAction }
            AppText { x: name.x + name.width + 8; width: parent.width - x - 4; anchors.verticalCenter: parent.verticalCenter; font: Theme.label; color: Theme.text2; text: root.eventType }
        }
        Item {
            width: 116
            height: parent.height
            Rectangle { x: 8; y: 16; width: 48; height: 4; radius: 2; color: Theme.track }
            Rectangle { x: 8; y: 16; width: Math.max(2, 48 * root.share); height: 4; radius: 2; color: Theme.c1 }
            AppText { x: 62; width: 54; anchors.verticalCenter: parent.verticalCenter; font: Theme.mono; text: root.percent }
        }
        AppText { width: 90; rightPadding: 8; horizontalAlignment: Text.AlignRight; anchors.verticalCenter: parent.verticalCenter; font: Theme.mono; text: root.count }
        Item {
            width: 132
            height: parent.height
            Sparkline { x: 8; y: 6; width: 112; height: 24; values: root.spark; Accessible.ignored: true }
        }
        AppText { visible: !root.narrow; width: 110; leftPadding: 8; anchors.verticalCenter: parent.verticalCenter; font: Theme.mono; color: Theme.text2; text: root.first }
        AppText { visible: !root.narrow; width: 110; leftPadding: 8; anchors.verticalCenter: parent.verticalCenter; font: Theme.mono; color: Theme.text2; text: root.last }
    }
    Row {
        anchors.right: parent.right
        anchors.rightMargin: 14
        anchors.verticalCenter: parent.verticalCenter
        IconButton { small: true; focusPolicy: Qt.NoFocus; iconName: "zoom-in"; text: qsTr("Filter for %1").arg(root.eventAction); keys: root.filterKeys; onClicked: root.acted(false) }
        IconButton { small: true; focusPolicy: Qt.NoFocus; iconName: "zoom-out"; text: qsTr("Filter out %1").arg(root.eventAction); keys: root.filterOutKeys; onClicked: root.acted(true) }
    }
}
