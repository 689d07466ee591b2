// SPDX-License-Identifier: GPL-3.0-or-later
// A heading and boxes to tick, each with a count at the right.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

Column {
    id: root

    property string title: ""
    property bool coloured: false
    required property M.FieldsModel rows

    signal toggled(string name)

    spacing: 6
    visible: rows.count > 0
    AppText { font: Theme.labelStrong; color: Theme.text2; text: root.title }
    Repeater {
        model: root.rows
        Item {
            id: row
            required property int index
            required property string name
            required property string label
            required property int count
            required property bool on
            width: root.width
            height: 20
            CheckBox {
                width: parent.width - number.width - 8
                anchors.verticalCenter: parent.verticalCenter
                ink: root.coloured ? Theme.series[row.index % Theme.series.length] : Theme.accent
                text: row.label
                Accessible.name: qsTr("%1: %2").arg(row.label).arg(row.count)
                onClicked: root.toggled(row.name)
                Binding on checked { value: row.on; restoreMode: Binding.RestoreNone }
            }
            AppText {
                id: number
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                font: Theme.label
                color: Theme.text3
                text: row.count
            }
        }
    }
}
