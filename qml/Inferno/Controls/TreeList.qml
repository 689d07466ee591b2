// SPDX-License-Identifier: GPL-3.0-or-later
// A tree as indented rows, with the keys of one: Right opens a branch, then goes into it; Left closes it, then goes to
// what it hangs below; * opens all. The delegate is a TreeRow. `chosen(row)` follows the arrows, `opened(row)` is Enter.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls

ListView {
    id: root

    required property TreeFold tree
    property string label: ""

    signal chosen(int row)
    signal opened(int row)

    function fold(folded: bool): void {
        const row = currentIndex;
        if (tree.at(row, "hasChildren") === true && tree.at(row, "folded") !== folded)
            tree.setFolded(row, folded);
        else
            currentIndex = folded ? Math.max(0, tree.parentRow(row)) : Math.min(count - 1, row + (tree.at(row, "hasChildren") === true ? 1 : 0));
    }

    clip: true
    activeFocusOnTab: true
    reuseItems: true
    model: tree
    boundsBehavior: Flickable.StopAtBounds
    T.ScrollBar.vertical: ScrollBar {}
    Accessible.role: Accessible.Tree
    Accessible.name: label
    onCurrentIndexChanged: if (activeFocus && currentIndex >= 0) chosen(currentIndex)
    Keys.onRightPressed: fold(false)
    Keys.onLeftPressed: fold(true)
    Keys.onReturnPressed: opened(currentIndex)
    Keys.onEnterPressed: opened(currentIndex)
    Keys.onAsteriskPressed: tree.unfoldAll()
    Keys.onPressed: event => {
        event.accepted = event.key === Qt.Key_Home || event.key === Qt.Key_End;
        if (event.accepted)
            currentIndex = event.key === Qt.Key_Home ? 0 : count - 1;
    }
}
