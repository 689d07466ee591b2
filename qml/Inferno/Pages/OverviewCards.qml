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
        actions: AppText { font: Theme.mono; text: root.page.failures }
        AppText {
            visible: root.page.failures === 0 && root.page.writable
            anchors.centerIn: parent
            color: Theme.text2
            text: qsTr("No failures")
        }
        Column {
            width: parent.width
            Repeater {
                model: root.page.causes
                Item {
                    id: cause
                    required property string cause
                    required property real share
                    required property int total
                    width: parent ? parent.width : 0
                    height: Theme.rowHeight
                    Accessible.role: Accessible.ListItem
                    Accessible.name: cause.cause + " " + total
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
                Item {
                    id: growth
                    required property string name
                    required property list<real> series
                    required property string before
                    required property string now
                    required property string growth
                    width: parent ? parent.width : 0
                    height: Theme.rowHeight
                    Accessible.role: Accessible.ListItem
                    Accessible.name: name + " " + growth.growth
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
        title: qsTr("Runs in each hour")
        subtitle: qsTr("ended, last 24 h")
        Histogram {
            anchors.fill: parent
            low: root.page.perHour
            labels: ["−24 h", "−18 h", "−12 h", "−6 h"]
            Accessible.name: qsTr("Runs that ended in each of the last 24 hours")
        }
    }
}
