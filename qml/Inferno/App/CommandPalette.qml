// SPDX-License-Identifier: GPL-3.0-or-later
// Search or run a command (Ctrl+K). What a command needs is asked here, one question after the other; Backspace in the
// empty field or Escape goes one step back. Below the list: what the current row would do (Alt+Enter), and its line on
// the command line (Ctrl+C copies it).
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Inferno.App
import Inferno.Controls
import Inferno.Models
import Inferno.Theme

T.Popup {
    id: root

    required property AppState app
    required property WindowSettings settings

    signal windowAsked(string what)

    function show(query: string): void {
        found.restart();
        field.text = query;
        open();
        field.forceActiveFocus();
    }
    function run(row: int): void {
        if (found.activate(row))
            close();
    }
    function step(by: int): void { found.current = Math.max(0, Math.min(found.count - 1, found.current + by)); }

    parent: T.Overlay.overlay
    x: parent ? Math.round((parent.width - width) / 2) : 0
    y: 72
    width: 600
    height: column.implicitHeight + 2
    padding: 1
    modal: true
    focus: true
    closePolicy: T.Popup.CloseOnPressOutside

    T.Overlay.modal: Rectangle { color: Theme.scrim }
    background: Rectangle {
        color: Theme.raised
        border.color: Theme.borderStrong
        radius: Theme.radiusDialog
    }

    PaletteModel {
        id: found
        app: root.app
        query: field.text
        stored: root.settings.lastCommands
        onStoredChanged: root.settings.lastCommands = stored
        onWindowAsked: what => root.windowAsked(what)
        onAsked: text => {
            field.text = text;
            field.selectAll();
        }
    }
    Column {
        id: column
        width: parent.width
        PaletteField {
            id: field
            width: parent.width
            model: found
            onSteppedTo: by => root.step(by)
            onLeaving: root.close()
            onAccepted: root.run(found.current)
        }
        Divider { width: parent.width }
        ListView {
            id: list
            width: parent.width
            height: Math.min(contentHeight + 8, 388)
            clip: true
            topMargin: 4
            bottomMargin: 4
            model: found
            currentIndex: found.current
            highlightMoveDuration: 0
            cacheBuffer: 0   // rows that are made ahead would outlive a shorter list
            boundsBehavior: Flickable.StopAtBounds
            Accessible.role: Accessible.List
            //: Accessible name of what the palette found.
            Accessible.name: qsTr("Found")
            T.ScrollBar.vertical: ScrollBar {}
            delegate: PaletteRow {
                required property int index
                width: list.width
                current: list.currentIndex === index
                onMoved: found.current = index
                onClicked: root.run(index)
            }
        }
        AppText {
            visible: found.count === 0
            height: 44
            leftPadding: 16
            color: Theme.text3
            text: field.text.startsWith(":") ? qsTr("A day, a time or a number: 2026-03-24, 10:00, 4210980") : qsTr("Nothing is called that")
        }
        PaletteFoot {
            width: parent.width
            line: found.line
            complete: found.lineComplete
            explanation: found.explanation
        }
    }
}
