// SPDX-License-Identifier: GPL-3.0-or-later
// The keys that work everywhere.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

Card {
    id: root

    required property M.FieldsModel source

    title: qsTr("Keys")
    subtitle: qsTr("those of a page stand in its foot and in its tooltips")
    pad: 1

    Column {
        width: parent.width
        bottomPadding: 4
        Repeater {
            model: root.source
            Item {
                id: row
                required property string text
                required property string keys
                width: parent ? parent.width : 0
                height: 28
                Accessible.role: Accessible.StaticText
                Accessible.name: text + " " + keys
                AppText { x: 12; width: parent.width - hint.width - 36; anchors.verticalCenter: parent.verticalCenter; text: row.text }
                KeyHint { id: hint; anchors.right: parent.right; anchors.rightMargin: 12; anchors.verticalCenter: parent.verticalCenter; keys: row.keys }
                Divider { anchors.bottom: parent.bottom; width: parent.width }
            }
        }
    }
}
