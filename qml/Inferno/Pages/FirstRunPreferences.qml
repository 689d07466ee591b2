// SPDX-License-Identifier: GPL-3.0-or-later
// Step 4: how the window looks, and whether the desktop may tell of failures.
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

FocusScope {
    id: root

    required property M.FirstRunPage page
    readonly property M.Appearance look: page.app.appearance

    implicitHeight: column.height

    Column {
        id: column
        width: parent.width
        spacing: 12
        FormRow {
            width: parent.width
            label: qsTr("Theme")
            Select {
                width: Math.max(180, implicitWidth)
                focus: true
                label: qsTr("Theme")
                //: Themes of the window.
                model: [qsTr("As the desktop"), qsTr("Light"), qsTr("Dark"), qsTr("High contrast"), qsTr("High contrast, light")]
                currentIndex: root.look.theme
                onActivated: index => root.look.choose("theme", index)
            }
        }
        FormRow {
            width: parent.width
            label: qsTr("Density")
            SegmentedControl {
                label: qsTr("Density")
                segments: [Segment { text: qsTr("Compact") }, Segment { text: qsTr("Comfortable") }, Segment { text: qsTr("Spacious") }]
                currentIndex: root.look.density
                onActivated: index => root.look.choose("density", index)
            }
        }
        FormRow {
            width: parent.width
            label: qsTr("Motion")
            Switch {
                y: 4
                text: qsTr("Reduce motion")
                checked: root.look.reduceMotion
                onToggled: root.look.choose("reduce_motion", checked ? 1 : 0)
            }
        }
        FormRow {
            width: parent.width
            label: qsTr("Times are shown in")
            AppText { height: Theme.control; text: root.page.app.zoneText }
        }
        Item { width: 1; height: 4 }
        NotificationsCard { width: parent.width; desktop: root.page.app.desktop }
    }
}
