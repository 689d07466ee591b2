// SPDX-License-Identifier: GPL-3.0-or-later
// Who answers the requests that name no version: the bar, its presets and typed shares, and a change that is drafted.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

Card {
    id: root

    required property M.ModelTraffic traffic
    readonly property bool single: traffic.known && traffic.second.length === 0

    implicitHeight: column.height + 24
    Accessible.name: qsTr("Traffic split")

    Column {
        id: column
        width: parent.width
        spacing: 8
        Item {
            width: parent.width
            height: Theme.controlSmall
            AppText { id: title; anchors.verticalCenter: parent.verticalCenter; font: Theme.bodyStrong; text: qsTr("Traffic split") }
            AppText { x: title.width + 8; width: Math.max(0, side.x - x - 8); anchors.verticalCenter: parent.verticalCenter; font: Theme.label; color: Theme.text2; text: root.traffic.about }
            Row {
                id: side
                anchors.right: parent.right
                height: parent.height
                spacing: 8
                AppText {
                    anchors.verticalCenter: parent.verticalCenter
                    visible: root.traffic.undoText.length === 0 && !root.single && root.width > 620
                    font: Theme.label
                    color: Theme.text2
                    //: How a change of the split works.
                    text: qsTr("Applied in one step, undo for 10 s")
                }
                AppText { anchors.verticalCenter: parent.verticalCenter; visible: root.traffic.undoText.length > 0; font: Theme.label; color: Theme.text2; text: root.traffic.undoText }
                Link {
                    anchors.verticalCenter: parent.verticalCenter
                    visible: root.traffic.undoText.length > 0
                    enabled: !root.traffic.applying
                    //: Takes the last change of the split back.
                    text: qsTr("Undo")
                    onClicked: root.traffic.undo()
                }
                Select {
                    visible: root.traffic.partners.length > 1
                    small: true
                    //: With which other version a version of a model is balanced.
                    label: qsTr("Balanced with")
                    prefix: qsTr("Against")
                    model: root.traffic.partners
                    currentIndex: root.traffic.partner
                    onActivated: index => root.traffic.partner = index
                }
            }
        }
        AppText {
            width: parent.width
            visible: root.traffic.errorText.length > 0
            font: Theme.label
            color: Theme.failed
            text: root.traffic.errorText
        }
        ModelSplitBar { width: parent.width; visible: root.traffic.known; traffic: root.traffic }
        Skeleton { width: parent.width; height: 28; visible: !root.traffic.known && root.traffic.errorText.length === 0 }
        AppText {
            visible: root.single
            width: parent.width
            font: Theme.label
            color: Theme.text2
            text: qsTr("This model has one version. Register a second one to split its requests.")
        }
        Item {
            width: parent.width
            height: Theme.controlSmall
            visible: !root.single && root.traffic.known
            AppText { anchors.verticalCenter: parent.verticalCenter; width: Math.max(0, middle.x - 8); font: Theme.label; color: Theme.text2; text: root.traffic.firstText }
            Row {
                id: middle
                anchors.horizontalCenter: parent.horizontalCenter
                spacing: 6
                ModelShareField {
                    enabled: root.traffic.changeable
                    label: qsTr("Share of %1 in per cent").arg(root.traffic.first)
                    share: root.traffic.firstShare
                    most: root.traffic.together
                    onChosen: share => root.traffic.firstShare = share
                }
                Repeater {
                    model: root.traffic.presets
                    ModelPreset {
                        required property string label
                        required property int share
                        visible: root.width > 640
                        enabled: root.traffic.changeable
                        text: label
                        current: root.traffic.firstShare === share
                        onClicked: root.traffic.firstShare = share
                    }
                }
                ModelShareField {
                    enabled: root.traffic.changeable
                    label: qsTr("Share of %1 in per cent").arg(root.traffic.second)
                    share: root.traffic.secondShare
                    most: root.traffic.together
                    onChosen: share => root.traffic.firstShare = root.traffic.together - share
                }
            }
            AppText { x: middle.x + middle.width + 8; anchors.verticalCenter: parent.verticalCenter; width: Math.max(0, parent.width - x); horizontalAlignment: Text.AlignRight; font: Theme.label; color: Theme.text2; text: root.traffic.secondText }
        }
        AppText { visible: text.length > 0; font: Theme.label; color: Theme.text2; text: root.traffic.restText }
        ModelChange { width: parent.width; visible: root.traffic.change.length > 0; traffic: root.traffic }
    }
}
