// SPDX-License-Identifier: GPL-3.0-or-later
// The columns of the list of jobs: the wider the list, the more of them.
import QtQml
import Inferno.Models as M

M.TableColumns {
    id: root

    required property M.JobsPage page

    name: "jobs"
    memory: M.LayoutMemory

    M.TableColumn { name: "check"; width: 36; fixed: true }
    M.TableColumn {
        name: "status"; title: qsTr("Status"); width: 122; minimum: 110
        sortable: true; sorted: root.page.sortBy === 0; descending: root.page.sortDescending
        onSortAsked: root.page.sortOn(0)
    }
    M.TableColumn {
        name: "name"; title: qsTr("Name"); stretch: 0.56; minimum: 80; needed: true
        sortable: true; sorted: root.page.sortBy === 1; descending: root.page.sortDescending
        onSortAsked: root.page.sortOn(1)
    }
    M.TableColumn { name: "schedule"; title: qsTr("Schedule"); stretch: 0.44; minimum: 140; shownFrom: 778 }
    M.TableColumn {
        name: "next"; title: qsTr("Next run"); width: 138; minimum: 60
        sortable: true; sorted: root.page.sortBy === 2; descending: root.page.sortDescending
        onSortAsked: root.page.sortOn(2)
    }
    M.TableColumn { name: "bars"; title: qsTr("Last 20 runs"); width: 132; minimum: 72 }
    M.TableColumn {
        name: "started"; title: qsTr("Last started"); width: 110; shownFrom: 993
        sortable: true; sorted: root.page.sortBy === 4; descending: root.page.sortDescending
        onSortAsked: root.page.sortOn(4)
    }
    M.TableColumn { name: "p50"; title: qsTr("p50"); width: 60; alignRight: true; shownFrom: 993 }
    M.TableColumn {
        name: "p95"; title: qsTr("p95"); width: 60; alignRight: true
        sortable: true; sorted: root.page.sortBy === 3; descending: root.page.sortDescending
        onSortAsked: root.page.sortOn(3)
    }
    M.TableColumn { name: "enabled"; title: qsTr("Enabled"); width: 76; minimum: 52; shownFrom: 993 }
}
