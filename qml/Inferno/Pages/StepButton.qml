// SPDX-License-Identifier: GPL-3.0-or-later
// A step of the editor: its number, or a mark where something in it is wrong, and its name.
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Theme

T.AbstractButton {
    id: root

    property int number: 1
    property bool current: false
    property string problem: ""

    implicitHeight: problem.length > 0 ? 44 : Math.max(34, words.implicitHeight + 8)
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.PageTab
    Accessible.name: text
    Accessible.description: problem
    Keys.onReturnPressed: clicked()

    background: RowFace {
        current: root.current
        hovered: root.hovered
        FocusRing { shown: root.visualFocus }
    }
    Item {
        anchors.fill: parent
        Rectangle {
            x: 10
            anchors.verticalCenter: parent.verticalCenter
            width: 20
            height: 20
            radius: 10
            color: root.problem.length > 0 ? Theme.warningTint : root.current ? Theme.accent : Theme.clear
            border.width: root.current && root.problem.length === 0 ? 0 : 1
            border.color: root.problem.length > 0 ? Theme.warningLine : Theme.borderStrong
            AppText {
                anchors.centerIn: parent
                font: Theme.captionStrong
                color: root.problem.length > 0 ? Theme.warning : root.current ? Theme.inkOnAccent : Theme.text2
                text: root.problem.length > 0 ? "!" : root.number
            }
        }
        AppText {
            id: words
            x: 38
            y: root.problem.length > 0 ? 4 : 0
            height: root.problem.length > 0 ? 20 : parent.height
            width: parent.width - x
            wrapMode: root.problem.length > 0 ? Text.NoWrap : Text.Wrap
            font: root.current ? Theme.bodyStrong : Theme.body
            color: root.current ? Theme.accent : Theme.text
            text: root.text
        }
        AppText {
            visible: root.problem.length > 0
            x: 38
            y: 23
            width: parent.width - x - 4
            font: Theme.caption
            color: Theme.warning
            text: root.problem
        }
    }
}
