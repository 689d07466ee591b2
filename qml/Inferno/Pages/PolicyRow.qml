// SPDX-License-Identifier: GPL-3.0-or-later
// A rule and its choices, all visible, in a row of 40, or several where there is no room beside each other.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Theme

Item {
    id: root

    property string title: ""
    property list<string> choices
    property list<string> values
    property string value: ""
    property bool last: false
    property list<string> ticks        // of each choice: five ticks of its little timeline, see PolicyTicks
    property string note: ""           // quieter words at the right
    property list<bool> possible       // of each choice; empty: all are
    default property alias more: side.data

    signal chosen(string value)

    implicitHeight: Math.max(ticks.length > 0 ? 52 : 40, row.height + 14)
    height: visible ? implicitHeight : 0
    Accessible.role: Accessible.Grouping
    Accessible.name: title

    AppText { x: 12; width: 148; anchors.verticalCenter: parent.verticalCenter; font: Theme.labelStrong; text: root.title }
    Flow {
        id: row
        x: 164
        width: Math.max(0, parent.width - x - 12)
        anchors.verticalCenter: parent.verticalCenter
        spacing: 16
        Repeater {
            model: root.choices
            Column {
                id: choice
                required property string modelData
                required property int index
                spacing: 3
                RadioButton {
                    text: choice.modelData
                    enabled: root.possible[choice.index] ?? true
                    checked: root.values[choice.index] === root.value
                    onToggled: root.chosen(root.values[choice.index])
                }
                PolicyTicks { x: 22; visible: root.ticks.length > 0; ticks: root.ticks[choice.index] ?? "" }
            }
        }
        Row { id: side; spacing: 8 }
    }
    AppText {
        visible: text.length > 0
        anchors.right: parent.right
        anchors.rightMargin: 12
        anchors.verticalCenter: parent.verticalCenter
        width: Math.max(0, Math.min(implicitWidth, parent.width - row.x - row.childrenRect.width - 28))
        font: Theme.label
        color: Theme.text3
        text: root.note
    }
    Divider { visible: !root.last; anchors.bottom: parent.bottom; width: parent.width }
}
