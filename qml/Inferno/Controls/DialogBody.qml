// SPDX-License-Identifier: GPL-3.0-or-later
// The inside of a Dialog. The focus goes to the answer that loses nothing.
import QtQuick
import Inferno.Controls
import Inferno.Theme

FocusScope {
    id: root

    property string title: ""
    property string text: ""
    property string acceptText: ""
    property string rejectText: ""
    property bool danger: false
    property bool canAccept: true
    property bool onlyAccept: false
    property Component extra: null

    signal accepted()
    signal rejected()

    implicitHeight: column.implicitHeight
    Accessible.role: Accessible.Dialog
    Accessible.name: title
    Accessible.description: text

    Column {
        id: column
        width: parent.width
        spacing: 8
        AppText { width: parent.width; font: Theme.section; wrapMode: Text.Wrap; text: root.title }
        AppText {
            width: parent.width
            visible: text.length > 0
            wrapMode: Text.Wrap
            color: Theme.text2
            text: root.text
        }
        Repeater { model: root.extra === null ? 0 : 1; delegate: root.extra }
        Item { width: 1; height: 4 }
        Row {
            anchors.right: parent.right
            spacing: 8
            Button {
                visible: !root.onlyAccept
                focus: root.danger
                text: root.rejectText
                onClicked: root.rejected()
            }
            Button {
                focus: !root.danger
                kind: root.danger ? Button.Danger : root.onlyAccept ? Button.Secondary : Button.Primary
                enabled: root.canAccept
                text: root.acceptText
                onClicked: root.accepted()
            }
        }
    }
}
