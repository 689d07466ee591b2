// SPDX-License-Identifier: GPL-3.0-or-later
// The columns of the registry; the less needed ones go first where there is little room.
import QtQml
import Inferno.Models as M

M.TableColumns {
    name: "models"
    memory: M.LayoutMemory

    M.TableColumn { name: "edge"; width: 8; fixed: true }
    M.TableColumn { name: "name"; title: qsTr("Name"); role: "name"; stretch: 1; minimum: 140; needed: true; sorted: true }
    M.TableColumn { name: "version"; title: qsTr("Version"); role: "version"; width: 132; minimum: 64; needed: true }
    M.TableColumn { name: "status"; title: qsTr("State"); role: "status"; width: 112; minimum: 96 }
    M.TableColumn {
        name: "handler"
        //: What reads the requests to a model and writes its answers.
        title: qsTr("Handler")
        role: "handler"; width: 128; shownFrom: 961
    }
    M.TableColumn { name: "size"; title: qsTr("Size"); role: "size"; width: 88; alignRight: true }
    M.TableColumn { name: "hash"; title: qsTr("SHA-256"); role: "hash"; width: 104; shownFrom: 1181 }
    M.TableColumn { name: "signature"; title: qsTr("Signature"); role: "signature"; width: 100; shownFrom: 1101 }
    M.TableColumn { name: "device"; title: qsTr("Device"); role: "device"; width: 72; shownFrom: 1041 }
    M.TableColumn {
        name: "batch"
        //: Requests that are computed together, times batches at once.
        title: qsTr("Batch")
        role: "batch"; width: 84; alignRight: true; shownFrom: 1301
    }
    M.TableColumn { name: "memory"; title: qsTr("Memory"); role: "memory"; width: 88; alignRight: true; shownFrom: 1301 }
    M.TableColumn {
        name: "share"
        //: The share of the requests to a model that one of its versions answers.
        title: qsTr("Traffic")
        role: "share"; width: 76; alignRight: true
    }
    M.TableColumn { name: "requests"; title: qsTr("Requests"); role: "requests"; width: 104; alignRight: true }
    M.TableColumn { name: "used"; title: qsTr("Last use"); role: "lastUsed"; width: 104; alignRight: true }
}
