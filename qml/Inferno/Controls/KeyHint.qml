// SPDX-License-Identifier: GPL-3.0-or-later
// A key or a chord as small caps: `keys: "Ctrl+K"`.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Theme

Row {
    id: root

    property string keys: ""
    // What stands on the keys of a keyboard in the user's language; what is not here is the same everywhere.
    readonly property var caps: ({
        //: What stands on a key, as the four below.
        Ctrl: qsTr("Ctrl"),
        Shift: qsTr("Shift"),
        Space: qsTr("Space"),
        Enter: qsTr("Enter"),
        Del: qsTr("Del")
    })

    spacing: 2
    Accessible.ignored: true

    Repeater {
        model: root.keys.length > 0 ? root.keys.split("+") : []
        Rectangle {
            id: cap
            required property string modelData
            implicitWidth: Math.max(Theme.key, label.implicitWidth + 8)
            implicitHeight: Theme.key
            radius: 3
            color: Theme.clear
            border.color: Theme.border
            AppText {
                id: label
                anchors.centerIn: parent
                font: Theme.monoCaption
                color: Theme.text2
                text: root.caps[cap.modelData] ?? cap.modelData
            }
        }
    }
}
