// SPDX-License-Identifier: GPL-3.0-or-later
// The sample workspace: what it is, and putting it there or taking it away.
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

Card {
    id: root

    required property M.FirstRunPage page
    readonly property M.SampleWorkspace sample: page.sample

    Accessible.name: qsTr("Sample workspace")

    Column {
        width: parent.width
        spacing: 12
        AppText {
            width: parent.width
            wrapMode: Text.Wrap
            color: Theme.text2
            text: root.sample.loaded
                ? qsTr("The sample is there: %1.").arg(root.sample.names)
                : qsTr("Four small jobs that do real work on this computer: a manifest of /usr/share/doc each quarter of an hour, its archive after it, a report of the disk on weekdays, and a cleanup at night.")
        }
        Row {
            spacing: 12
            Button {
                visible: !root.sample.loaded
                kind: Button.Primary
                iconName: "package"
                enabled: root.page.writable
                reason: root.page.whyNot
                busy: root.sample.busy
                text: qsTr("Load the sample workspace")
                onClicked: root.sample.load()
            }
            Button {
                visible: root.sample.loaded
                kind: Button.Danger
                iconName: "trash"
                enabled: root.page.writable
                reason: root.page.whyNot
                busy: root.sample.busy
                text: qsTr("Remove the sample")
                onClicked: root.sample.remove()
            }
            AppText {
                anchors.verticalCenter: parent.verticalCenter
                visible: !root.sample.loaded
                font: Theme.label
                color: Theme.text2
                text: qsTr("It goes away in one click.")
            }
        }
    }
}
