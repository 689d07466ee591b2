// SPDX-License-Identifier: GPL-3.0-or-later
// The head of a group in the list of jobs. In a file of its own: a list makes the heads of its sections outside the
// place where they are written, which bound components of this Qt do not take.
import QtQuick
import Inferno.Theme

QtObject {
    readonly property Component head: Component {
        Rectangle {
            id: group
            required property string section
            width: ListView.view ? ListView.view.width : 0
            height: Theme.tableHead
            color: Theme.bg
            Accessible.role: Accessible.Heading
            Accessible.name: section
            AppText { x: 16; height: parent.height; font: Theme.labelStrong; color: Theme.text2; text: group.section }
            Rectangle { anchors.bottom: parent.bottom; width: parent.width; height: 1; color: Theme.border }
        }
    }
}
