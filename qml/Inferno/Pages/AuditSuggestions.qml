// SPDX-License-Identifier: GPL-3.0-or-later
// What the line of a query could go on with; its field keeps the focus and hands the keys on.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

MenuPanel {
    id: root

    required property M.QueryCompleter completer
    property int current: -1
    readonly property int count: list.count

    signal chosen(int index)

    // True where there was something to move to.
    function move(by: int): bool {
        if (list.count === 0)
            return false;
        current = Math.max(-1, Math.min(list.count - 1, current + by));
        return true;
    }

    height: 30 + list.count * 28 + 6
    Accessible.role: Accessible.List
    Accessible.name: completer.title

    AppText { x: 12; y: 8; font: Theme.captionStrong; color: Theme.text2; text: root.completer.title }
    Row {
        anchors.right: parent.right
        anchors.rightMargin: 10
        y: 7
        spacing: 12
        KeyWord { keys: "↓"; text: qsTr("choose") }
        KeyWord { keys: "Tab"; text: qsTr("complete") }
    }
    Column {
        x: 4
        y: 28
        width: parent.width - 8
        Repeater {
            id: list
            model: root.completer.suggestions
            MenuItem {
                required property int index
                required property string name
                required property string kind
                required note
                width: parent ? parent.width : 0
                text: name
                font: Theme.mono
                highlighted: root.current === index
                focusPolicy: Qt.NoFocus
                Accessible.role: Accessible.ListItem
                onTriggered: root.chosen(index)
            }
        }
    }
}
