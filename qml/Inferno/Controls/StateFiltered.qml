// SPDX-License-Identifier: GPL-3.0-or-later
// Empty because of filters: names them, and counts what each way out would bring.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Theme

FocusScope {
    id: root

    property string title: ""
    property string text: ""
    property string action: ""   // beside clearing: "Search entire time range"
    //: Below a list that its filters leave empty.
    property string clearText: qsTr("Clear all filters")
    property var waysOut: null // a model with text, count, iconName; or a list of WayOut

    signal chosen(int index)
    signal actionTriggered()
    signal cleared()

    Accessible.role: Accessible.Grouping
    Accessible.name: title
    Accessible.description: text

    Column {
        x: 16
        y: 16
        width: Math.min(parent.width - 32, 520)
        spacing: 6
        AppText { width: parent.width; font: Theme.section; text: root.title }
        AppText { width: parent.width; font: Theme.label; color: Theme.text2; text: root.text; bottomPadding: 8 }
        Repeater {
            model: root.waysOut
            T.AbstractButton {
                id: way
                required text
                required property string count
                required property string iconName
                required property int index
                width: parent ? parent.width : 0
                implicitHeight: 36
                hoverEnabled: true
                focusPolicy: Qt.StrongFocus
                Accessible.role: Accessible.Button
                Accessible.name: text
                Accessible.description: way.count
                Keys.onReturnPressed: way.clicked()
                onClicked: root.chosen(index)
                background: Rectangle {
                    radius: Theme.radiusControl
                    color: way.down ? Theme.track : way.hovered ? Theme.rowHover : Theme.surface
                    border.color: Theme.border
                }
                AppIcon {
                    x: 12
                    anchors.verticalCenter: parent.verticalCenter
                    name: way.iconName
                    size: Theme.iconBadge
                    color: Theme.text2
                }
                AppText {
                    x: 36
                    width: figure.x - x - 8
                    anchors.verticalCenter: parent.verticalCenter
                    text: way.text
                }
                AppText {
                    id: figure
                    anchors.right: parent.right
                    anchors.rightMargin: 36
                    anchors.verticalCenter: parent.verticalCenter
                    font: Theme.mono
                    color: Theme.text2
                    text: way.count
                }
                AppIcon {
                    anchors.right: parent.right
                    anchors.rightMargin: 12
                    anchors.verticalCenter: parent.verticalCenter
                    name: "chevron-right"
                    size: Theme.iconSmall
                    color: Theme.text2
                }
                FocusRing { shown: way.visualFocus }
            }
        }
        Item { width: 1; height: 4 }
        Row {
            spacing: 10
            Button {
                visible: root.action.length > 0
                focus: visible
                kind: Button.Primary
                text: root.action
                onClicked: root.actionTriggered()
            }
            Button {
                focus: root.action.length === 0
                kind: root.action.length === 0 ? Button.Primary : Button.Secondary
                text: root.clearText
                onClicked: root.cleared()
            }
        }
    }
}
