// SPDX-License-Identifier: GPL-3.0-or-later
// A field of a job before and after a change.
import QtQuick
import Inferno.Theme

Item {
    id: root

    property string title: ""
    property string before: ""
    property string after: ""
    property int titleWidth: 156

    implicitHeight: Math.max(22, words.height + 6)
    Accessible.role: Accessible.ListItem
    //: Read to a screen reader: what was changed, from which value, to which.
    Accessible.name: qsTr("%1: from %2 to %3").arg(title).arg(before.length > 0 ? before : qsTr("nothing")).arg(after.length > 0 ? after : qsTr("nothing"))

    AppText { y: 3; x: 4; width: root.titleWidth - 12; font: Theme.labelMedium; text: root.title }
    Column {
        id: words
        x: root.titleWidth
        y: 3
        width: parent.width - x - 4
        AppText { visible: root.before.length > 0; width: parent.width; font: Theme.mono; wrapMode: Text.WrapAnywhere; color: Theme.failed; text: "− " + root.before }
        AppText { width: parent.width; font: Theme.mono; wrapMode: Text.WrapAnywhere; color: Theme.success; text: "+ " + root.after }
    }
}
