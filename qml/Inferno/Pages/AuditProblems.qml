// SPDX-License-Identifier: GPL-3.0-or-later
// What a verification found wrong: the verdict, where, and why; an event that is named can be shown.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

Column {
    id: root

    required property M.FieldsModel problems

    signal chosen(real seq)

    Repeater {
        model: root.problems
        Item {
            id: problem
            required property string verdict
            required property string where
            required property string detail
            required property real seq
            width: root.width
            height: 44
            Accessible.role: Accessible.StaticText
            Accessible.name: verdict + ", " + where + ", " + detail
            Rectangle { width: parent.width; height: 1; color: Theme.divider }
            AppText { y: 4; width: 120; font: Theme.bodyMedium; color: Theme.failed; text: problem.verdict }
            AppText { x: 132; y: 4; width: show.x - x - 8; text: problem.detail }
            AppText { x: 132; y: 23; width: show.x - x - 8; font: Theme.monoCaption; color: Theme.text2; text: problem.where }
            Button {
                id: show
                x: parent.width - (visible ? width : 0)
                anchors.verticalCenter: parent.verticalCenter
                visible: problem.seq >= 0
                small: true
                //: Shows the event that a problem concerns.
                text: qsTr("Show event")
                onClicked: root.chosen(problem.seq)
            }
        }
    }
}
