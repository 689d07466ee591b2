// SPDX-License-Identifier: GPL-3.0-or-later
// A table as pages build them: head, rows, selection, focus.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

Table {
    id: root

    columns: M.TableColumns {
        width: root.width
        M.TableColumn { name: "status"; title: "Status"; width: 120; sortable: true; sorted: true; descending: true }
        M.TableColumn { name: "name"; title: "Name"; width: 160; sortable: true }
        M.TableColumn { name: "schedule"; title: "Schedule"; width: 120 }
    }
    TableHead {
        id: head
        width: parent.width
        columns: root.columns
        onExited: list.forceActiveFocus(Qt.TabFocusReason)
    }
    ListView {
        id: list
        y: head.height
        width: parent.width
        height: parent.height - y
        clip: true
        focus: true
        activeFocusOnTab: true
        reuseItems: true
        currentIndex: 2
        boundsBehavior: Flickable.StopAtBounds
        Accessible.role: Accessible.List
        Accessible.name: "Jobs"
        model: ListModel {
            ListElement { name: "nightly_conversion"; status: "completed"; schedule: "Daily at 02:00" }
            ListElement { name: "vault_backup"; status: "completed"; schedule: "Every 6 h" }
            ListElement { name: "embedding_refresh"; status: "running"; schedule: "Every 2 h at :15" }
            ListElement { name: "batch_inference"; status: "blocked"; schedule: "After post_processing" }
            ListElement { name: "post_processing"; status: "failed"; schedule: "After nightly_conversion" }
        }
        delegate: TableRow {
            id: row
            required property string name
            required property string status
            required property string schedule
            required property int index
            columns: root.columns
            text: name
            selected: index === list.currentIndex
            focusShown: list.activeFocus
            onClicked: list.currentIndex = index
            Item {
                StatusBadge { x: Theme.rowPad; anchors.verticalCenter: parent.verticalCenter; status: row.status }
            }
            TableCell { strong: true; text: row.name }
            TableCell { color: Theme.text2; text: row.schedule }
        }
    }
}
