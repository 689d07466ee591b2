// SPDX-License-Identifier: GPL-3.0-or-later
// Below a proof: taking it away as a file or as a link, and how anybody checks it.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

Rectangle {
    id: root

    required property M.EventDetail detail

    signal exportRequested()

    height: 52
    color: Theme.clear
    Rectangle { width: parent.width; height: 1; color: Theme.border }
    Row {
        x: 16
        anchors.verticalCenter: parent.verticalCenter
        spacing: 8
        Button {
            kind: Button.Primary
            iconName: "download"
            //: Writes the event with its proof to a file.
            text: qsTr("Export proof")
            tip: qsTr("A file that inferno-verify checks, without service and keys")
            onClicked: root.exportRequested()
        }
        Button {
            iconName: copied.running ? "check" : "copy"
            //: Copies a link that names the event by the hash of its leaf.
            text: qsTr("Copy link by hash")
            tip: root.detail.link
            enabled: root.detail.link.length > 0
            reason: qsTr("The proof is not there yet")
            onClicked: {
                clip.copy(root.detail.link);
                copied.restart();
            }
        }
    }
    Link {
        anchors.right: parent.right
        anchors.rightMargin: 16
        anchors.verticalCenter: parent.verticalCenter
        //: Opens a page of instructions.
        text: qsTr("How to check this offline")
        onClicked: offline.open()
    }
    Timer { id: copied; interval: 1500 }
    AuditOfflineHelp { id: offline; detail: root.detail }
    Clip { id: clip }
}
