// SPDX-License-Identifier: GPL-3.0-or-later
// What the schedule would do in the coming days: a lane a day, and how many times start, wait, are skipped or missed.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Charts
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

Card {
    id: root

    required property M.ScheduleTrial trial
    readonly property list<int> spans: [1, 7, 14, 31]
    readonly property list<int> absences: [0, 1, 6, 24]

    function placeOf(value: int, list: list<int>): int {
        for (let at = 0; at < list.length; ++at)
            if (list[at] === value)
                return at;
        return -1;
    }

    small: true
    title: qsTr("What it would do")
    pad: 1
    height: 32 + form.height + 12
    actions: Select {
        small: true
        label: qsTr("How far ahead")
        //: How far ahead a schedule is tried out.
        model: [qsTr("1 day"), qsTr("7 days"), qsTr("14 days"), qsTr("31 days")]
        currentIndex: root.placeOf(root.trial.days, root.spans)
        onActivated: index => root.trial.days = root.spans[index]
    }

    Column {
        id: form
        y: 6
        width: parent.width
        spacing: 6
        Flow {
            x: 12
            width: parent.width - 24
            spacing: 8
            AppText {
                height: Theme.controlSmall
                verticalAlignment: Text.AlignVCenter
                font: Theme.label
                color: Theme.text2
                //: Before a field: how long each run is taken to last.
                text: qsTr("A run takes")
            }
            TextField {
                width: 72
                height: Theme.controlSmall
                label: qsTr("How long a run takes")
                text: root.trial.takes
                errorText: root.trial.takesError
                onTextEdited: root.trial.takes = text
            }
            Select {
                small: true
                label: qsTr("Service away")
                //: A schedule is tried out with the service stopped from now on, for so long.
                model: [qsTr("service stays on"), qsTr("away for 1 h"), qsTr("away for 6 h"), qsTr("away for a day")]
                currentIndex: root.placeOf(root.trial.away, root.absences)
                onActivated: index => root.trial.away = root.absences[index]
            }
        }
        Flow {
            x: 12
            width: parent.width - 24
            spacing: 6
            Repeater {
                model: root.trial.fates
                Badge {
                    required tone
                    required text
                }
            }
        }
        Timeline {
            width: parent.width
            height: headHeight + Math.min(8, root.trial.lanes.count) * Theme.rowHeight
            nameWidth: 108
            label: qsTr("Days of the schedule")
            lanes: root.trial.lanes
            hours: root.trial.hours
        }
    }
}
