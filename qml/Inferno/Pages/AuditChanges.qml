// SPDX-License-Identifier: GPL-3.0-or-later
// What an event changed: each setting with its old value and its new one.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

Column {
    id: root

    required property M.FieldsModel source

    spacing: 12
    Repeater {
        model: root.source
        Column {
            id: change
            required property string key
            required property string before
            required property string after
            width: root.width
            spacing: 4
            Accessible.role: Accessible.StaticText
            //: Read to a screen reader: what was changed, from which value, to which.
            Accessible.name: qsTr("%1: from %2 to %3").arg(key).arg(before.length > 0 ? before : qsTr("nothing")).arg(after.length > 0 ? after : qsTr("nothing"))
            AppText { width: parent.width; font: Theme.labelStrong; text: change.key }
            AuditChangeValue { width: parent.width; tone: "failed"; sign: "−"; value: change.before }
            AuditChangeValue { width: parent.width; tone: "success"; sign: "+"; value: change.after }
        }
    }
}
