// SPDX-License-Identifier: GPL-3.0-or-later
// Below the events: where the list stands, the pill of new events, and the keys.
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

Rectangle {
    id: root

    required property M.AuditPage page

    height: 28
    color: Theme.surface

    Rectangle { width: parent.width; height: 1; color: Theme.border }
    Row {
        x: 12
        height: parent.height
        spacing: 16
        AppText {
            anchors.verticalCenter: parent.verticalCenter
            visible: root.page.events.current >= 0
            font: Theme.label
            color: Theme.text2
            text: root.page.rowText
        }
        Link {
            anchors.verticalCenter: parent.verticalCenter
            visible: root.page.fresh > 0
            //: Events that came while the list was read; a click shows them.
            text: qsTr("↑ %1 new").arg(root.page.freshText)
            onClicked: root.page.showFresh()
        }
        CheckBox {
            anchors.verticalCenter: parent.verticalCenter
            //: New events come in by themselves while the top of the list is in view.
            text: qsTr("Follow")
            checked: root.page.following
            onToggled: root.page.following = checked
        }
    }
    Row {
        anchors.right: parent.right
        anchors.rightMargin: 12
        height: parent.height
        spacing: 12
        KeyWord {
            visible: root.width > 560
            anchors.verticalCenter: parent.verticalCenter
            keys: root.page.app.keys.texts["audit.filter"] ?? ""
            //: What the key F does with the value of the current cell.
            text: qsTr("filter for")
        }
        KeyWord {
            anchors.verticalCenter: parent.verticalCenter
            keys: root.page.app.keys.texts["audit.next"] ?? ""
            //: What the keys J and K do: the next event, the one before.
            text: qsTr("next")
        }
    }
}
