// SPDX-License-Identifier: GPL-3.0-or-later
// What it means for others if the chosen job fails or stays failed: who waits, until when, and what helps.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

Column {
    id: root

    required property M.GraphPage page

    spacing: 16

    Banner {
        width: parent.width
        visible: root.page.impactText.length > 0
        boxed: true
        tone: root.page.impactFailed ? "failed" : "warning"
        title: root.page.impactTitle
        text: root.page.impactText
    }
    AppText {
        width: parent.width
        visible: root.page.impactText.length === 0
        wrapMode: Text.Wrap
        color: Theme.text2
        text: root.page.impactFailed ? qsTr("No other job waits for it.") : qsTr("No other job would wait for it.")
    }
    Column {
        width: parent.width
        visible: root.page.impactRows.count > 0
        Item {
            width: parent.width
            height: 24
            AppText { font: Theme.captionStrong; color: Theme.text2; text: root.page.impactFailed ? qsTr("If retried now, at p95") : qsTr("As planned") }
            AppText { x: parent.width - 128; width: 64; horizontalAlignment: Text.AlignRight; font: Theme.captionStrong; color: Theme.text2; text: qsTr("end") }
            AppText { x: parent.width - 60; width: 60; horizontalAlignment: Text.AlignRight; font: Theme.captionStrong; color: Theme.text2; text: qsTr("slack") }
        }
        Repeater {
            model: root.page.impactRows
            CardRow {
                id: row
                required property string name
                required property string status
                required property string end
                required property string slack
                required property string slackTone
                required property string tip
                width: parent ? parent.width : 0
                text: name + ", " + StatusLook.word(status) + ", " + end + ", " + slack
                Accessible.description: tip
                onClicked: root.page.choose(name)
                StatusIcon { anchors.verticalCenter: parent.verticalCenter; status: row.status }
                AppText { x: 20; width: parent.width - 148; anchors.verticalCenter: parent.verticalCenter; text: row.name }
                AppText { x: parent.width - 128; width: 64; horizontalAlignment: Text.AlignRight; anchors.verticalCenter: parent.verticalCenter; font: Theme.mono; text: row.end }
                AppText {
                    x: parent.width - 60
                    width: 60
                    horizontalAlignment: Text.AlignRight
                    anchors.verticalCenter: parent.verticalCenter
                    font: Theme.mono
                    color: row.slackTone.length > 0 ? Theme.failed : Theme.text2
                    text: row.slack
                }
                Divider { anchors.bottom: parent.bottom; width: parent.width }
                Tip { shown: row.hovered; text: row.tip }
            }
        }
    }
    GraphPath { width: parent.width; page: root.page }
    Column {
        width: parent.width
        spacing: 8
        visible: root.page.helps.count > 0
        AppText { font: Theme.labelStrong; text: qsTr("What helps") }
        Repeater {
            model: root.page.helps
            Rectangle {
                id: help
                required property int index
                required property string title
                required property string detail
                required property string gain
                required property string act
                width: parent ? parent.width : 0
                height: words.height + 24
                radius: Theme.radiusCard
                color: Theme.cardInDrawer
                border.color: Theme.border
                Column {
                    id: words
                    x: 12
                    y: 12
                    width: parent.width - 24
                    spacing: 4
                    AppText { width: parent.width - gained.implicitWidth - 8; wrapMode: Text.Wrap; font: Theme.bodyMedium; text: help.title }
                    AppText { width: parent.width; visible: text.length > 0; wrapMode: Text.Wrap; font: Theme.label; color: Theme.text2; text: help.detail }
                    Button {
                        width: parent.width
                        small: true
                        kind: help.index === 0 ? Button.Primary : Button.Secondary
                        iconName: help.act === "retry" ? "rotate-ccw" : "play"
                        text: help.act === "retry" ? qsTr("Retry") : qsTr("Run now")
                        Accessible.name: help.title
                        enabled: root.page.writable
                        reason: root.page.whyNot
                        onClicked: root.page.help(help.index)
                    }
                }
                AppText { id: gained; anchors.right: parent.right; anchors.rightMargin: 12; y: 12; font: Theme.labelStrong; color: help.gain.startsWith("−") ? Theme.failed : Theme.success; text: help.gain }
            }
        }
    }
}
