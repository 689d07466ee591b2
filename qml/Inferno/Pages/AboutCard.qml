// SPDX-License-Identifier: GPL-3.0-or-later
// What this is, and whose work is in it.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

Column {
    id: root

    required property M.SettingsPage page

    spacing: 12

    Card {
        width: parent.width
        Accessible.name: "Inferno"
        Column {
            width: parent.width
            spacing: 4
            AppText { width: parent.width; font: Theme.section; text: qsTr("Inferno %1").arg(root.page.service.windowVersion) }
            AppText { width: parent.width; wrapMode: Text.Wrap; color: Theme.text2; text: qsTr("Scheduled work and models on your own machines, with a record of what happened that can be proved.") }
            AppText { width: parent.width; wrapMode: Text.Wrap; color: Theme.text2; text: qsTr("Free software under the GNU General Public License, version 3 or later. It comes without any warranty.") }
        }
    }
    Card {
        width: parent.width
        title: qsTr("Licences")
        subtitle: qsTr("of what it is made of")
        pad: 1
        Column {
            width: parent.width
            bottomPadding: 4
            Repeater {
                model: root.page.licences
                Item {
                    id: row
                    required property string name
                    required property string licence
                    required property string use
                    width: parent ? parent.width : 0
                    height: 28
                    Accessible.role: Accessible.StaticText
                    Accessible.name: name + " " + licence
                    AppText { x: 12; width: 200; anchors.verticalCenter: parent.verticalCenter; font: Theme.bodyMedium; text: row.name }
                    AppText { x: 220; width: parent.width - x - 280; anchors.verticalCenter: parent.verticalCenter; font: Theme.mono; text: row.licence }
                    AppText { x: parent.width - 272; width: 260; anchors.verticalCenter: parent.verticalCenter; horizontalAlignment: Text.AlignRight; color: Theme.text2; text: row.use }
                    Divider { anchors.bottom: parent.bottom; width: parent.width }
                }
            }
        }
    }
}
