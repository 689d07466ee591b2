// SPDX-License-Identifier: GPL-3.0-or-later
// Lanes over one time axis: names at the left, what ran (filled), will run (outlined) or may end (dashed), the hours as
// thin lines, and now as a line with its time in a flag. `lanes` has the roles name, status, note, noteTone and bars,
// `hours` label and at (0..1). Up and down move between lanes, Enter opens one.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Charts
import Inferno.Theme

FocusScope {
    id: root

    property var lanes: null
    property var hours: null
    property real nowAt: -1
    property string nowText: ""
    //: Accessible name of the lanes of jobs around the present.
    property string label: qsTr("Jobs around now")
    property int nameWidth: 156
    property color ground: Theme.surface   // what it lies on
    readonly property int headHeight: 24
    readonly property real axis: Math.max(1, width - nameWidth - 12)

    signal opened(string name)

    implicitWidth: 640
    implicitHeight: headHeight + list.contentHeight

    Rectangle { // what is to come
        visible: root.nowAt >= 0
        x: root.nameWidth + root.nowAt * root.axis
        y: root.headHeight
        width: (1 - root.nowAt) * root.axis
        height: parent.height - y
        color: Theme.rowHover
    }
    Repeater {
        model: root.hours
        Item {
            id: hour
            required property string label
            required property real at
            x: root.nameWidth + hour.at * root.axis
            height: root.height
            AppText {
                x: -width / 2
                height: root.headHeight
                font: Theme.monoCaption
                color: Theme.text3
                text: hour.label
                visible: Math.abs(hour.at - root.nowAt) * root.axis > 44
            }
            Rectangle { y: root.headHeight; width: 1; height: parent.height - y; color: Theme.divider }
        }
    }
    ListView {
        id: list
        y: root.headHeight
        width: parent.width
        height: parent.height - y
        clip: true
        focus: true
        activeFocusOnTab: true
        reuseItems: true
        model: root.lanes
        boundsBehavior: Flickable.StopAtBounds
        Accessible.role: Accessible.List
        Accessible.name: root.label
        Keys.onReturnPressed: if (currentItem) (currentItem as Lane).open()
        delegate: Lane {
            required property int index
            width: list.width
            nameWidth: root.nameWidth
            axis: root.axis
            ground: root.ground
            nowAt: root.nowAt >= 0 ? root.nowAt : 2
            focusShown: list.activeFocus && list.currentIndex === index
            onOpened: name => root.opened(name)
            onPressed: list.currentIndex = index
        }
    }
    Rectangle {
        visible: root.nowAt >= 0
        x: root.nameWidth + root.nowAt * root.axis
        y: root.headHeight - 4
        width: Theme.strokeNow
        height: parent.height - y
        color: Theme.accent
    }
    Rectangle {
        visible: root.nowAt >= 0
        x: root.nameWidth + root.nowAt * root.axis - width / 2
        y: 3
        width: flag.implicitWidth + 10
        height: 17
        radius: 3
        color: Theme.accent
        AppText {
            id: flag
            anchors.centerIn: parent
            font: Theme.monoCaption
            color: Theme.inkOnAccent
            text: root.nowText
        }
    }
}
