// SPDX-License-Identifier: GPL-3.0-or-later
// A row of the list of jobs.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Charts
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

TableRow {
    id: root

    required property int index
    required property string name
    required property string status
    required property real progress
    required property var tags
    required property string schedule
    required property string nextRun
    required property string nextRelative
    required property list<real> barHeights
    required property var barStatuses
    required property string p50
    required property string p95
    required property string lastRun
    required property bool jobEnabled
    required property string risk
    required property string riskText
    required property M.JobsPage page
    // A name is worth more than its tags: they go where they would leave it less than 90 px.
    readonly property bool roomForTags: nameCell.width - tagRow.implicitWidth - 20 >= Math.min(title.implicitWidth, 90)
    readonly property int tagsShown: tags.length > 1 && nameCell.width < 260 ? 1 : Math.min(2, tags.length)

    text: name
    selected: page.selected === name
    focusShown: ListView.view ? ListView.view.activeFocus : false
    Accessible.description: schedule + " " + nextRun + " " + nextRelative + " " + riskText
    // The list gives its current row the focus, and a row is a button, which would take Space as a click.
    Keys.priority: Keys.BeforeItem
    Keys.onSpacePressed: page.select(page.selected === name ? "" : name)
    Keys.onReleased: event => event.accepted = event.key === Qt.Key_Space
    Accessible.checkable: true
    Accessible.checked: tick.checked

    signal ticked(bool ranged)

    Item {
        CheckBox {
            id: tick
            x: 16
            anchors.verticalCenter: parent.verticalCenter
            focusPolicy: Qt.NoFocus
            checked: root.page.ticks >= 0 && root.page.isChecked(root.name)
            Accessible.name: qsTr("Select %1").arg(root.name)
            Accessible.ignored: true
            onToggled: root.page.setChecked(root.name, checked)
        }
    }
    Item {
        implicitWidth: badge.implicitWidth + 2 * Theme.rowPad
        StatusBadge { id: badge; x: Theme.rowPad; anchors.verticalCenter: parent.verticalCenter; status: root.status; progress: root.progress }
    }
    Item {
        id: nameCell
        implicitWidth: title.implicitWidth + tagRow.implicitWidth + 20
        AppText {
            id: title
            x: Theme.rowPad
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(implicitWidth, parent.width - (root.roomForTags ? tagRow.implicitWidth : 0) - 20)
            font: Theme.bodyMedium
            color: root.jobEnabled ? Theme.text : Theme.text2
            text: root.name
        }
        Row {
            id: tagRow
            visible: root.roomForTags
            x: title.x + title.width + 6
            anchors.verticalCenter: parent.verticalCenter
            spacing: 4
            Repeater {
                model: root.tagsShown
                Tag { required property int index; text: root.tags[index] ?? "" }
            }
            Tag { visible: root.tags.length > root.tagsShown; text: "+" + (root.tags.length - root.tagsShown) }
        }
    }
    TableCell { color: Theme.text2; text: root.schedule }
    Item {
        implicitWidth: next.x + next.width + 30
        AppText {
            id: next
            x: Theme.rowPad
            anchors.verticalCenter: parent.verticalCenter
            font: Theme.mono
            text: root.nextRun
            color: root.nextRelative.length > 0 ? Theme.text : Theme.text2
        }
        AppText {
            x: next.x + next.width + 6
            width: parent.width - x - (mark.visible ? 22 : 4)
            anchors.verticalCenter: parent.verticalCenter
            font: Theme.caption
            color: Theme.text3
            text: root.nextRelative
        }
        AppIcon {
            id: mark
            visible: root.risk.length > 0
            anchors.right: parent.right
            anchors.rightMargin: 4
            anchors.verticalCenter: parent.verticalCenter
            name: root.risk === "collision" ? "hourglass" : root.risk === "blackout" ? "ban" : "triangle-alert"
            color: Theme.warning
            HoverHandler { id: over }
            Tip { shown: over.hovered; text: root.riskText }
        }
    }
    Item {
        RunBars {
            x: Theme.rowPad
            anchors.verticalCenter: parent.verticalCenter
            width: parent.width - 12
            height: 18
            durations: root.barHeights
            states: root.barStatuses
        }
    }
    TableCell { color: Theme.text2; text: root.lastRun }
    TableCell { mono: true; alignRight: true; color: Theme.text2; text: root.p50 }
    TableCell { mono: true; alignRight: true; color: Theme.text2; text: root.p95 }
    Item {
        Switch {
            x: Theme.rowPad + 8
            anchors.verticalCenter: parent.verticalCenter
            focusPolicy: Qt.NoFocus
            checked: root.jobEnabled
            enabled: root.page.writable
            Accessible.name: qsTr("Enabled: %1").arg(root.name)
            onToggled: root.page.setEnabled(root.name, checked)
        }
    }
}
