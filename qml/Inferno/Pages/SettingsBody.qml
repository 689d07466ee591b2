// SPDX-License-Identifier: GPL-3.0-or-later
// What a category has: its own cards, then its settings, a row each. What gets the focus is scrolled into sight.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Models as M

FocusScope {
    id: root

    required property M.SettingsPage page
    readonly property string part: page.searching ? "" : page.category
    readonly property bool twoColumns: width >= 820

    function showFocused(): void {
        const item = Window.activeFocusItem;
        if (!item || !activeFocus)
            return;
        const top = item.mapToItem(column, 0, 0).y;
        if (top < view.contentY + 8)
            view.contentY = Math.max(0, top - 24);
        else if (top + item.height > view.contentY + view.height - 8)
            view.contentY = Math.min(Math.max(0, view.contentHeight - view.height), top + item.height - view.height + 24);
    }

    Window.onActiveFocusItemChanged: showFocused()
    onPartChanged: view.contentY = 0

    Flickable {
        id: view
        anchors.fill: parent
        contentHeight: column.height
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        T.ScrollBar.vertical: ScrollBar {}

        Column {
            id: column
            width: view.width
            padding: 16
            topPadding: 12
            spacing: 12

            readonly property real inside: width - 32

            SettingsHead { width: column.inside; page: root.page }
            Repeater {
                model: root.part === "service" ? 1 : 0
                ServiceCard { width: column.inside; page: root.page }
            }
            Repeater {
                model: root.part === "service" ? 1 : 0
                SettingsPair {
                    width: column.inside
                    apart: root.twoColumns
                    first: PortsCard { page: root.page }
                    second: StorageCard { page: root.page }
                }
            }
            Repeater {
                model: root.part === "service" ? 1 : 0
                SettingsPair {
                    width: column.inside
                    apart: root.twoColumns
                    first: KeysCard { page: root.page }
                    second: NotificationsCard { desktop: root.page.app.desktop }
                }
            }
            Repeater {
                model: root.part === "vault" ? 1 : 0
                KeysCard { width: column.inside; page: root.page; canChoose: true }
            }
            Repeater {
                model: root.part === "notifications" ? 1 : 0
                NotificationsCard { width: column.inside; desktop: root.page.app.desktop }
            }
            Repeater {
                model: root.part === "keyboard" ? 1 : 0
                ShortcutsCard { width: column.inside; keys: root.page.app.keys }
            }
            Repeater {
                model: root.part === "diagnostics" ? 1 : 0
                DiagnosticsCard { width: column.inside; page: root.page }
            }
            Repeater {
                model: root.part === "about" ? 1 : 0
                AboutCard { width: column.inside; page: root.page }
            }
            Card {
                width: column.inside
                visible: root.page.settings.rows.count > 0
                pad: 1
                Column {
                    width: parent.width
                    Repeater {
                        model: root.page.settings.rows
                        SettingRow {
                            width: parent ? parent.width : 0
                            page: root.page
                        }
                    }
                }
            }
            StateFiltered {
                visible: root.page.searching && root.page.settings.rows.count === 0
                width: column.inside
                height: 240
                //: %1 is what was searched for.
                title: qsTr("No setting is called “%1”").arg(root.page.settings.words)
                text: qsTr("Names, meanings and keys of the file are searched.")
                //: Empties a search field.
                clearText: qsTr("Clear the search")
                onCleared: root.page.settings.words = ""
            }
        }
    }
}
