// SPDX-License-Identifier: GPL-3.0-or-later
// Whether the desktop lets Inferno tell something, and a test of it.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Models as M

Card {
    id: root

    required property M.DesktopState desktop

    title: qsTr("Notifications of the desktop")
    pad: 1
    actions: Button {
        enabled: root.desktop.notifies
        reason: qsTr("Nothing here shows notifications")
        //: Shows a notification, to see that it comes.
        text: qsTr("Send test")
        onClicked: root.desktop.sendTest()
    }

    Column {
        width: parent.width
        topPadding: 6
        bottomPadding: 6
        FactMark {
            width: parent.width
            good: root.desktop.notifies
            text: qsTr("Shown by the desktop")
            note: root.desktop.notifies ? root.desktop.notifier : qsTr("nobody answers on the session bus")
        }
        FactMark {
            width: parent.width
            good: root.desktop.actions
            text: qsTr("Buttons in notifications")
            note: root.desktop.actions ? qsTr("supported") : qsTr("a click opens the job")
        }
        FactMark {
            width: parent.width
            good: root.desktop.tray
            text: qsTr("Icon in the tray")
            note: root.desktop.tray ? qsTr("stays when the window is closed") : qsTr("none here: closing the window ends it")
        }
    }
}
