// SPDX-License-Identifier: GPL-3.0-or-later
// What was changed elsewhere while a job is being edited, and the fields that both changed, with a choice.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

Column {
    id: root

    required property M.JobEditorPage page

    visible: page.mergedText.length > 0

    Banner { width: parent.width; tone: "warning"; title: root.page.mergedText }
    Repeater {
        model: root.page.conflicts
        Rectangle {
            id: conflict
            required property string field
            required property string title
            required property string mine
            required property string theirs
            width: root.width
            height: 32
            color: Theme.warningTint
            AppText { x: 36; width: 160; height: 32; font: Theme.labelStrong; text: conflict.title }
            AppText { x: 200; width: (parent.width - 380) / 2; height: 32; font: Theme.mono; text: qsTr("mine: %1").arg(conflict.mine) }
            AppText { x: 208 + (parent.width - 380) / 2; width: (parent.width - 380) / 2; height: 32; font: Theme.mono; color: Theme.text2; text: qsTr("theirs: %1").arg(conflict.theirs) }
            Button {
                anchors.right: parent.right
                anchors.rightMargin: 12
                anchors.verticalCenter: parent.verticalCenter
                small: true
                //: Of a field that two people changed: takes the other one's value.
                text: qsTr("Take theirs")
                Accessible.name: qsTr("Take theirs: %1").arg(conflict.title)
                onClicked: root.page.takeTheirs(conflict.field)
            }
        }
    }
}
