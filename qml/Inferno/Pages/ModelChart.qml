// SPDX-License-Identifier: GPL-3.0-or-later
// The last half hour of the two versions that are balanced, as a card: latency or throughput.
import QtQuick
import Inferno.Charts
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

Card {
    id: root

    required property M.ModelFigures figures
    required property M.ModelTraffic traffic
    property bool rate: false
    readonly property int hovered: chart.hovered

    small: true
    pad: 8
    implicitHeight: 152
    title: rate ? qsTr("Throughput") : qsTr("Latency p95")
    //: Units over charts.
    subtitle: rate ? qsTr("requests/s") : qsTr("ms")
    actions: AppText {
        font: Theme.mono
        text: root.rate ? root.figures.rateNow : root.figures.latencyNow
    }

    LineChart {
        id: chart
        anchors.fill: parent
        first: root.figures.idle ? [] : root.rate ? root.figures.firstRate : root.figures.firstLatency
        second: root.figures.idle ? [] : root.rate ? root.figures.secondRate : root.figures.secondLatency
        firstName: root.traffic.first
        secondName: root.traffic.second
        scaleTop: root.rate ? root.figures.rateTop : root.figures.latencyTop
        filled: root.rate
        labels: root.figures.times
        tipTitle: hovered >= 0 ? root.figures.timeAt(hovered) : ""
        tipText: hovered < 0 ? "" : root.rate ? root.figures.rateAt(hovered) : root.figures.latencyAt(hovered)
        //: Read to a screen reader: a chart, its newest values, the version or versions in it.
        Accessible.name: qsTr("%1 of the last half hour, now %2").arg(root.title).arg(root.rate ? root.figures.rateNow : root.figures.latencyNow)
    }
    AppText {
        anchors.centerIn: parent
        visible: root.figures.idle && root.traffic.known
        color: Theme.text2
        text: qsTr("No requests in the last half hour")
    }
}
