// SPDX-License-Identifier: GPL-3.0-or-later
// The columns of the registry; the less needed ones go first where there is little room.
import QtQml
import Inferno.Models as M

M.TableColumns {
    name: "models"
    memory: M.LayoutMemory

    M.TableColumn { name: "edge"; width: 8; fixed: true }
    M.TableColumn { name: "name"; title: qsTr("Name"); stretch: 1; minimum: 140; needed: true; sorted: true }
    M.TableColumn { name: "version"; title: qsTr("Version"); width: 132; minimum: 64; needed: true }
    M.TableColumn { name: "status"; title: qsTr("State"); width: 112; minimum: 96 }
    M.TableColumn {
        name: "handler"
        //: What reads the requests to a model and writes its answers.
        title: qsTr("Handler")
        width: 128; shownFrom: 961
    }
    M.TableColumn { name: "size"; title: qsTr("Size"); width: 88; alignRight: true }
    M.TableColumn { name: "hash"; title: qsTr("SHA-256"); width: 104; shownFrom: 1181 }
    M.TableColumn { name: "signature"; title: qsTr("Signature"); width: 100; shownFrom: 1101 }
    M.TableColumn { name: "device"; title: qsTr("Device"); width: 72; shownFrom: 1041 }
    M.TableColumn {
        name: "batch"
        //: Requests that are computed together, times batches at once.
        title: qsTr("Batch")
        width: 84; alignRight: true; shownFrom: 1301
    }
    M.TableColumn { name: "memory"; title: qsTr("Memory"); width: 88; alignRight: true; shownFrom: 1301 }
    M.TableColumn {
        name: "share"
        //: The share of the requests to a model that one of its versions answers.
        title: qsTr("Traffic")
        width: 76; alignRight: true
    }
    M.TableColumn { name: "requests"; title: qsTr("Requests"); width: 104; alignRight: true }
    M.TableColumn { name: "used"; title: qsTr("Last use"); width: 104; alignRight: true }
}
