// SPDX-License-Identifier: GPL-3.0-or-later
// Shows what was done, or why not, at the foot of the page: one at a time, with Undo where it can be undone.
import QtQuick
import Inferno.Controls
import Inferno.Models

Item {
    id: root

    required property AppState app

    Snackbar {
        id: toast
        objectName: "toast"
        x: Math.round((root.width - width) / 2)
        y: root.height - height - 16
        action: root.app.canUndo
            //: Takes back what was done last.
            ? qsTr("Undo") : ""
        onActionTriggered: root.app.undo()
        onGone: shown = false
    }
    Connections {
        target: root.app
        function onMessageShown(text: string, failed: bool): void {
            toast.text = text;
            toast.tone = failed ? "failed" : "accent";
            toast.shown = true;
            toast.again();
        }
    }
}
