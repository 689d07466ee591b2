// SPDX-License-Identifier: GPL-3.0-or-later
// A day of a month: how many ran, failed and are planned, and how the day is filled.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Theme

Item {
    id: root

    required property int index
    required property string name
    required property bool today
    required property bool past
    required property string noteTone
    required property string note
    required property string tip
    required property int runs
    required property int failed
    required property int planned
    required property bool inMonth
    required property real share
    required property var hours
    property bool marked: false

    signal opened()

    Accessible.role: Accessible.Cell
    Accessible.name: tip.split("\n").join(", ")

    Rectangle { anchors.fill: parent; color: over.hovered ? Theme.rowHover : root.today ? Theme.accentTint : root.inMonth ? Theme.surface : Theme.bg }
    Rectangle { width: parent.width; height: 1; color: Theme.divider }
    Rectangle { width: 1; height: parent.height; color: Theme.divider; visible: root.index % 7 > 0 }
    Row {
        x: 12
        y: 8
        spacing: 6
        AppText { font: root.today ? Theme.bodyStrong : Theme.bodyMedium; color: root.today ? Theme.accent : root.inMonth ? Theme.text : Theme.textDisabled; text: root.name }
        AppText { visible: root.today; anchors.verticalCenter: parent.verticalCenter; font: Theme.label; color: Theme.accent; text: qsTr("today") }
        AppText { visible: root.noteTone === "warning"; anchors.verticalCenter: parent.verticalCenter; font: Theme.captionStrong; color: Theme.warning; text: root.note }
    }
    Column {
        x: 12
        y: 32
        width: parent.width - 20
        spacing: 2
        visible: root.height > 64
        opacity: root.inMonth || Theme.contrast ? 1 : 0.6
        Row {
            visible: root.runs > 0
            spacing: 8
            AppText {
                font: Theme.label
                color: Theme.text2
                //: In a day of the month: how many runs there were.
                text: qsTr("%n run(s)", "", root.runs)
            }
            Row {
                visible: root.failed > 0
                spacing: 4
                AppIcon { anchors.verticalCenter: parent.verticalCenter; name: "octagon-x"; size: Theme.iconSmall; color: Theme.failed }
                AppText { font: Theme.labelStrong; color: Theme.failed; text: root.failed }
            }
        }
        AppText { visible: root.planned > 0; font: Theme.label; color: Theme.text3; text: qsTr("%n planned", "", root.planned) }
    }
    Rectangle {
        x: 12
        y: parent.height - 12
        width: (parent.width - 24) * root.share
        height: 4
        radius: 2
        color: root.past ? Theme.heat3 : root.today ? Theme.heat3 : Theme.clear
        border.width: root.past || root.today ? 0 : 1
        border.color: Theme.heat3
    }
    FocusRing { shown: root.marked; gap: -4; inner: 3 }
    HoverHandler { id: over }
    TapHandler { onTapped: root.opened() }
    Tip { shown: over.hovered; text: root.tip }
}
