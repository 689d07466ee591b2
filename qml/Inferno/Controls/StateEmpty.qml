// SPDX-License-Identifier: GPL-3.0-or-later
// Nothing to show, at first use or before a service ever answered: one sentence, one or two actions, one sample.
import QtQuick
import Inferno.Controls
import Inferno.Theme

FocusScope {
    id: root

    property string iconName: "list-checks"
    property string title: ""
    property string text: ""
    property string action: ""
    property string actionIcon: "plus"
    property string secondAction: ""
    property string secondActionIcon: "import"
    property string sampleText: ""

    signal actionTriggered()
    signal secondActionTriggered()
    signal sampleRequested()

    Accessible.role: Accessible.Grouping
    Accessible.name: title
    Accessible.description: text

    Column {
        anchors.centerIn: parent
        width: Math.min(parent.width - 48, 340)
        spacing: 0
        Rectangle {
            anchors.horizontalCenter: parent.horizontalCenter
            width: 48
            height: 48
            radius: Theme.radiusDialog
            color: Theme.track
            AppIcon {
                anchors.centerIn: parent
                name: root.iconName
                size: Theme.iconHero
                color: Theme.text2
            }
        }
        Item { width: 1; height: 14 }
        AppText {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            font: Theme.section
            text: root.title
        }
        AppText {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            wrapMode: Text.Wrap
            color: Theme.text2
            text: root.text
        }
        Item { width: 1; height: 16 }
        Row {
            anchors.horizontalCenter: parent.horizontalCenter
            spacing: 8
            Button {
                visible: root.action.length > 0
                focus: true
                kind: Button.Primary
                iconName: root.actionIcon
                text: root.action
                onClicked: root.actionTriggered()
            }
            Button {
                visible: root.secondAction.length > 0
                iconName: root.secondActionIcon
                text: root.secondAction
                onClicked: root.secondActionTriggered()
            }
        }
        Item { width: 1; height: 20; visible: sample.visible }
        Link {
            id: sample
            anchors.horizontalCenter: parent.horizontalCenter
            visible: root.sampleText.length > 0
            text: root.sampleText
            onClicked: root.sampleRequested()
        }
    }
}
