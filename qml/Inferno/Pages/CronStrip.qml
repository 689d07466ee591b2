// SPDX-License-Identifier: GPL-3.0-or-later
// The values of one field of a cron expression as cells: a click toggles, a drag paints, Shift makes a range; arrows
// move, Space toggles, Shift+arrows make a range. It shows `values` and asks for changes; it keeps none of its own.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Theme

FocusScope {
    id: root

    property string label: ""
    property var order: []                // the value of each cell
    property list<string> names           // what each cell says; empty = its value in two digits
    property var values: []               // chosen
    property int columns: order.length
    property int cellHeight: 28
    property int gap: 2
    property bool mono: names.length === 0
    property color ink: Theme.accent
    property int workFrom: -1
    property int workTo: -1
    property bool lit: false            // its field is being edited in the text
    property int current: 0
    property int anchor: 0
    readonly property real cellWidth: (width - (columns - 1) * gap) / columns

    signal valueSet(int value, bool on)
    signal rangeSet(int from, int to, bool on)
    signal touched()

    function nameOf(index: int): string {
        return names.length > 0 ? names[index] : order[index] < 10 ? "0" + order[index] : order[index];
    }
    function isOn(index: int): bool { return values.includes(order[index]); }
    function toggle(index: int): void { valueSet(order[index], !isOn(index)); }
    function indexAt(x: real, y: real): int {
        const column = Math.max(0, Math.min(columns - 1, Math.floor(x / (cellWidth + gap))));
        const row = Math.max(0, Math.floor(y / (cellHeight + gap)));
        return Math.min(order.length - 1, row * columns + column);
    }
    function step(by: int, ranged: bool): void {
        const next = Math.max(0, Math.min(order.length - 1, current + by));
        if (ranged)
            rangeSet(order[Math.min(anchor, next)], order[Math.max(anchor, next)], true);
        else
            anchor = next;
        current = next;
    }

    implicitWidth: 320
    implicitHeight: Math.ceil(order.length / columns) * (cellHeight + gap) - gap
    activeFocusOnTab: true
    Accessible.role: Accessible.Grouping
    Accessible.name: label
    Accessible.description: values.length > 0 ? values.join(", ") : qsTr("every value")
    onActiveFocusChanged: if (activeFocus) touched()
    Keys.onLeftPressed: event => step(-1, event.modifiers & Qt.ShiftModifier)
    Keys.onRightPressed: event => step(1, event.modifiers & Qt.ShiftModifier)
    Keys.onUpPressed: event => { event.accepted = current >= columns; if (event.accepted) step(-columns, event.modifiers & Qt.ShiftModifier); }
    Keys.onDownPressed: event => { event.accepted = current + columns < order.length; if (event.accepted) step(columns, event.modifiers & Qt.ShiftModifier); }
    Keys.onSpacePressed: { anchor = current; toggle(current); }

    Rectangle {
        visible: root.lit
        anchors.fill: parent
        anchors.margins: -3
        radius: Theme.radiusControl
        color: Theme.clear
        border.color: root.ink
    }
    Repeater {
        model: root.order.length
        Rectangle {
            id: cell
            required property int index
            readonly property bool on: root.isOn(index)
            readonly property bool work: root.order[index] >= root.workFrom && root.order[index] < root.workTo
            x: (index % root.columns) * (root.cellWidth + root.gap)
            y: Math.floor(index / root.columns) * (root.cellHeight + root.gap)
            width: root.cellWidth
            height: root.cellHeight
            radius: 3
            color: on ? root.ink : work ? Theme.cellWork : Theme.cell
            Accessible.role: Accessible.CheckBox
            Accessible.name: root.label + " " + root.nameOf(index)
            Accessible.checked: on
            AppText {
                anchors.centerIn: parent
                font: root.mono ? Theme.monoCaption : Theme.label
                color: cell.on ? Theme.surface : Theme.text2
                text: root.nameOf(cell.index)
            }
            FocusRing { shown: root.activeFocus && root.current === cell.index; gap: 1; inner: 3 }
        }
    }
    MouseArea {
        property bool painting: true
        property int last: -1
        anchors.fill: parent
        preventStealing: true
        onPressed: event => {
            const index = root.indexAt(event.x, event.y);
            root.forceActiveFocus(Qt.MouseFocusReason);
            if (event.modifiers & Qt.ShiftModifier) {
                root.rangeSet(root.order[Math.min(root.anchor, index)], root.order[Math.max(root.anchor, index)], true);
            } else {
                painting = !root.isOn(index);
                root.anchor = index;
                root.valueSet(root.order[index], painting);
            }
            root.current = last = index;
        }
        onPositionChanged: event => {
            const index = root.indexAt(event.x, event.y);
            if (index === last)
                return;
            root.valueSet(root.order[index], painting);
            root.current = last = index;
        }
    }
}
