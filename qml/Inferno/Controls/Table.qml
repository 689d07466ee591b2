// SPDX-License-Identifier: GPL-3.0-or-later
// A table: a TableHead and a list of TableRows are put into it. Columns that do not fit scroll with Shift and the wheel, a
// touchpad, or the bar below.
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Models as M

FocusScope {
    id: root

    property M.TableColumns columns: null
    readonly property int away: columns ? columns.lastFirst : 0

    WheelHandler {
        property real left: 0
        acceptedDevices: PointerDevice.Mouse | PointerDevice.TouchPad
        orientation: Qt.Horizontal
        target: null
        enabled: root.away > 0
        onWheel: event => {
            left -= event.angleDelta.x / 120;
            if (Math.abs(left) < 1)
                return;
            root.columns.scrollTo(root.columns.first + Math.trunc(left));
            left -= Math.trunc(left);
        }
    }
    ScrollBar {
        id: bar
        z: 2
        anchors.bottom: parent.bottom
        width: parent.width
        orientation: Qt.Horizontal
        visible: root.away > 0
        size: 1 / (root.away + 1)
        policy: T.ScrollBar.AlwaysOn
        //: Accessible name of the bar that scrolls the columns of a table.
        Accessible.name: qsTr("Scroll the columns")
        onPositionChanged: if (pressed) root.columns.scrollTo(Math.round(position * (root.away + 1)))
    }
    Binding {
        target: bar
        property: "position"
        value: root.away > 0 ? root.columns.first / (root.away + 1) : 0
        when: !bar.pressed
        restoreMode: Binding.RestoreNone
    }
}
