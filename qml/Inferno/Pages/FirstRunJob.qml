// SPDX-License-Identifier: GPL-3.0-or-later
// Step 5: the first job: of one's own, taken over from cron, or the sample.
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

FocusScope {
    id: root

    required property M.FirstRunPage page
    property int way: 0

    implicitHeight: column.height

    Column {
        id: column
        width: parent.width
        spacing: 16
        SegmentedControl {
            focus: true
            label: qsTr("How to begin")
            segments: [Segment { text: qsTr("Sample workspace"); iconName: "package" }, Segment { text: qsTr("From a crontab"); iconName: "import" }, Segment { text: qsTr("A new job"); iconName: "plus" }]
            currentIndex: root.way
            onActivated: index => root.way = index
        }
        FirstRunSample {
            visible: root.way === 0
            width: parent.width
            page: root.page
        }
        CrontabForm {
            visible: root.way === 1
            width: parent.width
            source: root.page.crontab
            writable: root.page.writable
            whyNot: root.page.whyNot
        }
        Card {
            visible: root.way === 2
            width: parent.width
            Column {
                width: parent.width
                spacing: 12
                AppText { width: parent.width; wrapMode: Text.Wrap; color: Theme.text2; text: qsTr("A name, a command, and when it runs: the editor says in words what a schedule means, and when it would run next.") }
                Button {
                    kind: Button.Primary
                    iconName: "plus"
                    enabled: root.page.writable
                    reason: root.page.whyNot
                    text: qsTr("New job")
                    onClicked: {
                        root.page.next();
                        root.page.app.navigate("job-editor");
                    }
                }
            }
        }
    }
}
