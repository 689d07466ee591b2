// SPDX-License-Identifier: GPL-3.0-or-later
// The first steps on the overview, until all are done or somebody puts them away.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

Card {
    id: root

    required property M.FirstRunPage source
    readonly property M.AppState app: source.app

    small: true
    iconName: "flag"
    title: qsTr("First steps")
    //: Of the first steps, how many are done: "2 of 5".
    subtitle: qsTr("%1 of %2").arg(source.doneCount).arg(source.count)
    pad: 8
    actions: [
        Button {
            small: true
            kind: Button.Primary
            //: Goes on with the first steps: %1 is the step.
            text: qsTr("Continue: %1").arg(root.source.nextTitle)
            onClicked: root.app.navigate("first-run")
        },
        IconButton {
            small: true
            iconName: "x"
            iconSize: Theme.iconSmall
            text: qsTr("Put the first steps away")
            onClicked: root.source.putAway()
        }
    ]

    Row {
        id: row
        width: parent.width
        Repeater {
            model: root.source.steps
            FirstRunStep {
                required property string stepId
                width: row.width / root.source.count
                onClicked: root.app.navigate("first-run", stepId)
            }
        }
    }
}
