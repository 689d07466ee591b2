// SPDX-License-Identifier: GPL-3.0-or-later
// Error, inside the region that failed: what failed, why, the code, and the ways on. The rest of the page keeps working.
import QtQuick
import Inferno.Controls
import Inferno.Theme

FocusScope {
    id: root

    property string title: ""
    property string text: ""
    property string code: ""
    property bool canOpenLogs: false

    signal retried()
    signal logsRequested()

    Accessible.role: Accessible.AlertMessage
    Accessible.name: title
    Accessible.description: text

    Rectangle {
        x: 16
        y: 16
        width: Math.min(parent.width - 32, 640)
        height: words.height + 24
        radius: Theme.radiusCard
        color: Theme.failedTint
        border.color: Theme.failedLine
        AppIcon { x: 12; y: 14; name: "octagon-x"; color: Theme.failed }
        Column {
            id: words
            x: 38
            y: 12
            width: parent.width - x - 12
            spacing: 4
            Item {
                width: parent.width
                height: 20
                AppText {
                    width: parent.width - code.width - 12
                    font: Theme.bodyStrong
                    text: root.title
                }
                AppText {
                    id: code
                    anchors.right: parent.right
                    anchors.verticalCenter: parent.verticalCenter
                    font: Theme.monoCaption
                    color: Theme.text2
                    text: root.code
                }
            }
            AppText { width: parent.width; wrapMode: Text.Wrap; color: Theme.text2; text: root.text }
            Item { width: 1; height: 4 }
            Row {
                spacing: 8
                Button {
                    focus: true
                    kind: Button.Primary
                    small: true
                    iconName: "rotate-ccw"
                    //: Tries again what failed.
                    text: qsTr("Retry")
                    onClicked: root.retried()
                }
                Button {
                    small: true
                    iconName: "copy"
                    //: Copies an error with its code to the clipboard.
                    text: qsTr("Copy details")
                    onClicked: clip.copy(root.title + "\n" + root.text + "\n" + root.code)
                }
                Button {
                    visible: root.canOpenLogs
                    small: true
                    kind: Button.Ghost
                    //: Opens the service's log.
                    text: qsTr("Open logs")
                    onClicked: root.logsRequested()
                }
            }
        }
    }
    Clip { id: clip }
}
