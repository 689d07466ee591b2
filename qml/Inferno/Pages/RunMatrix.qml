// SPDX-License-Identifier: GPL-3.0-or-later
// The last runs of a job, oldest first, a column each: its attempts, then what came of it in the jobs behind. Left and
// right choose a run, up and down a row; Enter opens what stands there.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

FocusScope {
    id: root

    required property M.RunFamily family
    readonly property int names: Math.min(180, Math.max(112, width * 0.26))
    readonly property real cell: family.columns > 0 ? Math.min(22, Math.floor((width - names) / family.columns)) : 18
    readonly property int line: 20
    property int row: 0

    signal runChosen(string runId)
    signal opened(int row, int column)

    function move(by: int): void {
        const column = Math.max(0, Math.min(family.columns - 1, (family.chosen < 0 ? family.columns - 1 : family.chosen) + by));
        runChosen(family.runAt(column));
    }

    implicitHeight: rows.height + 20
    activeFocusOnTab: true
    Accessible.role: Accessible.Table
    Accessible.name: qsTr("Last runs and what came of them")
    Accessible.description: family.cellText(row, family.chosen)
    Keys.onLeftPressed: move(-1)
    Keys.onRightPressed: move(1)
    Keys.onUpPressed: row = Math.max(0, row - 1)
    Keys.onDownPressed: row = Math.min(family.rows.count - 1, row + 1)
    Keys.onReturnPressed: opened(row, family.chosen)
    Keys.onPressed: event => {
        event.accepted = event.key === Qt.Key_Home || event.key === Qt.Key_End;
        if (event.accepted) move(event.key === Qt.Key_Home ? -family.columns : family.columns);
    }

    Item {
        width: rows.width
        height: rows.height
        FocusRing { shown: root.activeFocus }
    }
    Rectangle { // the chosen run
        visible: root.family.chosen >= 0
        x: root.names + root.family.chosen * root.cell - 1
        width: root.cell
        height: rows.height
        radius: Theme.radiusControl
        color: Theme.accentTint
        border.color: Theme.accentLine
    }
    Column {
        id: rows
        width: parent.width
        Repeater {
            model: root.family.rows
            Item {
                id: job
                required property int index
                required property string title
                required property var cells
                width: rows.width
                height: root.line
                AppText {
                    width: root.names - 8
                    height: parent.height
                    font: root.activeFocus && root.row === job.index ? Theme.labelStrong : Theme.label
                    color: root.activeFocus && root.row === job.index ? Theme.text : Theme.text2
                    text: job.title
                }
                Row {
                    x: root.names
                    Repeater {
                        model: job.cells
                        RunCell {
                            required property string modelData
                            required property int index
                            width: root.cell
                            height: root.line
                            status: modelData
                            current: root.activeFocus && root.row === job.index && root.family.chosen === index
                            tip: hovered ? root.family.cellText(job.index, index) : ""
                            onClicked: {
                                root.row = job.index;
                                root.forceActiveFocus(Qt.MouseFocusReason);
                                root.runChosen(root.family.runAt(index));
                            }
                            onDoubleClicked: root.opened(job.index, index)
                        }
                    }
                }
            }
        }
    }
    AppText { x: root.names; y: rows.height + 4; font: Theme.caption; color: Theme.text3; text: root.family.from }
    AppText {
        x: Math.max(root.names + 60, root.names + root.family.columns * root.cell - width)
        y: rows.height + 4
        font: Theme.caption
        color: Theme.text3
        text: root.family.to
    }
    AppText { y: rows.height + 4; width: root.names - 8; font: Theme.caption; color: Theme.text3; text: root.family.cutText }
}
