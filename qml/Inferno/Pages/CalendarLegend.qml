// SPDX-License-Identifier: GPL-3.0-or-later
// What the boxes mean, and what can be done with them.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Charts
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

Item {
    id: root

    required property M.CalendarPage page
    property bool painting: false
    readonly property bool lanes: page.view === M.CalendarPage.Timeline

    clip: true
    Rectangle { anchors.fill: parent; color: Theme.surface }
    Rectangle { width: parent.width; height: 1; color: Theme.border }
    Row {
        x: 16
        width: hint.x - x - 16
        height: parent.height
        spacing: 16
        clip: true
        Repeater {
            //: Legend of the calendar: how what is over, what is planned and what waits or was moved is drawn.
            model: [qsTr("ran"), qsTr("planned"), qsTr("waiting"), qsTr("moved")]
            Row {
                id: mark
                required property string modelData
                required property int index
                height: parent.height
                spacing: 6
                EntryBox { anchors.verticalCenter: parent.verticalCenter; width: 14; height: 10; kind: ["ran", "planned", "waiting", "moved"][mark.index]; status: "completed" }
                AppText { anchors.verticalCenter: parent.verticalCenter; font: Theme.caption; color: Theme.text2; text: mark.modelData }
            }
        }
        Row {
            visible: root.page.oftenText.length > 0
            width: Math.max(0, parent.width - x)
            height: parent.height
            spacing: 6
            Rectangle { anchors.verticalCenter: parent.verticalCenter; visible: !root.lanes; width: 6; height: 12; color: Theme.heat3 }
            AppText {
                anchors.verticalCenter: parent.verticalCenter
                width: parent.width - x
                font: Theme.caption
                color: Theme.text2
                text: root.lanes
                    //: Legend of the timeline; %1 are names of jobs.
                    ? qsTr("frequent jobs have no lane: %1").arg(root.page.oftenText)
                    //: Legend of the calendar; %1 are names of jobs.
                    : qsTr("frequent jobs: %1").arg(root.page.oftenText)
            }
        }
    }
    Row {
        id: hint
        anchors.right: parent.right
        anchors.rightMargin: 12
        height: parent.height
        spacing: 4
        AppText {
            anchors.verticalCenter: parent.verticalCenter
            font: Theme.caption
            color: Theme.text3
            text: root.page.partialPlanText.length > 0 ? root.page.partialPlanText
                : root.lanes ? ""
                : root.painting ? qsTr("Drag over the hours in which nothing shall start")
                : qsTr("Drag a planned run to move it once;")
        }
        KeyHint { anchors.verticalCenter: parent.verticalCenter; visible: skips.visible; keys: root.page.app.keys.texts["calendar.skip"] ?? "" }
        AppText {
            id: skips
            anchors.verticalCenter: parent.verticalCenter
            visible: root.page.partialPlanText.length === 0 && !root.painting && !root.lanes
            font: Theme.caption
            color: Theme.text3
            //: After "Drag a planned run to move it once;" and the key S.
            text: qsTr("skips it")
        }
    }
}
