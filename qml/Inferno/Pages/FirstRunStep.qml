// SPDX-License-Identifier: GPL-3.0-or-later
// A step of the first steps: its number, or a tick where it is done.
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Theme

T.AbstractButton {
    id: root

    required property int index
    required property string title
    required property string progress   // todo, done, skipped
    property bool current: false
    readonly property bool done: progress === "done"

    implicitHeight: Math.max(34, words.implicitHeight + 8)
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    text: title
    Accessible.role: Accessible.PageTab
    Accessible.name: title
    Accessible.selected: current
    Accessible.description: done ? qsTr("done") : progress === "skipped" ? qsTr("left out") : ""
    Keys.onReturnPressed: clicked()
    Keys.onUpPressed: nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)
    Keys.onDownPressed: nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)

    background: RowFace {
        current: root.current
        hovered: root.hovered
        FocusRing { shown: root.visualFocus; gap: -2 }
    }
    Item {
        anchors.fill: parent
        Rectangle {
            x: 10
            anchors.verticalCenter: parent.verticalCenter
            width: 20
            height: 20
            radius: 10
            color: root.done ? Theme.successTint : root.current ? Theme.accent : Theme.clear
            border.width: root.current && !root.done ? 0 : 1
            border.color: root.done ? Theme.successLine : Theme.borderStrong
            AppIcon {
                visible: root.done
                anchors.centerIn: parent
                name: "check"
                size: Theme.iconSmall
                color: Theme.success
            }
            AppText {
                visible: !root.done
                anchors.centerIn: parent
                font: Theme.captionStrong
                color: root.current ? Theme.inkOnAccent : Theme.text2
                text: root.index + 1
            }
        }
        AppText {
            id: words
            x: 38
            wrapMode: Text.Wrap
            width: parent.width - x - (root.progress === "skipped" ? 64 : 8)
            anchors.verticalCenter: parent.verticalCenter
            font: root.current ? Theme.bodyStrong : Theme.body
            color: root.current ? Theme.accent : Theme.text
            text: root.title
        }
        AppText {
            anchors.right: parent.right
            anchors.rightMargin: 8
            anchors.verticalCenter: parent.verticalCenter
            font: Theme.caption
            color: Theme.text3
            text: root.progress === "skipped" ? qsTr("left out") : ""
        }
    }
}
