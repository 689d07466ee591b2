// SPDX-License-Identifier: GPL-3.0-or-later
// A menu: rows of 28, opened by a button or by Shift+F10 on a row.
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls

T.Menu {
    id: root

    implicitWidth: Math.max(200, contentItem.childrenRect.width + leftPadding + rightPadding)
    implicitHeight: contentHeight + topPadding + bottomPadding
    padding: 4
    margins: 8
    overlap: 1

    delegate: MenuItem {}
    contentItem: ListView {
        implicitHeight: contentHeight
        model: root.contentModel
        interactive: contentHeight > height
        clip: interactive
        currentIndex: root.currentIndex
        boundsBehavior: Flickable.StopAtBounds
        T.ScrollBar.vertical: ScrollBar {}
    }
    background: MenuPanel {}
}
