// SPDX-License-Identifier: GPL-3.0-or-later
// Two lines of equal length over time, with a scale of five lines at the left, `labels` below, and the name of each line
// at its end: the first solid over its tint, the second dashed. The pointer shows one point (`hovered` is its index or
// -1) in a box of `tipTitle` and `tipText`. Values that are no numbers are gaps.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Charts
import Inferno.Theme

Item {
    id: root

    property list<double> first
    property list<double> second
    property string firstName: ""
    property string secondName: ""     // "" = one line only
    property real scaleTop: 1               // of the scale
    property bool filled: false
    property color secondColor: Theme.c6
    property real limit: 0             // a value that may not be passed, as a line of its own; 0 = none
    property string limitText: ""
    property real nowAt: -1            // 0..1 of the time: where now is; -1 = not in it
    property list<string> labels       // from left to right, evenly spread
    property string tipTitle: ""
    property string tipText: ""
    readonly property int points: first.length
    readonly property int hovered: over.hovered && points > 1
        ? Math.max(0, Math.min(points - 1, Math.round((over.point.position.x - plot.x) / step))) : -1
    readonly property real step: points > 1 ? plot.width / (points - 1) : 1
    readonly property int edge: 3      // Sparkline keeps that much from its edges, for its dot
    readonly property real firstEnd: plot.endOf(first)
    readonly property real secondEnd: plot.endOf(second)
    // Names that would lie over each other give way by half a line each.
    readonly property real crowded: secondName.length > 0 && Math.abs(firstEnd - secondEnd) < 14
        ? (14 - Math.abs(firstEnd - secondEnd)) / 2 : 0

    function hasValues(values: var): bool { return Array.from(values).some(value => isFinite(value)); }
    function shortened(value: real): string {
        return value >= 1e4 ? qsTr("%1k").arg(value / 1e3) : String(Math.round(value * 100) / 100);
    }

    implicitWidth: 400
    implicitHeight: 140
    Accessible.role: Accessible.Chart

    Repeater {
        model: 5
        Item {
            id: tick
            required property int index
            y: plot.y + plot.height * tick.index / 4
            width: root.width
            AppText {
                width: plot.x - 8
                y: -8
                horizontalAlignment: Text.AlignRight
                font: Theme.caption
                color: Theme.text3
                text: root.shortened(root.scaleTop * (4 - tick.index) / 4)
            }
            Rectangle { x: plot.x; width: plot.width; height: 1; color: Theme.divider }
        }
    }
    Item {
        id: plot
        // From the top: where a line ends, by its newest value.
        function endOf(values: var): real {
            let at = values.length - 1;
            while (at > 0 && !isFinite(values[at]))
                --at;
            return at < 0 || !isFinite(values[at]) ? height : height * (1 - Math.min(1, values[at] / root.scaleTop));
        }
        x: 36
        y: 8
        width: root.width - x - (root.firstName.length > 0 ? 36 : 8)
        height: root.height - y - (root.labels.length > 0 ? 20 : 2)
        Sparkline {
            anchors.fill: parent
            anchors.margins: -root.edge + 0.5
            values: root.first
            from: 0
            to: root.scaleTop
            filled: root.filled
            dot: false
            Accessible.ignored: true
        }
        Sparkline {
            anchors.fill: parent
            anchors.margins: -root.edge + 0.5
            visible: root.secondName.length > 0
            values: root.second
            color: root.secondColor
            stroke: 1.3
            dash: [3.5, 2]
            from: 0
            to: root.scaleTop
            filled: false
            dot: false
            Accessible.ignored: true
        }
    }
    AppText {
        x: plot.x + plot.width + 5
        y: plot.y + root.firstEnd - 8 + (root.firstEnd <= root.secondEnd ? -root.crowded : root.crowded)
        width: 34
        visible: root.hasValues(root.first)
        font: Theme.captionStrong
        color: Theme.c1Ink
        text: root.firstName
    }
    AppText {
        x: plot.x + plot.width + 5
        y: plot.y + root.secondEnd - 8 + (root.firstEnd <= root.secondEnd ? root.crowded : -root.crowded)
        width: 34
        visible: root.hasValues(root.second)
        font: Theme.captionStrong
        color: Theme.c6Ink
        text: root.secondName
    }
    Rectangle {
        visible: root.limit > 0
        x: plot.x
        y: plot.y + plot.height * (1 - root.limit / root.scaleTop)
        width: plot.width
        height: 1
        color: Theme.clear
        Row {
            spacing: 3
            Repeater {
                model: Math.max(0, Math.floor(plot.width / 8))
                Rectangle { width: 5; height: 1; color: Theme.failed }
            }
        }
        AppText { x: parent.width - width; y: -15; font: Theme.caption; color: Theme.failed; text: root.limitText }
    }
    Rectangle {
        visible: root.nowAt >= 0
        x: plot.x + plot.width * root.nowAt
        y: plot.y
        width: Theme.strokeNow
        height: plot.height
        color: Theme.accent
    }
    Repeater {
        model: root.labels
        AppText {
            id: label
            required property string modelData
            required property int index
            readonly property real share: root.labels.length > 1 ? index / (root.labels.length - 1) : 0
            x: plot.x + (plot.width - width) * share
            y: root.height - 16
            font: Theme.caption
            color: Theme.text3
            text: label.modelData
        }
    }
    Rectangle {
        visible: root.hovered >= 0
        x: plot.x + root.hovered * root.step
        y: plot.y
        width: 1
        height: plot.height
        color: Theme.borderStrong
    }
    Rectangle {
        readonly property real at: plot.x + root.hovered * root.step
        visible: root.hovered >= 0 && root.tipTitle.length > 0
        z: 1
        x: at < root.width / 2 ? Math.min(root.width - width, at + 10) : Math.max(0, at - width - 10)
        y: 0
        width: Math.max(title.implicitWidth, words.implicitWidth) + 20
        height: 44
        radius: Theme.radiusControl
        color: Theme.raised
        border.color: Theme.borderStrong
        AppText { id: title; x: 10; y: 5; font: Theme.labelStrong; text: root.tipTitle }
        AppText { id: words; x: 10; y: 23; font: Theme.label; color: Theme.text2; text: root.tipText }
    }
    HoverHandler { id: over }
}
