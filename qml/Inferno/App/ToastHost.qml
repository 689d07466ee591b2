// SPDX-License-Identifier: GPL-3.0-or-later
// Shows what was done, or why not, at the foot of the page: one at a time, for 10 s, longer under the pointer.
import QtQuick
import Inferno.Controls
import Inferno.Models
import Inferno.Theme

Item {
    id: root

    required property AppState app

    Toast {
        id: toast
        objectName: "toast"
        visible: opacity > 0
        opacity: 0
        x: Math.round((root.width - width) / 2)
        y: root.height - height - 16
        action: root.app.canUndo
            //: Takes back what was done last.
            ? qsTr("Undo") : ""
        onActionTriggered: root.app.undo()
        onDismissed: opacity = 0
        Behavior on opacity { NumberAnimation { duration: Theme.motionFast } }
        HoverHandler { id: over }
        Timer {
            id: patience
            interval: 10000
            running: toast.visible && !over.hovered
            onTriggered: toast.opacity = 0
        }
    }
    Connections {
        target: root.app
        function onMessageShown(text: string, failed: bool): void {
            toast.text = text;
            toast.tone = failed ? "failed" : "accent";
            toast.opacity = 1;
            patience.restart();
        }
    }
}
