// SPDX-License-Identifier: GPL-3.0-or-later
// What a version answered: a level of risk with its scale, the likeliest classes, or the answer itself; or why there is
// none.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

Item {
    id: root

    required property M.ModelTrial trial
    property bool titled: false        // names the version, where there are two
    readonly property bool narrow: width < 300
    readonly property int rank: trial.rank
    readonly property bool judged: rank >= 0
    readonly property color ink: judged ? scale.inks[rank] : Theme.text
    readonly property color tint: judged ? Theme.wash(scale.colors[rank]) : Theme.surface
    readonly property color line: judged ? Theme.washLine(scale.colors[rank]) : Theme.border

    implicitHeight: column.height
    Accessible.role: Accessible.Grouping
    //: Read to a screen reader: which version answered, and what.
    Accessible.name: qsTr("Answer of %1: %2 %3").arg(trial.label).arg(trial.outcome).arg(trial.figure)

    Column {
        id: column
        width: parent.width
        spacing: 6
        Item {
            width: parent.width
            height: 16
            visible: root.titled
            AppText { width: parent.width - time.width - 8; font: Theme.labelStrong; text: root.trial.label }
            AppText { id: time; anchors.right: parent.right; font: Theme.monoCaption; color: Theme.text2; text: root.trial.latencyText }
        }
        Row {
            visible: root.trial.running && !root.trial.answered
            spacing: 8
            Spinner { anchors.verticalCenter: parent.verticalCenter; size: Theme.iconBadge; color: Theme.text2 }
            AppText {
                font: Theme.label
                color: Theme.text2
                //: A model was asked and has not answered yet.
                text: qsTr("Waiting for the answer")
            }
        }
        Banner {
            width: parent.width
            visible: root.trial.errorTitle.length > 0
            boxed: true
            tone: "failed"
            title: root.trial.errorTitle
            text: root.trial.errorText
        }
        Rectangle {
            width: parent.width
            visible: root.judged
            height: head.height + scaleBox.height
            radius: Theme.radiusCard
            color: Theme.surface
            border.color: root.line
            Rectangle {
                id: head
                x: 1
                y: 1
                width: parent.width - 2
                height: root.narrow ? 76 : 56
                radius: Theme.radiusCard - 1
                color: root.tint
                AppIcon {
                    id: mark
                    x: 14
                    visible: !root.narrow
                    anchors.verticalCenter: parent.verticalCenter
                    name: root.rank >= 3 ? "shield-alert" : "shield-check"
                    size: Theme.iconLarge
                    color: root.ink
                }
                Column {
                    x: mark.visible ? 46 : 12
                    y: root.narrow ? 6 : (parent.height - height) / 2
                    width: (root.narrow ? parent.width - 12 : figure.x) - x - 8
                    AppText { width: parent.width; font: Theme.section; color: root.ink; text: root.trial.outcome }
                    AppText { width: parent.width; visible: text.length > 0 && !root.narrow; font: Theme.label; color: Theme.text2; text: root.trial.subject }
                }
                AppText {
                    id: figure
                    x: root.narrow ? 12 : parent.width - width - 14
                    y: root.narrow ? 34 : (parent.height - height) / 2
                    font: Theme.stat
                    text: root.trial.figure
                }
            }
            Item {
                id: scaleBox
                y: head.height + 1
                width: parent.width
                height: scale.height + 20
                RiskScale {
                    id: scale
                    x: 12
                    y: 10
                    width: parent.width - 24
                    bounds: root.trial.bounds
                    probability: root.trial.probability
                    rank: root.rank
                }
            }
        }
        Column {
            width: parent.width
            visible: root.trial.classes.count > 0
            Repeater {
                model: root.trial.classes
                Item {
                    id: one
                    required property int index
                    required property string name
                    required property real score
                    required property string figure
                    width: parent ? parent.width : 0
                    height: 24
                    Accessible.role: Accessible.ListItem
                    Accessible.name: one.name + " " + one.figure
                    AppText { width: parent.width * 0.42; anchors.verticalCenter: parent.verticalCenter; font: one.index === 0 ? Theme.bodyStrong : Theme.body; text: one.name }
                    Rectangle { x: parent.width * 0.44; anchors.verticalCenter: parent.verticalCenter; width: parent.width - x - 52; height: 6; radius: 3; color: Theme.track }
                    Rectangle { x: parent.width * 0.44; anchors.verticalCenter: parent.verticalCenter; width: Math.max(4, (parent.width - x - 52) * Math.min(1, one.score)); height: 6; radius: 3; color: Theme.c1 }
                    AppText { anchors.right: parent.right; anchors.verticalCenter: parent.verticalCenter; font: Theme.mono; text: one.figure }
                }
            }
        }
        Rectangle {
            width: parent.width
            visible: root.trial.text.length > 0 && !root.judged && root.trial.classes.count === 0
            height: Math.min(240, json.implicitHeight + 16)
            radius: Theme.radiusControl
            color: Theme.sunken
            clip: true
            AppText { id: json; x: 10; y: 8; width: parent.width - 20; font: Theme.mono; wrapMode: Text.WrapAnywhere; text: root.trial.text }
        }
    }
}
