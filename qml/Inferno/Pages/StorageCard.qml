// SPDX-License-Identifier: GPL-3.0-or-later
// What the data folder and its disk hold.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

Card {
    id: root

    required property M.SettingsPage page
    readonly property M.ServiceFacts service: page.service

    function colorOf(index: int): color { return index < 0 ? Theme.neutral : Theme.series[index]; }

    title: qsTr("Storage")
    subtitle: service.folder
    actions: Link {
        visible: root.service.local && root.service.folder.length > 0
        //: Opens the data folder in the file manager.
        text: qsTr("Open")
        onClicked: Qt.openUrlExternally("file://" + root.service.folder)
    }

    Column {
        width: parent.width
        spacing: 8
        Item {
            width: parent.width
            height: 20
            AppText { id: used; font: Theme.bodyStrong; text: root.service.usedText }
            AppText { x: used.width + 4; width: Math.max(0, rest.x - x - 8); color: Theme.text2; text: root.service.ofText }
            AppText {
                id: rest
                anchors.right: parent.right
                font: Theme.label
                color: root.service.nearlyFull ? Theme.warning : Theme.text2
                text: root.service.freeText
            }
        }
        Rectangle {
            width: parent.width
            height: 12
            radius: 2
            color: Theme.track
            Accessible.ignored: true
            Row {
                id: bar
                height: parent.height
                spacing: 2
                Repeater {
                    model: root.service.storage
                    Rectangle {
                        required property double share
                        required property int series
                        width: Math.max(share > 0 ? 2 : 0, Math.round(share * bar.parent.width) - 2)
                        height: 12
                        radius: 2
                        color: root.colorOf(series)
                    }
                }
            }
        }
        Column {
            width: parent.width
            Repeater {
                model: root.service.storage
                Item {
                    id: row
                    required property string name
                    required property string size
                    required property int series
                    width: parent ? parent.width : 0
                    height: 22
                    Accessible.role: Accessible.StaticText
                    Accessible.name: name + " " + size
                    Rectangle { anchors.verticalCenter: parent.verticalCenter; width: 8; height: 8; radius: 2; color: root.colorOf(row.series) }
                    AppText { x: 16; anchors.verticalCenter: parent.verticalCenter; width: amount.x - x - 8; text: row.name }
                    AppText { id: amount; anchors.right: parent.right; anchors.verticalCenter: parent.verticalCenter; font: Theme.mono; text: row.size }
                }
            }
        }
    }
}
