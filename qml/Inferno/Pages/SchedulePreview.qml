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
    readonly property var values: page.values
    readonly property M.ScheduleBuilder schedule: page.schedule

    readonly property list<color> inks: [Theme.c1Ink, Theme.c6Ink, Theme.c3Ink, Theme.c4Ink, Theme.accent]

    // The sentence with the colours of its fields.
    function coloured(): string {
        let out = "";
        for (let at = 0; at < schedule.sentenceParts.count; ++at) {
            const field = Number(schedule.sentenceParts.at(at, "field"));
            const words = schedule.sentenceParts.at(at, "text");
            out += field < 0 ? words : `<font color="${inks[field]}">${words}</font>`;
        }
        return out;
    }

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
                textFormat: root.schedule.valid && !root.schedule.empty ? Text.StyledText : Text.PlainText
                text: root.schedule.empty
                    ? root.page.startMode === 1 ? qsTr("Once, at %1").arg(root.values["run_at"] ?? "")
                    : (root.page.dependsOn.length > 0 ? qsTr("After %1").arg(root.page.dependsOn) : qsTr("On request"))
                    : root.schedule.valid ? root.coloured() : root.schedule.errorText
                color: root.schedule.empty || root.schedule.valid ? Theme.text : Theme.failed
                Accessible.role: Accessible.Heading
                Accessible.name: root.schedule.valid ? root.schedule.sentence : text
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
                subtitle: root.page.isNew ? root.schedule.zone : root.schedule.changesText
                pad: 1
                height: 32 + fires.height + 8
                FireList { id: fires; y: 3; width: parent.width; source: root.schedule.fires }
            }
            ScheduleTrialCard {
                width: parent.width
                visible: root.page.trial.lanes.count > 0
                trial: root.page.trial
            }
            Card {
                width: parent.width
                visible: root.schedule.removed.count > 0
                small: true
                title: qsTr("Taken away")
                subtitle: qsTr("until the last of these")
                pad: 1
                height: 32 + gone.height + 8
                Column {
                    id: gone
                    y: 3
                    width: parent.width
                    Repeater {
                        model: root.schedule.removed
                        Item {
                            id: lost
                            required property string date
                            required property string time
                            required property string relative
                            width: gone.width
                            height: 22
                            Accessible.role: Accessible.ListItem
                            Accessible.name: date + " " + time + " " + relative
                            AppText { x: 12; width: 84; height: 22; font.family: Theme.label.family; font.pixelSize: Theme.label.pixelSize; font.strikeout: true; color: Theme.text2; text: lost.date }
                            AppText { x: 100; height: 22; font: Theme.mono; color: Theme.text2; text: lost.time }
                            AppText { x: 156; height: 22; font: Theme.label; color: Theme.text3; text: lost.relative }
                        }
                    }
                }
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
                height: 32 + 24 + 7 * 16 + 20 + 24 + (quiet.visible ? 32 : 0)
                WeekLoad { width: parent.width; height: 7 * 16 + 44; page: root.page }
                Item {
                    id: quiet
                    visible: root.schedule.quietestText.length > 0
                    y: 7 * 16 + 44
                    width: parent.width
                    height: 28
                    AppText { height: 28; font: Theme.label; color: Theme.text2; text: qsTr("Quietest: %1").arg(root.schedule.quietestText) }
                    Button {
                        anchors.right: parent.right
                        small: true
                        //: Takes the time of the day when fewest other jobs start.
                        text: qsTr("Use")
                        onClicked: root.schedule.useQuietest()
                    }
                }
            }
        }
    }
}
