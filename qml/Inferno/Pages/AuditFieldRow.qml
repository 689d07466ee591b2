// SPDX-License-Identifier: GPL-3.0-or-later
// A line of the list of fields: a heading, a field, one of its values with its share, or a note.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Theme

T.AbstractButton {
    id: root

    property string filterKeys: ""
    property string filterOutKeys: ""
    property string pinKeys: ""
    required property int index
    required property string kind
    required property string field
    required property string name
    required property string mark        // of a field; of a value how many events have it
    required property real share
    required property bool open
    required property int column        // of a field: 0 = none of the table, 1 = pinned to it, 2 = always one
    property bool focusShown: false
    readonly property bool isValue: kind === "value"
    readonly property bool acts: kind === "field" || kind === "more" || isValue
    readonly property string percent: share >= 0.01 || share === 0 ? qsTr("%1 %").arg(Math.round(share * 100)) : qsTr("<1 %")

    signal triggered(bool negated)
    signal pinToggled()

    implicitHeight: kind === "head" ? 30 : isValue ? 28 : 26
    focusPolicy: Qt.NoFocus
    hoverEnabled: acts
    text: name
    Accessible.role: kind === "head" ? Accessible.Heading : acts ? Accessible.Button : Accessible.StaticText
    //: Read to a screen reader: a value of a field, how many events have it, and their share.
    Accessible.name: isValue ? qsTr("%1, %2 events, %3").arg(name).arg(mark).arg(percent) : name
    Accessible.description: isValue ? qsTr("Filter for it; Shift+F filters it out")
        : kind === "field" ? (open ? qsTr("Hides its values; P makes it a column") : qsTr("Shows its values; P makes it a column")) : ""
    onClicked: if (acts) triggered(false)

    background: Rectangle {
        anchors.fill: parent
        anchors.leftMargin: 8
        anchors.rightMargin: 8
        radius: Theme.radiusControl
        color: root.hovered || (root.kind === "field" && root.open) ? Theme.rowHover : Theme.clear
        border.width: root.focusShown ? Theme.focusWidth : 0
        border.color: Theme.accent
    }
    Item {
        anchors.fill: parent
        AppText { visible: root.kind === "head"; x: 16; y: 10; font: Theme.captionStrong; color: Theme.text2; text: root.name }
        AppIcon { visible: root.kind === "field"; x: 16; anchors.verticalCenter: parent.verticalCenter; name: root.kind === "field" ? root.mark : "type"; size: Theme.iconBadge; color: Theme.text2 }
        AppText { visible: root.kind === "field"; x: 38; width: parent.width - x - 36; anchors.verticalCenter: parent.verticalCenter; font: Theme.mono; text: root.name }
        IconButton {
            visible: root.kind === "field" && root.column < 2 && (root.hovered || root.open || root.focusShown || root.column === 1)
            x: parent.width - width - 12
            anchors.verticalCenter: parent.verticalCenter
            small: true
            implicitHeight: 22
            iconSize: Theme.iconSmall
            focusPolicy: Qt.NoFocus
            iconName: root.column === 1 ? "x" : "plus"
            //: %1 is a field of the events.
            text: root.column === 1 ? qsTr("Remove the column %1").arg(root.name) : qsTr("Add the column %1").arg(root.name)
            keys: root.pinKeys
            onClicked: root.pinToggled()
        }
        AppText { visible: root.kind === "more" || root.kind === "note"; x: 38; anchors.verticalCenter: parent.verticalCenter; font: root.kind === "more" ? Theme.labelMedium : Theme.caption; color: root.kind === "more" ? Theme.accent : Theme.text3; text: root.name }
        AppText { id: word; visible: root.isValue; x: 38; y: 2; width: figure.x - x - 6; font: Theme.label; text: root.isValue ? root.name : "" }
        AppText { id: figure; visible: root.isValue; x: parent.width - width - 66; y: 3; font: Theme.monoCaption; color: Theme.text2; text: root.percent }
        Rectangle { visible: root.isValue; x: 38; y: 22; width: parent.width - x - 16; height: 3; radius: 1.5; color: Theme.track }
        Rectangle { visible: root.isValue; x: 38; y: 22; width: Math.max(2, (parent.width - x - 16) * root.share); height: 3; radius: 1.5; color: Theme.c1 }
        Row {
            visible: root.isValue
            x: parent.width - 62
            y: -1
            IconButton { small: true; implicitHeight: 22; iconSize: Theme.iconSmall; focusPolicy: Qt.NoFocus; iconName: "zoom-in"; text: qsTr("Filter for %1").arg(root.name); keys: root.filterKeys; onClicked: root.triggered(false) }
            IconButton { small: true; implicitHeight: 22; iconSize: Theme.iconSmall; focusPolicy: Qt.NoFocus; iconName: "zoom-out"; text: qsTr("Filter out %1").arg(root.name); keys: root.filterOutKeys; onClicked: root.triggered(true) }
        }
    }
    Tip { text: root.name; shown: root.isValue && word.truncated && root.hovered }
}
