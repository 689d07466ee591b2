// SPDX-License-Identifier: GPL-3.0-or-later
// Why the chosen run started: the chain from what asked for it, with what the clock said; then the jobs around it.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

Flickable {
    id: root

    required property M.JobsPage page
    readonly property M.JobDetail detail: page.detail

    contentHeight: column.height + 24
    clip: true
    activeFocusOnTab: true
    boundsBehavior: Flickable.StopAtBounds
    T.ScrollBar.vertical: ScrollBar {}
    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Why it started")
    Keys.onLeftPressed: detail.stepRun(-1)
    Keys.onRightPressed: detail.stepRun(1)
    Keys.onDownPressed: contentY = Math.min(Math.max(0, contentHeight - height), contentY + 48)
    Keys.onUpPressed: contentY = Math.max(0, contentY - 48)

    Column {
        id: column
        x: 16
        y: 12
        width: parent.width - 32

        Item {
            width: parent.width
            height: 28
            AppText { width: parent.width - 70; font: Theme.labelStrong; text: root.detail.storyText.length > 0 ? root.detail.storyText : qsTr("It never ran") }
            Row {
                anchors.right: parent.right
                y: -4
                visible: root.detail.history.count > 1
                IconButton { small: true; iconName: "chevron-left"; text: qsTr("The run before"); keys: "←"; onClicked: root.detail.stepRun(-1) }
                IconButton { small: true; iconName: "chevron-right"; text: qsTr("The run after"); keys: "→"; onClicked: root.detail.stepRun(1) }
            }
        }
        Repeater {
            model: root.detail.story
            Item {
                id: link
                required property int index
                required property string title
                required property string text
                required property string time
                required property string target
                required property string tone
                readonly property color ink: tone === "failed" ? Theme.failed : tone === "warning" ? Theme.warning : Theme.accent
                width: column.width
                height: words.height + 14
                Accessible.role: Accessible.ListItem
                Accessible.name: title + " " + time + " " + text
                Rectangle { visible: link.index < root.detail.story.count - 1; x: 4; y: 14; width: 1; height: parent.height; color: Theme.borderStrong }
                Rectangle { y: 5; width: 9; height: 9; radius: 5; color: Theme.raised; border.width: 2; border.color: link.ink }
                AppText { x: 20; font: Theme.labelStrong; text: link.title }
                AppText { anchors.right: parent.right; font: Theme.mono; color: Theme.text2; text: link.time }
                Column {
                    id: words
                    x: 20
                    width: parent.width - 20
                    topPadding: 18
                    AppText { width: parent.width; wrapMode: Text.Wrap; color: link.tone.length > 0 ? link.ink : Theme.text2; text: link.text }
                    Link { visible: link.target.length > 0; text: link.target; onClicked: root.page.select(link.target) }
                }
            }
        }
        Item { width: 1; height: 12 }
        AppText { visible: root.detail.neighbours.count > 0; height: 24; font: Theme.labelStrong; text: qsTr("Before and after it") }
        Repeater {
            model: root.detail.neighbours
            Item {
                id: other
                required property string name
                required property string relation
                required property string status
                required property bool upstream
                width: column.width
                height: 26
                AppIcon { y: 6; name: other.upstream ? "arrow-left" : "arrow-right"; size: Theme.iconSmall; color: Theme.text2 }
                StatusIcon { x: 20; y: 4; visible: other.status.length > 0; status: other.status }
                Link { id: to; x: 42; y: 4; text: other.name; onClicked: root.page.select(other.name) }
                AppText { x: to.x + to.width + 8; width: parent.width - x; height: 24; font: Theme.label; color: Theme.text2; text: other.relation }
            }
        }
    }
}
