// SPDX-License-Identifier: GPL-3.0-or-later
// Facts, a line each: label and value. The model has the roles label, value and mono, and perhaps rest.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

Column {
    id: root

    required property M.FieldsModel source
    property int labelWidth: 104
    property bool wrap: false

    spacing: 0

    Repeater {
        model: root.source
        Item {
            id: fact
            required property int index
            required property string label
            required property string value
            readonly property string rest: root.source.at(index, "rest") ?? ""   // after the value, quieter
            readonly property bool mono: root.source.at(index, "mono") === true
            width: root.width
            height: Math.max(24, words.height + 4)
            Accessible.role: Accessible.StaticText
            Accessible.name: label + " " + value + " " + rest
            AppText { y: 2; width: root.labelWidth - 8; color: Theme.text2; text: fact.label }
            AppText {
                id: words
                x: root.labelWidth
                y: fact.mono ? 4 : 2
                width: fact.rest.length > 0 ? implicitWidth : parent.width - x
                font: fact.mono ? Theme.mono : Theme.body
                wrapMode: root.wrap ? Text.WrapAnywhere : Text.NoWrap
                text: fact.value
            }
            AppText { visible: fact.rest.length > 0; x: words.x + words.width + 6; y: words.y; font: words.font; color: Theme.text3; text: fact.rest }
            HoverHandler { id: over; enabled: words.truncated }
            Tip { text: fact.value; shown: over.hovered }
        }
    }
}
