// SPDX-License-Identifier: GPL-3.0-or-later
// The heads of the days, and the names of the two zones of the axis.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

Item {
    id: root

    required property M.CalendarPage page
    property int axisWidth: 56
    property real dayWidth: 150

    implicitHeight: 32
    Row {
        height: parent.height
        Repeater {
            model: ["UTC", root.page.zoneName]
            AppText {
                required property string modelData
                required property int index
                width: root.axisWidth / 2
                height: 32
                horizontalAlignment: Text.AlignHCenter
                font: Theme.monoCaption
                color: index === 0 ? Theme.text3 : Theme.text2
                text: modelData
            }
        }
    }
    Repeater {
        model: root.page.days
        Item {
            id: day
            required property int index
            required property string name
            required property bool today
            required property string note
            required property string noteTone
            required property string noteIcon
            required property string tip
            x: root.axisWidth + index * root.dayWidth
            width: root.dayWidth
            height: 32
            Accessible.role: Accessible.ColumnHeader
            Accessible.name: tip
            Rectangle { width: 1; height: parent.height; color: Theme.border }
            Row {
                id: title
                x: 11
                height: parent.height
                spacing: 6
                AppText { anchors.verticalCenter: parent.verticalCenter; font: day.today ? Theme.bodyStrong : Theme.bodyMedium; color: day.today ? Theme.accent : Theme.text; text: day.name }
                AppText {
                    anchors.verticalCenter: parent.verticalCenter
                    visible: day.today && day.width > 130
                    font: Theme.label
                    color: Theme.accent
                    //: Beside the date of today.
                    text: qsTr("today")
                }
            }
            Row {
                anchors.right: parent.right
                anchors.rightMargin: 9
                height: parent.height
                spacing: 4
                AppIcon { anchors.verticalCenter: parent.verticalCenter; visible: day.noteIcon.length > 0; name: day.noteIcon.length > 0 ? day.noteIcon : "clock"; size: Theme.iconSmall; color: StatusLook.ink(day.noteTone) }
                AppText {
                    anchors.verticalCenter: parent.verticalCenter
                    visible: title.x + title.width + implicitWidth + (day.noteIcon.length > 0 ? 36 : 20) < day.width
                    font: day.noteTone.length > 0 ? Theme.captionStrong : Theme.caption
                    color: day.noteTone.length > 0 ? StatusLook.ink(day.noteTone) : Theme.text3
                    text: day.note
                }
            }
            HoverHandler { id: over }
            TapHandler { onTapped: root.page.openDay(day.index) }
            Tip { shown: over.hovered; text: day.tip }
        }
    }
    Rectangle { anchors.bottom: parent.bottom; width: parent.width; height: 1; color: Theme.border }
}
