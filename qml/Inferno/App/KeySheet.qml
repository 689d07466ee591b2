// SPDX-License-Identifier: GPL-3.0-or-later
// All keys of the window on one sheet; those of pages come from the registry.
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
            model: root.app.pages
            KeyRow {
                required property string title
                required property string shortcut
                visible: shortcut.length > 0
                text: title
                keys: shortcut
            }
        }
        KeyRow { text: qsTr("Search or run a command"); keys: "Ctrl+K" }
        KeyRow { text: qsTr("Commands only"); keys: "Ctrl+Shift+P" }
        KeyRow { text: qsTr("Filter of the page"); keys: "/" }
        KeyRow { text: qsTr("New job"); keys: "Ctrl+N" }
        KeyRow { text: qsTr("Save"); keys: "Ctrl+S" }
        KeyRow { text: qsTr("Read again"); keys: "F5" }
        KeyRow { text: qsTr("Next region"); keys: "F6" }
        KeyRow { text: qsTr("Back"); keys: "Alt+←" }
        KeyRow { text: qsTr("Forward"); keys: "Alt+→" }
        KeyRow { text: qsTr("Wide or narrow rail"); keys: "Ctrl+B" }
        KeyRow { text: qsTr("Menu of a row"); keys: "Shift+F10" }
        KeyRow { text: qsTr("Close what lies on top"); keys: "Esc" }
    }
}
