// SPDX-License-Identifier: GPL-3.0-or-later
// At the left of the calendar: a month to go by, which jobs and what of them show, and the next conflict.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Models as M
import Inferno.Theme

FocusScope {
    id: root

    required property M.CalendarPage page

    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("What the calendar shows")

    Rectangle {
        anchors.fill: parent
        color: Theme.surface
        Rectangle { anchors.right: parent.right; width: 1; height: parent.height; color: Theme.border }
    }
    Flickable {
        id: list
        width: parent.width - 1
        height: card.visible ? card.y - 8 : parent.height
        contentHeight: column.height + 24
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        Column {
            id: column
            x: 12
            y: 12
            width: parent.width - 24
            spacing: 20
            CalendarMini { width: parent.width; page: root.page }
            CalendarChecks {
                width: parent.width
                //: Heading of a list of tags: only jobs with those that are ticked show.
                title: qsTr("Tags")
                rows: root.page.groups
                coloured: true
                onToggled: name => root.page.toggleGroup(name)
            }
            CalendarChecks {
                width: parent.width
                //: Heading of what the calendar draws: planned runs, blackouts, …
                title: qsTr("Show")
                rows: root.page.layers
                onToggled: name => root.page.toggleLayer(name)
            }
        }
    }
    CalendarConflict {
        id: card
        visible: root.page.hasConflict
        x: 12
        y: parent.height - height - 12
        width: parent.width - 25
        page: root.page
    }
}
