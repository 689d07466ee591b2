// SPDX-License-Identifier: GPL-3.0-or-later
// A job at the other end of an edge; in edit mode with the edge's condition and a way to take it away.
import QtQuick
import Inferno.Controls
import Inferno.Theme

CardRow {
    id: root

    required property string name
    required property string on
    required property string status
    property bool editing: false
    property bool writable: true
    readonly property list<string> conditions: ["success", "completion", "failure"]

    signal conditionChosen(string on)
    signal removed()

    text: name + ", " + StatusLook.word(status) + ", " + when.model[conditions.indexOf(on)]

    StatusIcon { anchors.verticalCenter: parent.verticalCenter; status: root.status }
    AppText { x: 20; width: parent.width - x - (root.editing ? 152 : 84); anchors.verticalCenter: parent.verticalCenter; text: root.name }
    AppText {
        visible: !root.editing
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        font: Theme.label
        color: Theme.text3
        text: when.model[root.conditions.indexOf(root.on)]
    }
    Select {
        id: when
        visible: root.editing
        x: parent.width - 148
        width: 116
        height: Theme.controlSmall
        anchors.verticalCenter: parent.verticalCenter
        enabled: root.writable
        //: For which end of the job %1 another waits.
        label: qsTr("When %1 ends").arg(root.name)
        model: [qsTr("on success"), qsTr("always"), qsTr("on failure")]
        currentIndex: root.conditions.indexOf(root.on)
        onActivated: index => root.conditionChosen(root.conditions[index])
    }
    IconButton {
        visible: root.editing
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        small: true
        iconName: "x"
        iconSize: Theme.iconSmall
        enabled: root.writable
        //: Takes a dependency away.
        text: qsTr("No longer wait for %1").arg(root.name)
        onClicked: root.removed()
    }
}
