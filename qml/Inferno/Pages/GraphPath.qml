// SPDX-License-Identifier: GPL-3.0-or-later
// The critical path: of each job the median filled and the 95th percentile outlined, on one axis with the due time.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Models as M
import Inferno.Theme

Column {
    id: root

    required property M.GraphPage page

    spacing: 6
    visible: page.criticalPath.count > 0

    Item {
        width: root.width
        height: 20
        AppText { font: Theme.labelStrong; text: qsTr("Critical path") }
        Row {
            anchors.right: parent.right
            spacing: 8
            Row {
                spacing: 4
                Rectangle { anchors.verticalCenter: parent.verticalCenter; width: 14; height: 7; radius: 1.5; color: Theme.c1 }
                AppText { font: Theme.caption; color: Theme.text2; text: qsTr("p50") }
            }
            Row {
                spacing: 4
                Rectangle { anchors.verticalCenter: parent.verticalCenter; width: 14; height: 7; radius: 1.5; color: Theme.clear; border.color: Theme.c1 }
                AppText { font: Theme.caption; color: Theme.text2; text: qsTr("p95") }
            }
        }
    }
    Repeater {
        model: root.page.criticalPath
        Item {
            id: step
            required property string name
            required property string words
            required property real from50
            required property real to50
            required property real to95
            width: root.width
            height: 32
            Accessible.role: Accessible.ListItem
            Accessible.name: name + ", " + words
            AppText { width: parent.width - span.width - 8; font: Theme.labelMedium; text: step.name }
            AppText { id: span; anchors.right: parent.right; font: Theme.mono; color: Theme.text2; text: step.words }
            Rectangle { y: 21; width: parent.width; height: 8; color: Theme.track }
            Rectangle {
                x: step.from50 * parent.width
                y: 21
                width: Math.max(3, (step.to95 - step.from50) * parent.width)
                height: 8
                radius: 1.5
                color: Theme.surface
                border.color: Theme.c1
            }
            Rectangle { x: step.from50 * parent.width; y: 21; width: Math.max(2, (step.to50 - step.from50) * parent.width); height: 8; radius: 1.5; color: Theme.c1 }
            Rectangle { visible: root.page.dueAt >= 0; x: root.page.dueAt * parent.width - 1; y: 18; width: 2; height: 14; color: Theme.warning }
        }
    }
    Item {
        width: root.width
        height: 16
        AppText { font: Theme.monoCaption; color: Theme.text3; text: root.page.pathFrom }
        AppText { anchors.right: parent.right; visible: root.page.dueAt < 0; font: Theme.monoCaption; color: Theme.text3; text: root.page.pathTo }
        AppText {
            visible: root.page.dueAt >= 0
            x: Math.min(parent.width - width, Math.max(48, root.page.dueAt * parent.width - width / 2))
            font: Theme.monoCaption
            color: Theme.warning
            text: root.page.dueText
        }
    }
}
