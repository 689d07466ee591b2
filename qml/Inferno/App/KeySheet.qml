// SPDX-License-Identifier: GPL-3.0-or-later
// All keys of the window on one sheet.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.App
import Inferno.Controls
import Inferno.Models

Dialog {
    id: root

    required property AppState app

    //: Title of the sheet with all keys.
    title: qsTr("Keys")
    acceptText: qsTr("Close")
    onlyAccept: true
    width: 520
    body: Grid {
        columns: 2
        columnSpacing: 24
        rowSpacing: 6
        width: parent ? parent.width : 0
        Repeater {
            model: root.app.shortcuts
            KeyRow {}
        }
    }
}
