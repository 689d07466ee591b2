// SPDX-License-Identifier: GPL-3.0-or-later
// What the events that were read have in common: their actions and how many of each; a click filters for one.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

Rectangle {
    id: root

    required property M.AuditPage page

    color: Theme.surface

    Column {
        x: 12
        y: 10
        width: parent.width - 24
        spacing: 4
        AppText { font: Theme.captionStrong; color: Theme.text2; text: qsTr("Actions of these events") }
        Repeater {
            model: root.page.actions
            T.AbstractButton {
                id: action
                required property string name
                required property int total
                required property real share
                width: parent ? parent.width : 0
                implicitHeight: 30
                hoverEnabled: true
                focusPolicy: Qt.StrongFocus
                text: name
                Accessible.name: qsTr("Filter for %1, %2 %").arg(name).arg(Math.round(share * 100))
                Keys.onReturnPressed: clicked()
                onClicked: root.page.addFilter("action", action.text)
                background: Rectangle {
                    radius: Theme.radiusControl
                    color: action.hovered ? Theme.rowHover : Theme.clear
                    FocusRing { shown: action.visualFocus }
                }
                contentItem: Item {
                    AppText { x: 4; y: 3; width: parent.width - 52; font: Theme.label; text: action.name }
                    AppText { y: 3; anchors.right: parent.right; anchors.rightMargin: 4; font: Theme.monoCaption; color: Theme.text2; text: qsTr("%1 %").arg(Math.round(action.share * 100)) }
                    Rectangle { x: 4; y: 22; width: parent.width - 8; height: 3; radius: 1.5; color: Theme.track }
                    Rectangle { x: 4; y: 22; width: (parent.width - 8) * action.share; height: 3; radius: 1.5; color: Theme.c1 }
                }
            }
        }
        Item { width: 1; height: 8 }
        AppText { font: Theme.captionStrong; color: Theme.text2; text: qsTr("Filter by outcome") }
        Repeater {
            model: ["success", "denied", "failure"]
            Link {
                required property string modelData
                //: A filter of the audit trail, as it is typed.
                text: qsTr("result:%1").arg(modelData)
                onClicked: root.page.addFilter("result", modelData)
            }
        }
    }
    Rectangle { anchors.right: parent.right; width: 1; height: parent.height; color: Theme.border }
}
