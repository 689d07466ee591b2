// SPDX-License-Identifier: GPL-3.0-or-later
// A schedule in plain words. Enter, or leaving the field, takes them; what is not understood is named.
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

Column {
    id: root

    required property M.ScheduleBuilder schedule

    spacing: 4
    TextField {
        id: line
        width: parent.width
        iconName: "wand"
        label: qsTr("Schedule in plain words")
        placeholderText: qsTr("weekdays at 9:15")
        extraRight: mark.visible ? mark.width : 0
        onAccepted: root.schedule.say(text)
        onEditingFinished: if (text.length > 0 && !root.schedule.phraseUnderstood) root.schedule.say(text)
        Row {
            id: mark
            visible: root.schedule.phraseUnderstood && line.length > 0
            anchors.right: parent.right
            anchors.rightMargin: 8
            anchors.verticalCenter: parent.verticalCenter
            spacing: 4
            AppIcon { anchors.verticalCenter: parent.verticalCenter; name: "check"; size: Theme.iconSmall; color: Theme.success }
            AppText { font: Theme.label; color: Theme.success; text: qsTr("understood") }
        }
    }
    AppText {
        visible: text.length > 0
        width: parent.width
        wrapMode: Text.Wrap
        font: Theme.label
        color: Theme.failed
        text: root.schedule.phraseError
        Accessible.role: Accessible.AlertMessage
        Accessible.name: text
    }
}
