// SPDX-License-Identifier: GPL-3.0-or-later
// Search or run a command (Ctrl+K): pages, commands, jobs. `>` lists commands only, `@` jobs only; a command that needs a
// job asks for it here, and Backspace or Escape takes that back.
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

    signal railToggled()
    signal keysRequested()

    function show(query: string): void {
        found.restart();
        field.text = query;
        open();
        field.forceActiveFocus();
    }
    function run(row: int): void {
        list.currentIndex = 0;
        if (found.activate(row))
            close();
        else
            field.clear();
    }

    parent: T.Overlay.overlay
    x: parent ? Math.round((parent.width - width) / 2) : 0
    y: 72
    width: 560
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
        onWindowAsked: what => {
            switch (what) {
            case "rail": root.railToggled(); break;
            case "keys": root.keysRequested(); break;
            case "theme-light": root.settings.themeMode = Theme.Light; break;
            case "theme-dark": root.settings.themeMode = Theme.Dark; break;
            case "theme-system": root.settings.themeMode = Theme.System; break;
            case "quit": Qt.quit(); break;
            }
        }
    }
    Column {
        id: column
        width: parent.width
        TextField {
            id: field
            width: parent.width
            height: 44
            iconName: "search"
            background: Item {}
            //: Accessible name of the field of the command palette.
            label: found.verb.length > 0 ? found.verb : qsTr("Search or run a command")
            placeholderText: found.verb.length > 0
                //: Asks which job a command of the palette shall act on; %1 is the command.
                ? qsTr("%1 which job?").arg(found.verb) : qsTr("Pages, commands, jobs — > commands, @ jobs")
            onAccepted: root.run(list.currentIndex)
            Keys.onUpPressed: list.decrementCurrentIndex()
            Keys.onDownPressed: list.incrementCurrentIndex()
            Keys.onEscapePressed: if (!found.dropVerb()) root.close()
            Keys.onPressed: event => {
                if (event.key === Qt.Key_Backspace && length === 0 && found.dropVerb())
                    event.accepted = true;
                else if (event.key === Qt.Key_PageDown || event.key === Qt.Key_PageUp) {
                    event.accepted = true;
                    list.currentIndex = Math.max(0, Math.min(list.count - 1, list.currentIndex + (event.key === Qt.Key_PageDown ? 10 : -10)));
                }
            }
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
            currentIndex: 0
            highlightMoveDuration: 0
            boundsBehavior: Flickable.StopAtBounds
            Accessible.role: Accessible.List
            //: Accessible name of what the palette found.
            Accessible.name: qsTr("Found")
            T.ScrollBar.vertical: ScrollBar {}
            onCountChanged: currentIndex = 0
            delegate: PaletteRow {
                required property int index
                width: list.width
                current: list.currentIndex === index
                onHoveredChanged: if (hovered) list.currentIndex = index
                onClicked: root.run(index)
            }
        }
        AppText {
            visible: list.count === 0
            height: 44
            leftPadding: 16
            color: Theme.text3
            text: qsTr("Nothing is called that")
        }
    }
}
