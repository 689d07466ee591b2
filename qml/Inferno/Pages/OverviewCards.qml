// SPDX-License-Identifier: GPL-3.0-or-later
// The bottom of the overview: failures by their cause, jobs that take longer and longer, runs in each hour.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Charts
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

Row {
    id: root

    required property M.OverviewPage page
    readonly property real cardWidth: (width - 2 * spacing) / 3

    spacing: Theme.space5

    Card {
        width: root.cardWidth
        height: root.height
        iconName: "octagon-x"
        title: qsTr("Failures by cause")
        subtitle: qsTr("last 1,000 runs")
        actions: Link {
            visible: root.page.failures > 0
            text: root.page.failures
            Accessible.name: qsTr("%1 failures").arg(root.page.failures)
            onClicked: root.page.app.navigate("jobs", "?status=failed")
        }
        AppText {
            visible: root.page.failures === 0 && root.page.writable && root.page.runsProblem.length === 0
            anchors.centerIn: parent
            color: Theme.text2
            text: qsTr("No failures")
        }
        AppText {
            visible: root.page.runsProblem.length > 0
            anchors.centerIn: parent
            color: Theme.text2
            text: root.page.runsProblem
        }
        Column {
            width: parent.width
            Repeater {
                model: root.page.causes
                CardRow {
                    id: cause
                    required property string cause
                    required property real share
                    required property int total
                    required property string job
                    width: parent ? parent.width : 0
                    text: cause.cause + " " + total
                    onClicked: root.page.app.navigate("jobs", job.length > 0 ? job : "?status=failed")
                    StatusIcon { anchors.verticalCenter: parent.verticalCenter; status: "failed" }
                    AppText { x: 22; width: parent.width - 150; anchors.verticalCenter: parent.verticalCenter; text: cause.cause }
                    Rectangle {
                        x: parent.width - 120
                        anchors.verticalCenter: parent.verticalCenter
                        width: Math.max(6, cause.share * 80)
                        height: 6
                        radius: 3
                        color: Theme.failed
                    }
                    AppText { anchors.right: parent.right; anchors.verticalCenter: parent.verticalCenter; font: Theme.mono; text: cause.total }
                }
            }
        }
    }
    Card {
        width: root.cardWidth
        height: root.height
        iconName: "trending-up"
        title: qsTr("Slowest growing")
        subtitle: qsTr("median, last 20 runs")
        AppText {
            visible: root.page.growing.count === 0 && root.page.writable
            anchors.centerIn: parent
            color: Theme.text2
            text: qsTr("No job takes longer than it did")
        }
        Column {
            width: parent.width
            Repeater {
                model: root.page.growing
                CardRow {
                    id: growth
                    required property string name
                    required property list<real> series
                    required property string before
                    required property string now
                    required property string growth
                    width: parent ? parent.width : 0
                    text: name + " " + growth.growth
                    onClicked: root.page.app.navigate("jobs", name)
                    AppText { width: parent.width - 226; anchors.verticalCenter: parent.verticalCenter; text: growth.name }
                    Sparkline {
                        x: parent.width - 222
                        anchors.verticalCenter: parent.verticalCenter
                        width: 64
                        height: 18
                        filled: false
                        color: Theme.c6
                        values: growth.series
                    }
                    AppText {
                        x: parent.width - 152
                        width: 96
                        horizontalAlignment: Text.AlignRight
                        anchors.verticalCenter: parent.verticalCenter
                        font: Theme.mono
                        //: A duration that has grown from the first to the second.
                        text: qsTr("%1 → %2").arg(growth.before).arg(growth.now)
                    }
                    AppText {
                        anchors.right: parent.right
                        anchors.verticalCenter: parent.verticalCenter
                        font: Theme.mono
                        color: Theme.c6Ink
                        text: growth.growth
                    }
                }
            }
        }
    }
    Card {
        width: root.cardWidth
        height: root.height
        iconName: "gauge"
        title: qsTr("Capacity")
        subtitle: qsTr("busy workers, today")
        actions: [
            LegendLine { text: qsTr("busy") },
            //: What is expected.
            LegendLine { text: qsTr("forecast"); dashed: true }
        ]
        AppText {
            visible: root.page.capacityProblem.length > 0
            anchors.centerIn: parent
            color: Theme.text2
            text: root.page.capacityProblem
        }
        LineChart {
            visible: root.page.capacityProblem.length === 0
            anchors.fill: parent
            first: root.page.busy
            second: root.page.busyForecast
            secondName: " "
            secondColor: Theme.c1
            filled: true
            scaleTop: root.page.capacityTop
            limit: root.page.capacityLimit
            //: The most runs at once; %1 is a number.
            limitText: qsTr("limit %1").arg(root.page.capacityLimit)
            nowAt: root.page.capacityNow
            labels: ["00:00", "06:00", "12:00", "18:00", "24:00"]
            Accessible.name: root.page.capacityText
        }
        TapHandler { onTapped: root.page.app.navigate("calendar") }
    }
}
