// SPDX-License-Identifier: GPL-3.0-or-later
// A rule and its choices, all visible, in a row of 40.
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

    signal chosen(string value)

    implicitHeight: 40
    height: visible ? implicitHeight : 0
    Accessible.role: Accessible.Grouping
    Accessible.name: title

    AppText { x: 12; width: 148; anchors.verticalCenter: parent.verticalCenter; font: Theme.labelStrong; text: root.title }
    Row {
        x: 164
        anchors.verticalCenter: parent.verticalCenter
        spacing: 16
        Repeater {
            model: root.choices
            RadioButton {
                required property string modelData
                required property int index
                text: modelData
                checked: root.values[index] === root.value
                onToggled: root.chosen(root.values[index])
            }
        }
    }
    Divider { visible: !root.last; anchors.bottom: parent.bottom; width: parent.width }
}
