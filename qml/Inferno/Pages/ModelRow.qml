// SPDX-License-Identifier: GPL-3.0-or-later
// A row of the registry: one version of a model.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Theme

TableRow {
    id: root

    required property int index
    required property string name
    required property string version
    required property bool isDefault
    required property string status
    required property string handler
    required property string size
    required property string hash
    required property string signature
    required property string device
    required property string batch
    required property string memory
    required property string share
    required property string requests
    required property string lastUsed
    required property bool loaded
    readonly property color ink: loaded ? Theme.text : Theme.text3

    text: name + " " + version
    focusShown: ListView.view ? ListView.view.activeFocus : false
    //: Read to a screen reader: state of a model, its share of the traffic, its requests, when it was used last.
    Accessible.description: qsTr("%1, traffic %2, %3 requests, last used %4").arg(badge.text).arg(share).arg(requests).arg(lastUsed)

    Item {}
    TableCell { strong: true; color: root.ink; text: root.name }
    Item {
        implicitWidth: mark.visible ? mark.x + mark.width + Theme.rowPad : number.x + number.width + Theme.rowPad
        AppText { id: number; x: Theme.rowPad; anchors.verticalCenter: parent.verticalCenter; font: Theme.mono; color: root.ink; text: root.version }
        Tag {
            id: mark
            x: Math.max(48, number.x + number.width + 8)
            anchors.verticalCenter: parent.verticalCenter
            visible: root.isDefault
            //: On the version of a model that answers where a request names none.
            text: qsTr("default")
        }
    }
    Item {
        implicitWidth: badge.x + badge.implicitWidth + Theme.rowPad
        ModelStatus { id: badge; x: Theme.rowPad; anchors.verticalCenter: parent.verticalCenter; status: root.status }
    }
    TableCell { color: root.loaded ? Theme.text2 : Theme.text3; text: root.handler }
    TableCell { mono: true; alignRight: true; color: root.ink; text: root.size }
    TableCell { mono: true; color: Theme.text2; text: root.hash }
    ModelSignature { signature: root.signature }
    TableCell { color: Theme.text2; text: root.device }
    TableCell { mono: true; alignRight: true; color: Theme.text2; text: root.batch }
    TableCell { mono: true; alignRight: true; color: Theme.text2; text: root.memory }
    TableCell { mono: true; alignRight: true; color: root.ink; text: root.share }
    TableCell { mono: true; alignRight: true; color: root.ink; text: root.requests }
    TableCell { alignRight: true; color: Theme.text2; text: root.lastUsed }
}
