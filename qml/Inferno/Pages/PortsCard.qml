// SPDX-License-Identifier: GPL-3.0-or-later
// The doors of the service: which port, for whom, and whether it is open.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

Card {
    id: root

    required property M.SettingsPage page
    readonly property bool roomy: width >= 440

    title: qsTr("Ports")
    subtitle: page.service.reach
    pad: 1

    Column {
        width: parent.width
        bottomPadding: 8
        Repeater {
            model: root.page.service.ports
            Item {
                id: row
                required property string name
                required property string port
                required property string use
                required property string address
                required property bool open
                required property string word
                width: parent ? parent.width : 0
                height: 28
                Accessible.role: Accessible.StaticText
                Accessible.name: name + " " + port + " " + word
                AppText { x: 12; anchors.verticalCenter: parent.verticalCenter; width: 116; font: Theme.bodyMedium; text: row.name }
                AppText { x: 136; anchors.verticalCenter: parent.verticalCenter; width: 48; font: Theme.mono; text: row.port }
                AppText { visible: root.roomy; x: 192; anchors.verticalCenter: parent.verticalCenter; width: state.x - x - 8; color: Theme.text2; text: row.use }
                Row {
                    id: state
                    x: parent.width - 132
                    anchors.verticalCenter: parent.verticalCenter
                    spacing: 4
                    AppIcon { anchors.verticalCenter: parent.verticalCenter; name: row.open ? "circle-check" : "ban"; size: Theme.iconBadge; color: row.open ? Theme.success : Theme.text3 }
                    AppText { anchors.verticalCenter: parent.verticalCenter; font: Theme.labelMedium; color: row.open ? Theme.success : Theme.text2; text: row.word }
                }
                IconButton {
                    x: parent.width - width - 10
                    anchors.verticalCenter: parent.verticalCenter
                    visible: row.address.length > 0
                    small: true
                    iconName: "copy"
                    //: Copies the address of a port: %1 is what the port is for.
                    text: qsTr("Copy the address: %1").arg(row.name)
                    onClicked: clip.copy(row.address)
                }
                Divider { anchors.bottom: parent.bottom; width: parent.width }
            }
        }
    }
    Clip { id: clip }
}
