// SPDX-License-Identifier: GPL-3.0-or-later
// What a schedule will do, live on each edit: the sentence, warnings with their fix, the next ten fires, the changes of
// the clock, and the load of a week with this job outlined.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

Rectangle {
    id: root

    required property M.JobEditorPage page
    readonly property M.ScheduleBuilder schedule: page.schedule

    color: Theme.bg

    Rectangle { width: 1; height: parent.height; color: Theme.border }
    Flickable {
        anchors.fill: parent
        anchors.leftMargin: 16
        anchors.rightMargin: 4
        contentHeight: column.height + 32
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        T.ScrollBar.vertical: ScrollBar {}

        Column {
            id: column
            y: 14
            width: parent.width - 12
            spacing: 12

            Item {
                width: parent.width
                height: 16
                AppText { font: Theme.captionStrong; color: Theme.text2; text: qsTr("LIVE PREVIEW") }
                Row {
                    anchors.right: parent.right
                    spacing: 4
                    visible: !root.schedule.empty
                    AppIcon {
                        anchors.verticalCenter: parent.verticalCenter
                        name: root.schedule.valid ? "check" : "octagon-x"
                        size: Theme.iconSmall
                        color: root.schedule.valid ? Theme.success : Theme.failed
                    }
                    AppText { font: Theme.label; color: Theme.text2; text: root.schedule.valid ? qsTr("valid") : qsTr("cannot be read") }
                }
            }
            AppText {
                width: parent.width
                wrapMode: Text.Wrap
                font: Theme.section
                text: root.schedule.empty
                    ? (root.page.dependsOn.length > 0 ? qsTr("After %1").arg(root.page.dependsOn) : qsTr("On request"))
                    : root.schedule.valid ? root.schedule.sentence : root.schedule.errorText
                color: root.schedule.empty || root.schedule.valid ? Theme.text : Theme.failed
                Accessible.role: Accessible.Heading
            }
            Repeater {
                model: root.schedule.warnings
                Banner {
                    id: warning
                    required title
                    required text
                    required property string fix
                    required property string fixText
                    width: column.width
                    boxed: true
                    actions: Link {
                        anchors.verticalCenter: parent ? parent.verticalCenter : undefined
                        visible: warning.fix.length > 0
                        text: warning.fix
                        onClicked: root.schedule.text = warning.fixText
                    }
                }
            }
            Card {
                width: parent.width
                visible: root.schedule.fires.count > 0
                small: true
                title: qsTr("Next 10 runs")
                subtitle: root.schedule.zone
                pad: 1
                height: 32 + fires.height + 8
                FireList { id: fires; y: 3; width: parent.width; source: root.schedule.fires }
            }
            Card {
                width: parent.width
                visible: root.schedule.clockChanges.count > 0 && !root.schedule.empty
                small: true
                title: qsTr("Changes of the clock")
                subtitle: root.schedule.zone
                pad: 1
                height: 32 + changes.height + 8
                Column {
                    id: changes
                    y: 3
                    width: parent.width
                    Repeater {
                        model: root.schedule.clockChanges
                        Item {
                            id: change
                            required property string date
                            required property string title
                            required property string text
                            width: changes.width
                            height: 22
                            Accessible.role: Accessible.ListItem
                            Accessible.name: date + " " + title + " " + text
                            AppText { x: 12; width: 116; height: 22; font: Theme.labelMedium; text: change.date }
                            AppText { x: 120; width: 110; height: 22; font: Theme.label; color: Theme.text2; text: change.title }
                            AppText { x: 232; height: 22; font: Theme.mono; text: change.text }
                        }
                    }
                }
            }
            Card {
                width: parent.width
                small: true
                title: qsTr("Load, the coming week")
                subtitle: qsTr("jobs that start in an hour, at most %1").arg(root.page.loadMax)
                height: 32 + 24 + 7 * 16 + 20 + 24
                WeekLoad { anchors.fill: parent; page: root.page }
            }
        }
    }
}
