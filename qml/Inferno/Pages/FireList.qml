// SPDX-License-Identifier: GPL-3.0-or-later
// The next fires of a schedule: day, time, how far off, and what the clock does to it. Planned, so no fill.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Models as M
import Inferno.Theme

Column {
    id: root

    required property M.FieldsModel source
    property int rowHeight: 22

    Repeater {
        model: root.source
        Rectangle {
            id: fire
            required property string date
            required property string time
            required property string relative
            required property string note
            required property bool shifted
            required property string why
            required property bool added
            readonly property color side: shifted ? Theme.warning : added ? Theme.accent : Theme.text2
            width: root.width
            height: root.rowHeight
            color: shifted ? Theme.warningTint : Theme.clear
            Accessible.role: Accessible.ListItem
            Accessible.name: date + " " + time + " " + relative + " " + note + (added ? " " + qsTr("new") : "")
            AppText { x: 12; width: 84; anchors.verticalCenter: parent.verticalCenter; font: Theme.labelMedium; text: fire.date }
            AppText { x: 100; anchors.verticalCenter: parent.verticalCenter; font: Theme.mono; color: fire.shifted ? Theme.warning : Theme.text; text: fire.time }
            AppText { x: 156; width: 90; anchors.verticalCenter: parent.verticalCenter; font: Theme.label; color: Theme.text2; text: fire.relative }
            AppIcon { x: 240; visible: fire.shifted || fire.added; anchors.verticalCenter: parent.verticalCenter; name: fire.shifted ? "triangle-alert" : "plus"; size: Theme.iconSmall; color: fire.side }
            AppText {
                x: 258
                width: parent.width - x - 4
                anchors.verticalCenter: parent.verticalCenter
                font: Theme.label
                color: fire.side
                text: fire.note.length > 0 ? fire.note
                    //: A planned run that an edit adds: why it is on this day, such as "day 1, new".
                    : fire.added ? (fire.why.length > 0 ? qsTr("%1, new").arg(fire.why) : qsTr("new")) : fire.why
            }
        }
    }
}
