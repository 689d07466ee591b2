// SPDX-License-Identifier: GPL-3.0-or-later
// The columns of the audit trail; pinned fields share what the object leaves them.
import QtQml
import Inferno.Models as M

M.TableColumns {
    id: root

    required property M.AuditList events
    readonly property int fields: events.pinned.length   // that are further columns

    name: "audit"
    memory: M.LayoutMemory

    M.TableColumn { name: "mark"; width: 40; fixed: true }
    M.TableColumn { name: "time"; title: qsTr("Time"); width: root.width < 606 ? 130 : 112; minimum: 72; needed: true; flush: true; sorted: true; descending: true }
    M.TableColumn { name: "action"; title: qsTr("Action"); stretch: root.fields > 0 ? 0.3 : 0.33; minimum: 80; flush: true; needed: true }
    M.TableColumn { name: "actor"; title: qsTr("Actor"); stretch: root.fields > 0 ? 0.21 : 0.24; minimum: 56 }
    M.TableColumn { name: "object"; title: qsTr("Object"); stretch: root.fields === 0 ? 0.43 : root.fields === 1 ? 0.27 : 0.17; minimum: 56 }
    M.TableColumn { name: "field1"; title: root.events.pinned[0] ?? ""; available: root.fields > 0; stretch: root.fields === 1 ? 0.22 : 0.16; minimum: 56 }
    M.TableColumn { name: "field2"; title: root.events.pinned[1] ?? ""; available: root.fields > 1; stretch: 0.16; minimum: 56 }
    M.TableColumn { name: "seq"; title: qsTr("Sequence"); width: 104; alignRight: true }
}
