// SPDX-License-Identifier: GPL-3.0-or-later
// The name of the category, and the changes that wait for a new start of the service.
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

Item {
    id: root

    required property M.SettingsPage page

    implicitHeight: 32

    AppText {
        id: title
        anchors.verticalCenter: parent.verticalCenter
        width: Math.min(implicitWidth, parent.width - (waiting.visible ? waiting.width + 12 : 0))
        font: Theme.page
        text: root.page.title
        Accessible.role: Accessible.Heading
    }
    AppText {
        visible: root.page.searching
        x: title.width + 12
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: 2
        color: Theme.text2
        text: root.page.foundText
    }
    Rectangle {
        id: waiting
        visible: root.page.pendingText.length > 0
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        width: row.width + 16
        height: 28
        radius: Theme.radiusControl
        color: Theme.warningTint
        border.color: Theme.warningLine
        Accessible.role: Accessible.Grouping
        Accessible.name: root.page.pendingText
        Row {
            id: row
            x: 12
            height: parent.height
            spacing: 8
            AppIcon { anchors.verticalCenter: parent.verticalCenter; name: "rotate-cw"; size: Theme.iconBadge; color: Theme.warning }
            AppText { anchors.verticalCenter: parent.verticalCenter; font: Theme.label; text: root.page.pendingText }
            Button {
                anchors.verticalCenter: parent.verticalCenter
                implicitHeight: 20
                kind: Button.Primary
                visible: root.page.service.local
                busy: root.page.restarting
                enabled: root.page.app.connected || busy
                reason: root.page.whyNot
                //: Starts the service again, so that changed settings count.
                text: qsTr("Restart now")
                onClicked: root.page.app.restartService()
            }
        }
    }
}
