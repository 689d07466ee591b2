// SPDX-License-Identifier: GPL-3.0-or-later
// A crontab taken over: its text, what each line becomes, then the jobs.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

Column {
    id: root

    required property M.CrontabImport source
    property bool writable: true
    property string whyNot: ""

    spacing: 12

    Row {
        spacing: 16
        Button {
            iconName: "import"
            enabled: root.writable
            reason: root.whyNot
            busy: root.source.busy && !root.source.planned
            //: Reads the crontab of this user.
            text: qsTr("Read my crontab")
            onClicked: root.source.readOwn()
        }
        CheckBox {
            anchors.verticalCenter: parent.verticalCenter
            //: A form of crontab: /etc/crontab, /etc/cron.d.
            text: qsTr("Lines name a user, as in /etc/crontab")
            checked: root.source.system
            onToggled: root.source.system = checked
        }
    }
    TextArea {
        width: root.width
        mono: true
        minLines: 4
        maxLines: 8
        label: qsTr("Text of the crontab")
        //: An example of a line of a crontab.
        placeholderText: qsTr("15 2 * * * /usr/local/bin/backup.sh")
        text: root.source.text
        errorText: root.source.problem
        onEdited: root.source.text = text
    }
    AppText {
        width: root.width
        visible: text.length > 0
        wrapMode: Text.Wrap
        font: Theme.label
        color: Theme.failed
        text: root.source.problem
    }
    Row {
        spacing: 12
        Button {
            kind: root.source.planned ? Button.Secondary : Button.Primary
            enabled: root.writable && root.source.text.length > 0
            reason: root.whyNot
            //: Shows what would become of a crontab, and changes nothing.
            text: qsTr("Show what becomes of it")
            onClicked: root.source.plan()
        }
        Button {
            visible: root.source.planned
            kind: Button.Primary
            enabled: root.source.canImport && root.writable
            busy: root.source.busy
            text: root.source.imported ? qsTr("Imported") : qsTr("Make these jobs")
            onClicked: root.source.makeJobs()
        }
        AppText { anchors.verticalCenter: parent.verticalCenter; color: Theme.text2; text: root.source.summary }
    }
    Card {
        visible: root.source.lines.count > 0
        width: root.width
        pad: 1
        Column {
            width: parent.width
            Repeater {
                model: root.source.lines
                CrontabLine { width: parent ? parent.width : 0 }
            }
        }
    }
}
