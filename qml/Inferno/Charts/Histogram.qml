// SPDX-License-Identifier: GPL-3.0-or-later
// Counts over time with a scale of two lines at the left: `low` (success), `middle` (denied), `high` (failed). The
// pointer shows one bar's numbers (`hovered` is its index or -1) in a box of `tipTitle` and `tipText`; dragging chooses
// a span (`spanChosen`, in bars). `markFirst` to `markLast` are marked by the owner, for the keys.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Charts
import Inferno.Theme

Item {
    id: root

    property alias low: bars.low
    property alias middle: bars.middle
    property alias high: bars.high
    property int axisWidth: 32
    property list<string> labels          // below the bars, from left to right
    readonly property int hovered: over.hovered && bars.count > 0
        ? Math.max(-1, Math.min(bars.count - 1, Math.floor((over.point.position.x - axisWidth) / (bars.width / bars.count)))) : -1
    readonly property real step: bars.count > 0 ? bars.width / bars.count : 0
    // The top of the scale: 1, 2 or 5 times a power of ten, so that the half is a round number too.
    readonly property real scaleTop: {
        const peak = Math.max(2, bars.peak);
        const power = Math.pow(10, Math.floor(Math.log10(peak)));
        return peak <= power ? power : peak <= 2 * power ? 2 * power : peak <= 4 * power ? 4 * power : peak <= 6 * power
            ? 6 * power : peak <= 8 * power ? 8 * power : 10 * power;
    }

    property int markFirst: -1
    property int markLast: -1
    property string tipTitle: ""
    property string tipText: ""
    readonly property int shownBar: hovered >= 0 ? hovered : markLast

    // "40", "1.5k", "20M": what fits beside the axis.
    function shortened(count: real): string {
        return count >= 1e6 ? qsTr("%1M").arg(count / 1e6) : count >= 1e4 ? qsTr("%1k").arg(count / 1e3) : String(count);
    }

    signal spanChosen(int first, int last)

    implicitWidth: 480
    implicitHeight: 104
    Accessible.role: Accessible.Chart

    Repeater {
        model: 3
        Item {
            id: tick
            required property int index
            y: bars.y + bars.height * tick.index / 2
            width: root.width
            AppText {
                width: root.axisWidth - 8
                y: -8
                horizontalAlignment: Text.AlignRight
                font: Theme.caption
                color: Theme.text3
                text: root.shortened(Math.round(root.scaleTop * (2 - tick.index) / 2))
            }
            Rectangle { x: root.axisWidth; width: parent.width - x; height: 1; color: Theme.divider }
        }
    }
    HistogramItem {
        id: bars
        x: root.axisWidth
        y: 8
        width: root.width - x
        height: root.height - y - (root.labels.length > 0 ? 20 : 2)
        ceiling: root.scaleTop
        lowColor: Theme.c1Soft
        middleColor: Theme.c2
        highColor: Theme.failed
    }
    Rectangle {
        readonly property int first: root.hovered >= 0 ? root.hovered : root.markFirst
        visible: first >= 0
        x: root.axisWidth + first * root.step - 1
        y: bars.y
        width: root.step * (root.shownBar - first + 1) + 1
        height: bars.height
        color: Theme.clear
        radius: 2
        border.color: Theme.accent
    }
    Rectangle {
        visible: drag.active
        readonly property real from: Math.min(drag.centroid.pressPosition.x, drag.centroid.position.x)
        x: Math.max(root.axisWidth, from)
        y: bars.y
        width: Math.abs(drag.centroid.position.x - drag.centroid.pressPosition.x)
        height: bars.height
        color: Theme.accentTint
        opacity: 0.6
    }
    Repeater {
        model: root.labels
        AppText {
            id: label
            required property string modelData
            required property int index
            x: root.axisWidth + (root.width - root.axisWidth) * label.index / Math.max(1, root.labels.length)
            y: root.height - 16
            font: Theme.caption
            color: Theme.text3
            text: label.modelData
        }
    }
    Rectangle {
        readonly property real middle: root.axisWidth + (root.shownBar + 0.5) * root.step
        visible: root.shownBar >= 0 && root.tipTitle.length > 0 && !drag.active
        z: 1
        x: middle < root.width / 2 ? Math.min(root.width - width, middle + 12) : Math.max(0, middle - width - 12)
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
    DragHandler {
        id: drag
        target: null
        onActiveChanged: {
            if (active || root.step <= 0)
                return;
            const from = Math.floor((centroid.pressPosition.x - root.axisWidth) / root.step);
            const to = Math.floor((centroid.position.x - root.axisWidth) / root.step);
            root.spanChosen(Math.max(0, Math.min(from, to)), Math.min(bars.count - 1, Math.max(from, to)));
        }
    }
}
