// SPDX-License-Identifier: GPL-3.0-or-later
// A line of the statistics: a field with how many events have it, one of its values with its share of these, or a note.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Theme

T.AbstractButton {
    id: root

    property string filterKeys: ""
    property string filterOutKeys: ""
    required property int index
    required property string kind
    required property string field
    required property string name
    required property string iconName
    required property string count
    required property real share        // -1 = it cannot be told
    required property string percent
    required property string distinct
    property bool marked: false
    readonly property bool isField: kind === "field"
    readonly property bool isValue: kind === "value"

    signal picked()
    signal acted(bool negated)

    implicitHeight: isField ? 36 : 26
    focusPolicy: Qt.NoFocus
    hoverEnabled: isValue
    text: name
    Accessible.role: Accessible.Row
    Accessible.name: isField
        //: Read to a screen reader: a field, how many events have it, how many values it has.
        ? qsTr("%1: %2 events, %3").arg(name).arg(count).arg(distinct)
        //: Read to a screen reader: a value of a field, how many events have it, and their share.
        : isValue ? qsTr("%1, %2 events, %3").arg(name).arg(count).arg(percent) : name
    Accessible.description: isValue ? qsTr("Enter filters for it; Shift+F filters it out") : ""
    onClicked: picked()

    background: Rectangle {
        color: root.marked ? Theme.accentTint : root.hovered ? Theme.rowHover : Theme.clear
        Rectangle { visible: root.isField && root.index > 0; width: parent.width; height: 1; color: Theme.divider }
        Rectangle { visible: root.marked; width: 2; height: parent.height; color: Theme.accent }
    }
    Item {
        x: 16
        width: 236
        height: parent.height
        AppIcon { visible: root.isField; anchors.verticalCenter: parent.verticalCenter; name: root.isField ? root.iconName : "type"; size: Theme.iconBadge; color: Theme.text2 }
        AppText {
            id: word
            x: 24
            width: parent.width - x - 8
            anchors.verticalCenter: parent.verticalCenter
            font.family: root.isField ? Theme.familyMono : Theme.familyUi
            font.pixelSize: 12
            font.weight: root.isField ? Theme.weightStrong : Theme.weightNormal
            color: root.kind === "note" ? Theme.text3 : Theme.text
            text: root.name
        }
        Tip { text: root.name; shown: word.truncated && root.hovered }
    }
    Rectangle { visible: root.share >= 0 && root.kind !== "note"; x: 260; y: (parent.height - height) / 2; width: 128; height: root.isField ? 6 : 4; radius: height / 2; color: Theme.track }
    Rectangle { visible: root.share >= 0 && root.kind !== "note"; x: 260; y: (parent.height - height) / 2; width: Math.max(2, 128 * root.share); height: root.isField ? 6 : 4; radius: height / 2; color: root.isField ? Theme.accent : Theme.c1 }
    AppText { x: 396; width: 56; anchors.verticalCenter: parent.verticalCenter; font: Theme.mono; color: root.isField ? Theme.text : Theme.text2; text: root.percent }
    AppText { x: 452; width: 102; anchors.verticalCenter: parent.verticalCenter; horizontalAlignment: Text.AlignRight; font: Theme.mono; color: root.isField ? Theme.text : Theme.text2; text: root.count }
    AppText { visible: root.isField; x: 586; width: parent.width - x - 16; anchors.verticalCenter: parent.verticalCenter; font: Theme.label; color: Theme.text2; text: root.distinct }
    Row {
        visible: root.isValue
        x: 582
        anchors.verticalCenter: parent.verticalCenter
        IconButton { small: true; implicitHeight: 22; iconSize: Theme.iconSmall; focusPolicy: Qt.NoFocus; iconName: "zoom-in"; text: qsTr("Filter for %1").arg(root.name); keys: root.filterKeys; onClicked: root.acted(false) }
        IconButton { small: true; implicitHeight: 22; iconSize: Theme.iconSmall; focusPolicy: Qt.NoFocus; iconName: "zoom-out"; text: qsTr("Filter out %1").arg(root.name); keys: root.filterOutKeys; onClicked: root.acted(true) }
    }
}
