// SPDX-License-Identifier: GPL-3.0-or-later
// The categories of settings, and the search over all of them. Up and down choose, Right and Enter go into the category.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

FocusScope {
    id: root

    required property M.SettingsPage page

    signal onward()   // on to what the category has

    function find(): void { search.forceActiveFocus(Qt.ShortcutFocusReason); }

    Rectangle {
        anchors.fill: parent
        color: Theme.surface
        Rectangle { anchors.right: parent.right; width: 1; height: parent.height; color: Theme.border }
    }
    SearchField {
        id: search
        x: 8
        y: 12
        width: parent.width - 17
        placeholderText: qsTr("Search settings")
        keys: root.page.app.keys.texts["window.find"] ?? ""
        text: root.page.settings.words
        onTextEdited: root.page.settings.words = text
        onCleared: root.page.settings.words = ""
        Keys.onDownPressed: list.forceActiveFocus(Qt.TabFocusReason)
        Keys.onReturnPressed: root.onward()
    }
    FocusScope {
        id: list
        property bool byMouse: false   // the focus came by a click: no ring

        function step(by: int): void {
            byMouse = false;
            root.page.step(by);
        }

        y: 48
        width: parent.width
        height: parent.height - y
        focus: true
        activeFocusOnTab: true
        onActiveFocusChanged: if (!activeFocus) byMouse = false
        Accessible.role: Accessible.List
        //: Accessible name of the list of kinds of settings.
        Accessible.name: qsTr("Categories")
        Keys.onUpPressed: step(-1)
        Keys.onDownPressed: step(1)
        Keys.onRightPressed: root.onward()
        Keys.onReturnPressed: root.onward()

        Column {
            Repeater {
                model: root.page.categories
                SettingsCategory {
                    required property string categoryId
                    width: list.width - 1
                    current: !root.page.searching && root.page.category === categoryId
                    ringed: current && list.activeFocus && !list.byMouse
                    onClicked: {
                        list.byMouse = true;
                        list.forceActiveFocus(Qt.MouseFocusReason);
                        root.page.enter(categoryId);
                    }
                }
            }
        }
    }
}
