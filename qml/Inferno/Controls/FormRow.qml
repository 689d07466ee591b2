// SPDX-License-Identifier: GPL-3.0-or-later
// A labelled line of a form: the label at the left, the control, and below it a hint or what is wrong.
import QtQuick
import Inferno.Theme

Item {
    id: root

    property string label: ""
    property string hint: ""
    property string errorText: ""
    property int labelWidth: 148
    default property alias control: slot.data

    implicitWidth: 480
    implicitHeight: Math.max(Theme.control, slot.childrenRect.height) + (note.visible ? note.height + 4 : 0)

    AppText {
        width: root.labelWidth - 12
        height: Theme.control
        font: Theme.labelMedium
        color: Theme.text2
        text: root.label
    }
    Item {
        id: slot
        x: root.labelWidth
        width: root.width - x
        height: childrenRect.height
    }
    AppText {
        id: note
        visible: text.length > 0
        x: root.labelWidth
        y: slot.height + 4
        width: root.width - x
        wrapMode: Text.Wrap
        font: Theme.label
        color: root.errorText.length > 0 ? Theme.failed : Theme.text3
        text: root.errorText.length > 0 ? root.errorText : root.hint
    }
}
