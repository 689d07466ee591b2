// SPDX-License-Identifier: GPL-3.0-or-later
// The tiles of the overview, in rows that are filled evenly. In edit mode each is a place that is dragged, or moved with
// Ctrl+Left and Ctrl+Right; Delete hides it.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Models as M
import Inferno.Theme

FocusScope {
    id: root

    required property M.OverviewPage page
    readonly property M.TileBoard board: page.board
    property bool editing: false
    property int dropAt: -1      // where the dragged tile would stand

    // Gives a tile the focus.
    function focusTile(index: int): void {
        const place = places.itemAt(Math.max(0, Math.min(places.count - 1, index)));
        if (place)
            place.forceActiveFocus(Qt.ShortcutFocusReason);
    }

    implicitHeight: root.board.heightOf(width, places.count)
    Accessible.role: Accessible.List
    //: Accessible name of the figures on top of the overview.
    Accessible.name: qsTr("Figures")

    Repeater {
        id: places
        model: root.board.tiles
        TilePlace {
            count: places.count
            board: root.board
            page: root.page
            editing: root.editing
            areaWidth: root.width
            onFocusAsked: place => root.focusTile(place)
            onDragged: to => root.dropAt = to
            onMoved: to => { root.board.move(index, to); root.focusTile(to); }
            onHidden: { root.board.hide(index); root.focusTile(index); }
        }
    }
    Rectangle {
        readonly property rect cell: root.dropAt >= 0 ? root.board.cell(root.dropAt, root.width, places.count) : Qt.rect(0, 0, 0, 0)
        visible: root.dropAt >= 0
        x: cell.x - 4
        y: cell.y - 4
        width: cell.width + 8
        height: cell.height + 8
        radius: Theme.radiusCard + 4
        color: Theme.clear
        border.width: Theme.focusWidth
        border.color: Theme.accent
    }
}
