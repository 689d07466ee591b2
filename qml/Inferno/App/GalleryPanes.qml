// SPDX-License-Identifier: GPL-3.0-or-later
// The gallery's larger pieces: panes and drawers, trees, months, long lists, loading, menus and dialogs.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.App
import Inferno.Controls
import Inferno.Theme

GallerySection {
    id: root

    title: "Panes, trees and times"

    ListModel {
        id: jobs
        ListElement { name: "source_sync"; depth: 0; status: "completed" }
        ListElement { name: "nightly_conversion"; depth: 1; status: "completed" }
        ListElement { name: "post_processing"; depth: 2; status: "failed" }
        ListElement { name: "schema_check"; depth: 1; status: "completed" }
        ListElement { name: "vault_backup"; depth: 0; status: "running" }
        ListElement { name: "archive_push"; depth: 1; status: "blocked" }
    }
    Row {
        spacing: 16
        Rectangle {
            width: 640
            height: 250
            color: Theme.surface
            border.color: Theme.border
            PageHead {
                id: head
                x: 1
                width: drawer.x
                iconName: "workflow"
                title: "Graph"
                subtitle: "24 jobs"
                actions: IconButton { bordered: true; iconName: "ellipsis"; text: "More"; onClicked: menu.popup(this, 0, height + 4) }
            }
            TreeList {
                x: 1
                y: head.height
                width: drawer.x - 1
                height: parent.height - y - 1
                label: "Jobs and what waits for them"
                tree: TreeFold { id: fold; source: jobs }
                delegate: TreeRow {
                    id: row
                    required property string name
                    required property string status
                    tree: fold
                    text: name
                    selected: name === "post_processing"
                    focusShown: ListView.view ? ListView.view.activeFocus : false
                    StatusIcon { anchors.verticalCenter: parent ? parent.verticalCenter : undefined; status: row.status }
                    TableCell { width: 200; text: row.name }
                }
            }
            DrawerPanel {
                id: drawer
                x: parent.width - width - 1
                y: 1
                standardWidth: 300
                width: Math.min(420, implicitWidth)
                height: parent.height - 2
                title: "post_processing"
                Column {
                    x: 16
                    width: parent.width - 32
                    spacing: 10
                    StatusBadge { status: "failed" }
                    FormRow { width: parent.width; labelWidth: 90; label: "Attempts"; hint: "One more is planned"; AppText { height: Theme.control; text: "3 of 3" } }
                    Divider { width: parent.width }
                    FormRow { width: parent.width; labelWidth: 90; label: "Hour"; errorText: "0 – 23"; TextField { width: 80; label: "Hour"; text: "25"; errorText: " " } }
                }
            }
        }
        Rectangle {
            width: 220
            height: 250
            color: Theme.surface
            border.color: Theme.border
            MonthDays { id: month; today: "2026-03-24"; time: "2026-03-18 09:00" }
            MonthGrid {
                x: 12
                y: 12
                width: 196
                days: month
                title: month.title
                weekdays: month.weekdays
                onStepped: by => month.step(by)
                onChosen: date => month.time = month.withDay(date)
            }
        }
        Rectangle {
            width: 240
            height: 250
            color: Theme.surface
            border.color: Theme.border
            VirtualList {
                id: endless
                anchors.fill: parent
                anchors.margins: 1
                total: 10000000
                position: 4210980
                positionText: "row 4,210,993"
                Accessible.name: "Ten million rows"
                onScrollRequested: row => position = Math.max(0, Math.min(total - pageRows, row))
                model: pageRows + 1
                delegate: TableCell {
                    required property int index
                    y: (Math.floor(endless.position) + index - endless.position) * endless.rowHeight
                    width: 220
                    height: endless.rowHeight
                    mono: true
                    text: "row " + (Math.floor(endless.position) + index)
                }
            }
        }
        Column {
            spacing: 12
            SkeletonRows { width: 200; rows: 4; height: 4 * Theme.rowHeight }
            Skeleton { width: 160 }
            Row { spacing: 12; Spinner { size: 16 } ProgressBar { width: 120; value: 0.4; Accessible.name: "40 %" } }
            Button { text: "Delete a job…"; kind: Button.Danger; onClicked: dialog.open() }
        }
    }
    Menu {
        id: menu
        objectName: "galleryMenu"
        MenuItem { text: "Run now"; iconName: "play"; keys: "R" }
        MenuItem { text: "Edit"; iconName: "pencil"; keys: "E" }
        MenuSeparator {}
        MenuItem { text: "Delete"; iconName: "trash"; danger: true }
        MenuItem { text: "Stop"; iconName: "stop"; enabled: false }
    }
    Dialog {
        id: dialog
        objectName: "galleryDialog"
        danger: true
        title: "Delete 3 jobs?"
        text: "They stay in the trash for 30 days. 214 runs of theirs remain in the audit trail."
        acceptText: "Delete 3 jobs"
    }
}
