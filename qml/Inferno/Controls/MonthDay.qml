// SPDX-License-Identifier: GPL-3.0-or-later
// One day of a MonthGrid.
import QtQuick
import Inferno.Controls
import Inferno.Theme

Item {
    id: root

    required property int index
    required property string date
    required property int day
    required property bool inMonth
    required property bool inSpan
    required property bool today
    required property bool failed
    property bool marked: false

    signal chosen()

    height: 22
    Accessible.role: Accessible.Cell
    Accessible.name: date + (failed ? ", " + qsTr("something failed") : "")

    Rectangle { anchors.fill: parent; anchors.topMargin: 1; anchors.bottomMargin: 1; visible: root.inSpan || over.hovered; color: root.inSpan ? Theme.accentTint : Theme.rowHover }
    Rectangle { anchors.bottom: parent.bottom; width: parent.width; height: 2; visible: Theme.contrast && root.inSpan; color: Theme.accent }
    Rectangle { anchors.fill: parent; anchors.margins: 1; visible: root.today; radius: Theme.radiusControl; color: Theme.accent }
    AppText {
        anchors.fill: parent
        horizontalAlignment: Text.AlignHCenter
        font: root.today || root.inSpan ? Theme.captionStrong : Theme.caption
        color: root.today ? Theme.inkOnAccent : root.inMonth ? Theme.text : Theme.text3
        text: root.day
    }
    Rectangle {
        visible: root.failed
        anchors.horizontalCenter: parent.horizontalCenter
        y: parent.height - 4
        width: 3
        height: 3
        radius: 1.5
        color: root.today ? Theme.inkOnAccent : Theme.failed
    }
    FocusRing { shown: root.marked; gap: 0; inner: 3 }
    HoverHandler { id: over }
    TapHandler { onTapped: root.chosen() }
}
