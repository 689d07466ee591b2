// SPDX-License-Identifier: GPL-3.0-or-later
// A state's glyph and how many are in it, as a link to them.
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Theme

T.AbstractButton {
    id: root

    property string status: "completed"
    property int total: 0
    property string words: ""    // after the number

    implicitWidth: row.implicitWidth
    implicitHeight: 20
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.Link
    Accessible.name: total + " " + StatusLook.word(status)
    Keys.onReturnPressed: clicked()

    Row {
        id: row
        height: parent.height
        spacing: 4
        StatusIcon { anchors.verticalCenter: parent.verticalCenter; status: root.status; size: Theme.iconSmall }
        AppText {
            anchors.verticalCenter: parent.verticalCenter
            font.family: Theme.label.family
            font.pixelSize: Theme.label.pixelSize
            font.underline: root.hovered
            color: root.hovered ? Theme.accent : Theme.text2
            text: root.words.length > 0 ? root.total + " " + root.words : root.total
        }
    }
    FocusRing { shown: root.visualFocus; gap: 1; inner: 2 }
    HoverHandler { cursorShape: Qt.PointingHandCursor }
    Tip { shown: root.hovered; text: StatusLook.word(root.status) }
}
