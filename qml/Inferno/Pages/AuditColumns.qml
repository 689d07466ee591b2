// SPDX-License-Identifier: GPL-3.0-or-later
// The columns of the audit trail; pinned fields share what the object leaves them.
import QtQml
import Inferno.Models as M

M.TableColumns {
    id: root

    property list<string> fields      // that are further columns

    name: "audit"
    memory: M.LayoutMemory

    M.TableColumn { name: "mark"; width: 40; fixed: true }
    M.TableColumn { name: "time"; title: qsTr("Time"); role: "time"; width: root.width < 606 ? 130 : 112; minimum: 72; needed: true; flush: true; sorted: true; descending: true }
    M.TableColumn { name: "action"; title: qsTr("Action"); role: "eventAction"; stretch: root.fields.length > 0 ? 0.3 : 0.33; minimum: 80; flush: true; needed: true }
    M.TableColumn { name: "actor"; title: qsTr("Actor"); role: "actor"; stretch: root.fields.length > 0 ? 0.21 : 0.24; minimum: 56 }
    M.TableColumn { name: "object"; title: qsTr("Object"); role: "object"; stretch: root.fields.length === 0 ? 0.43 : root.fields.length === 1 ? 0.27 : 0.17; minimum: 56 }
    M.TableColumn { name: "field1"; title: root.fields[0] ?? ""; available: root.fields.length > 0; stretch: root.fields.length === 1 ? 0.22 : 0.16; minimum: 56 }
    M.TableColumn { name: "field2"; title: root.fields[1] ?? ""; available: root.fields.length > 1; stretch: 0.16; minimum: 56 }
    M.TableColumn { name: "seq"; title: qsTr("Sequence"); role: "seq"; width: 104; alignRight: true }
}
