// SPDX-License-Identifier: GPL-3.0-or-later
// A list of any length, of which the model holds only the rows in view: `position` is the row at the top, with its
// fraction, and no pixel coordinate ever grows with the list (32-bit floats lose rows beyond some 600,000 of them in
// the views of Qt 6.4). The owner keeps `position` and moves it at `scrollRequested`; a delegate places itself at
// `(row - position) * rowHeight` by the model's role `row`. It has the wheel and the scroll bar; keys are the owner's.
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

FocusScope {
    id: root

    property alias model: rows.model
    property alias delegate: rows.delegate
    property real total: 0
    property real position: 0
    property real rowHeight: Theme.rowHeight
    property string positionText: ""      // beside the thumb while it is dragged
    readonly property alias dragging: bar.dragging
    property M.TableColumns columns: null  // of a table: for screen readers, with its TableHead
    property Item headItem: null
    readonly property int pageRows: Math.max(1, Math.floor(height / rowHeight))
    readonly property int wheelRows: 3

    signal scrollRequested(real row)

    Accessible.role: Accessible.Table

    Item {
        anchors.fill: parent
        clip: true
        Repeater { id: rows }
    }
    WheelHandler {
        acceptedDevices: PointerDevice.Mouse | PointerDevice.TouchPad
        target: null
        onWheel: event => {
            const rows = event.pixelDelta.y !== 0 ? event.pixelDelta.y / root.rowHeight : event.angleDelta.y / 120 * root.wheelRows;
            root.scrollRequested(root.position - rows);
        }
    }
    VirtualScrollBar {
        id: bar
        anchors.right: parent.right
        height: parent.height
        total: root.total
        position: root.position
        page: root.pageRows
        bubbleText: root.positionText
        onScrollRequested: row => root.scrollRequested(row)
    }
}
