// SPDX-License-Identifier: GPL-3.0-or-later
// The tool row of the calendar: which time, back and forth, the next failure, which view, a blackout.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

FocusScope {
    id: root

    required property M.CalendarPage page
    property bool outline: false
    property bool painting: false
    readonly property bool roomy: width > 1010
    readonly property bool narrow: width < 760
    //: Views of the calendar.
    readonly property list<string> viewNames: [qsTr("Month"), qsTr("Week"), qsTr("Day"), qsTr("Heat map"), qsTr("Timeline")]

    signal outlineToggled()
    signal paintToggled()

    function focusView(): void {
        if (narrow)
            viewChoice.forceActiveFocus(Qt.ShortcutFocusReason);
        else
            views.forceActiveFocus(Qt.ShortcutFocusReason);
    }

    implicitHeight: Theme.toolBar
    Rectangle { anchors.fill: parent; color: Theme.surface }
    Row {
        x: 16
        height: parent.height
        width: side.x - x - 8
        spacing: 8
        AppText { anchors.verticalCenter: parent.verticalCenter; width: Math.min(implicitWidth, parent.width - steps.width - 24); font: Theme.section; text: root.page.title }
        AppText { anchors.verticalCenter: parent.verticalCenter; visible: root.roomy && text.length > 0; font: Theme.label; color: Theme.text2; text: root.page.subtitle }
        Item { width: 1; height: 1 }
        Row {
            id: steps
            anchors.verticalCenter: parent.verticalCenter
            spacing: 4
            IconButton { iconName: "chevron-left"; iconSize: Theme.iconSmall; text: qsTr("Earlier"); keys: "←"; onClicked: root.page.step(-1) }
            Button { text: qsTr("Today"); tip: qsTr("Today (T)"); onClicked: root.page.goToday() }
            IconButton { iconName: "chevron-right"; iconSize: Theme.iconSmall; text: qsTr("Later"); keys: "→"; onClicked: root.page.step(1) }
        }
    }
    Row {
        id: side
        anchors.right: parent.right
        anchors.rightMargin: 16
        anchors.verticalCenter: parent.verticalCenter
        spacing: 8
        Button {
            visible: root.roomy
            iconName: "octagon-x"
            iconInk: Theme.failed
            text: qsTr("Next failure")
            keys: root.page.app.keys.texts["calendar.next-failure"] ?? ""
            onClicked: root.page.nextFailure(1)
        }
        IconButton { visible: !root.roomy; bordered: true; ink: Theme.failed; iconName: "octagon-x"; text: qsTr("Next failure"); keys: root.page.app.keys.texts["calendar.next-failure"] ?? ""; onClicked: root.page.nextFailure(1) }
        Select {
            id: viewChoice
            visible: root.narrow
            label: qsTr("View of the calendar")
            model: root.viewNames
            currentIndex: root.page.view
            onActivated: index => root.page.setView(index)
        }
        SegmentedControl {
            id: views
            visible: !root.narrow
            label: qsTr("View of the calendar")
            segments: [
                Segment { text: root.viewNames[0]; keys: root.page.app.keys.texts["calendar.month"] ?? "" },
                Segment { text: root.viewNames[1]; keys: root.page.app.keys.texts["calendar.week"] ?? "" },
                Segment { text: root.viewNames[2]; keys: root.page.app.keys.texts["calendar.day"] ?? "" },
                Segment { text: root.viewNames[3]; keys: root.page.app.keys.texts["calendar.heat"] ?? "" },
                Segment { text: root.viewNames[4]; keys: root.page.app.keys.texts["calendar.timeline"] ?? "" }
            ]
            onActivated: index => root.page.setView(index)
            Binding on currentIndex { value: root.page.view; restoreMode: Binding.RestoreNone }
        }
        Button {
            visible: root.roomy
            iconName: "ban"
            //: Makes a time in which nothing starts.
            text: qsTr("Blackout")
            tip: root.painting ? qsTr("Drag over the hours in which nothing shall start (Esc leaves)") : qsTr("Drag over hours in which nothing shall start; B asks for the times")
            kind: root.painting ? Button.Primary : Button.Secondary
            enabled: root.page.writable
            reason: root.page.whyNot
            onClicked: root.paintToggled()
        }
        IconButton {
            visible: !root.roomy
            bordered: true
            checked: root.painting
            iconName: "ban"
            text: qsTr("Blackout")
            keys: root.page.app.keys.texts["calendar.blackout"] ?? ""
            enabled: root.page.writable
            reason: root.page.whyNot
            onClicked: root.paintToggled()
        }
        IconButton {
            bordered: true
            checked: root.outline
            iconName: "list-tree"
            text: qsTr("As a list")
            keys: root.page.app.keys.texts["calendar.outline"] ?? ""
            onClicked: root.outlineToggled()
        }
    }
    Rectangle { anchors.bottom: parent.bottom; width: parent.width; height: 1; color: Theme.border }
}
