// SPDX-License-Identifier: GPL-3.0-or-later
// A month as hours by days in one hue: runs, failures, or minutes of work.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Charts
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

FocusScope {
    id: root

    required property M.CalendarPage page
    readonly property int labelWidth: 72
    readonly property real rowHeight: Math.max(14, Math.min(26, (height - 104) / Math.max(1, page.days.count)))
    readonly property real cellWidth: (width - labelWidth - 32) / 24
    property int mark: -1
    readonly property int shownCell: over.hovered ? map.cellAt(over.point.position.x, over.point.position.y) : activeFocus ? mark : -1

    activeFocusOnTab: true
    Accessible.role: Accessible.Chart
    Accessible.name: qsTr("%1, hour by hour").arg(page.title)
    Accessible.description: shownCell >= 0 ? page.heatText(shownCell) : ""
    Keys.onReturnPressed: if (mark >= 0) page.openDay(Math.floor(mark / 24))
    Keys.onUpPressed: mark = Math.max(0, mark - 24)
    Keys.onDownPressed: mark = Math.min(page.heat.length - 1, Math.max(0, mark + 24))
    Keys.onPressed: event => {
        const by = event.key === Qt.Key_Left ? -1 : event.key === Qt.Key_Right ? 1 : 0;
        event.accepted = by !== 0 && (event.modifiers & Qt.ControlModifier) !== 0;
        if (event.accepted)
            root.mark = Math.max(0, Math.min(root.page.heat.length - 1, root.mark + by));
    }

    Rectangle { anchors.fill: parent; color: Theme.surface }
    Row {
        x: 16
        height: 48
        spacing: 12
        SegmentedControl {
            anchors.verticalCenter: parent.verticalCenter
            small: true
            label: qsTr("What the heat map counts")
            segments: [
                //: What the heat map counts.
                Segment { text: qsTr("Runs") },
                //: What the heat map counts.
                Segment { text: qsTr("Failures") },
                //: What the heat map counts: how long runs take.
                Segment { text: qsTr("Duration") }
            ]
            onActivated: index => root.page.setMetric(index)
            Binding on currentIndex { value: root.page.metric; restoreMode: Binding.RestoreNone }
        }
        AppText { anchors.verticalCenter: parent.verticalCenter; font: Theme.label; color: Theme.text2; text: root.shownCell >= 0 ? root.page.heatText(root.shownCell) : root.page.heatWords }
    }
    Repeater {
        model: 12
        AppText {
            required property int index
            x: 16 + root.labelWidth + index * 2 * root.cellWidth
            y: 48
            height: 20
            font: Theme.monoCaption
            color: Theme.text3
            text: String(index * 2).padStart(2, "0")
        }
    }
    Flickable {
        y: 70
        width: parent.width
        height: parent.height - y - 36
        contentHeight: root.rowHeight * root.page.days.count
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        Repeater {
            model: root.page.days
            AppText {
                required property int index
                required property string name
                required property bool today
                x: 16
                y: index * root.rowHeight
                width: root.labelWidth - 8
                height: root.rowHeight
                font: today ? Theme.captionStrong : Theme.caption
                color: today ? Theme.accent : Theme.text2
                text: name
            }
        }
        HeatGrid {
            id: map
            x: 16 + root.labelWidth
            width: 24 * root.cellWidth
            height: root.rowHeight * root.page.days.count
            columns: 24
            rows: root.page.days.count
            gap: 2
            values: root.page.heat
            marked: root.shownCell >= 0 ? [root.shownCell] : []
            Accessible.ignored: true
            HoverHandler { id: over }
            TapHandler { onTapped: point => { const cell = map.cellAt(point.position.x, point.position.y); if (cell >= 0) root.page.openDay(Math.floor(cell / 24)); } }
        }
    }
    Row {
        x: 16 + root.labelWidth
        y: parent.height - 28
        spacing: 4
        AppText {
            anchors.verticalCenter: parent.verticalCenter
            rightPadding: 4
            font: Theme.caption
            color: Theme.text3
            //: Legend of a heat map: the palest colour.
            text: qsTr("less")
        }
        Repeater {
            model: 6
            Rectangle { required property int index; width: 20; height: 10; radius: 2; anchors.verticalCenter: parent.verticalCenter; color: Theme.heat[index] }
        }
        AppText {
            anchors.verticalCenter: parent.verticalCenter
            leftPadding: 4
            font: Theme.caption
            color: Theme.text3
            //: Legend of a heat map: the darkest colour.
            text: qsTr("more")
        }
    }
}
