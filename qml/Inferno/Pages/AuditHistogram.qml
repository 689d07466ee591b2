// SPDX-License-Identifier: GPL-3.0-or-later
// How many events fit, over time. Dragging over bars narrows the time to them; with the focus, left and right move a
// bar's mark, Shift extends it, Enter narrows.
import QtQuick
import Inferno.Charts
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

FocusScope {
    id: root

    required property M.AuditPage page
    readonly property M.AuditChart chart: page.chart
    property int mark: -1        // the bar that the keys are at
    property int anchor: -1      // where a span by keys began

    function move(by: int, extend: bool): void {
        const last = chart.low.length - 1;
        mark = Math.max(0, Math.min(last, mark < 0 ? last : mark + by));
        if (!extend)
            anchor = mark;
    }

    height: 140
    Rectangle { anchors.fill: parent; color: Theme.surface }
    Row {
        x: 12
        height: 32
        width: side.x - x - 12
        spacing: 5
        clip: true
        AppText { anchors.verticalCenter: parent.verticalCenter; font: Theme.labelStrong; text: root.chart.countText }
        AppText { anchors.verticalCenter: parent.verticalCenter; font: Theme.label; color: Theme.text2; text: root.chart.spanText }
    }
    Row {
        id: side
        anchors.right: parent.right
        anchors.rightMargin: 12
        height: 32
        spacing: 12
        OutcomeMark { visible: root.width > 480; ink: Theme.c1Soft; text: root.chart.names[0] }
        OutcomeMark { visible: root.width > 480; ink: Theme.c2; text: root.chart.names[1] }
        OutcomeMark { visible: root.width > 480; ink: Theme.failed; text: root.chart.names[2] }
        Select {
            anchors.verticalCenter: parent.verticalCenter
            small: true
            label: qsTr("Colours of the bars")
            model: [qsTr("by outcome"), qsTr("by severity")]
            currentIndex: root.chart.by === "severity" ? 1 : 0
            onActivated: index => root.chart.setBy(index === 1 ? "severity" : "result")
        }
    }
    Histogram {
        id: bars
        x: 4
        y: 32
        width: parent.width - 16
        height: 104
        focus: true
        activeFocusOnTab: true
        low: root.chart.low
        middle: root.chart.middle
        high: root.chart.high
        labels: root.chart.labels
        markFirst: activeFocus ? Math.min(root.anchor, root.mark) : -1
        markLast: activeFocus ? Math.max(root.anchor, root.mark) : -1
        tipTitle: root.chart.barTime(shownBar)
        tipText: root.chart.barText(shownBar)
        Accessible.name: qsTr("Events over time: %1 %2").arg(root.chart.countText).arg(root.chart.spanText)
        Accessible.description: root.mark >= 0 ? root.chart.barTime(root.mark) + ": " + root.chart.barText(root.mark) : ""
        onSpanChosen: (first, last) => root.page.narrow(first, last)
        onActiveFocusChanged: if (activeFocus && root.mark < 0) root.move(0, false)
        Keys.onReturnPressed: root.page.narrow(markFirst, markLast)
        Keys.onPressed: event => {
            const by = event.key === Qt.Key_Left ? -1 : event.key === Qt.Key_Right ? 1 : 0;
            event.accepted = by !== 0;
            if (event.accepted)
                root.move(by, (event.modifiers & Qt.ShiftModifier) !== 0);
        }
    }
    Rectangle { anchors.bottom: parent.bottom; width: parent.width; height: 1; color: Theme.border }
}
