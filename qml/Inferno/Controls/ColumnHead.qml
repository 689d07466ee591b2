// SPDX-License-Identifier: GPL-3.0-or-later
// The head of one of TableColumns. By mouse: a click sorts, its right edge makes it wider (a double click: as wide as
// its content), it is dragged to another place, the right button opens its menu. By keys: Enter sorts, Ctrl with left or
// right makes it narrower or wider, with Shift too moves it, Shift+F10 opens its menu.
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

TableHeadCell {
    id: root

    required property M.TableColumns columns
    required property M.TableColumn column
    property bool stop: false      // of Tab
    readonly property int step: 16

    signal went(int by)
    signal exited()                // into the table
    signal menuRequested(real at)
    signal lifted(real at)         // -1: no more

    function handle(event: KeyEvent): bool {
        const by = event.key === Qt.Key_Left ? -1 : event.key === Qt.Key_Right ? 1 : 0;
        const ctrl = event.modifiers === Qt.ControlModifier;
        if (event.key === Qt.Key_Menu || (event.key === Qt.Key_F10 && event.modifiers === Qt.ShiftModifier)) menuRequested(0);
        else if (by !== 0 && event.modifiers === Qt.NoModifier) went(by);
        else if (by !== 0 && ctrl) columns.resize(column, column.room + by * step);
        else if (by !== 0 && event.modifiers === (Qt.ControlModifier | Qt.ShiftModifier)) columns.move(column, by);
        else if (event.key === Qt.Key_Down && event.modifiers === Qt.NoModifier) exited();
        else return false;
        return true;
    }

    x: column.x
    width: column.room
    visible: column.inView && !column.fixed
    enabled: true
    hoverEnabled: true
    focusPolicy: stop ? Qt.StrongFocus : Qt.ClickFocus
    text: column.title
    flush: column.flush
    alignRight: column.alignRight
    sortable: column.sortable
    sorted: column.sorted
    descending: column.descending
    pinned: column.pinned
    hint: column.hint
    Accessible.onPressAction: if (column.sortable) column.sortAsked()
    Accessible.onIncreaseAction: columns.resize(column, column.room + step)
    Accessible.onDecreaseAction: columns.resize(column, column.room - step)
    Keys.onPressed: event => event.accepted = handle(event)
    onClicked: if (column.sortable) column.sortAsked()

    TapHandler { acceptedButtons: Qt.RightButton; onTapped: point => root.menuRequested(point.position.x) }
    DragHandler {
        property real at: -1
        target: null
        yAxis.enabled: false
        onCentroidChanged: {
            if (!active)
                return;
            at = root.x + centroid.position.x;
            root.lifted(root.columns.dropX(root.column, at));
        }
        onActiveChanged: {
            if (!active && at >= 0)
                root.columns.drop(root.column, at);
            at = -1;
            root.lifted(-1);
        }
    }
    MouseArea {
        id: edge
        property real pressX: 0
        property real pressRoom: 0
        x: parent.width - width
        z: 1
        width: 7
        height: parent.height
        hoverEnabled: true
        preventStealing: true
        cursorShape: Qt.SplitHCursor
        onPressed: mouse => { pressX = mapToItem(null, mouse.x, 0).x; pressRoom = root.column.room; }
        onPositionChanged: mouse => {
            const by = pressed ? mapToItem(null, mouse.x, 0).x - pressX : 0;
            if (by !== 0)
                root.columns.resize(root.column, pressRoom + by);
        }
        onDoubleClicked: root.columns.fit(root.column, root.titleWidth)

        Rectangle {
            x: parent.width - width
            y: edge.pressed || edge.containsMouse ? 0 : 6
            width: edge.pressed || edge.containsMouse ? 2 : 1
            height: parent.height - 2 * y
            visible: edge.pressed || edge.containsMouse || root.hovered
            color: edge.pressed ? Theme.accent : edge.containsMouse ? Theme.borderStrong : Theme.border
        }
    }
}
