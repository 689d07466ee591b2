// SPDX-License-Identifier: GPL-3.0-or-later
// Days side by side over 24 hours, with their heads above and the load below. Dragging a planned run moves it once,
// dragging over an empty place zooms to it, or makes a blackout while `painting`.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Models as M
import Inferno.Theme

FocusScope {
    id: root

    required property M.CalendarPage page
    property bool painting: false
    property real zoom: 1
    readonly property int axisWidth: 56
    readonly property int dayCount: Math.max(1, page.days.count)
    readonly property real dayWidth: (width - axisWidth) / dayCount
    readonly property real fitting: Math.max(22, (body.height - 24) / 24)
    readonly property real hourHeight: fitting * zoom

    signal painted(int day, real from, real to)

    function zoomBy(factor: real): void {
        const middle = (body.contentY + body.height / 2) / hourHeight;
        zoom = Math.max(1, Math.min(6, zoom * factor));
        body.contentY = Math.max(0, Math.min(body.contentHeight - body.height, middle * hourHeight - body.height / 2));
    }
    function zoomTo(from: real, to: real): void {
        zoom = Math.max(1, Math.min(6, body.height / ((to - from + 30) / 60 * fitting)));
        body.contentY = Math.max(0, Math.min(body.contentHeight - body.height, (from - 15) / 60 * hourHeight));
    }
    function reveal(minute: real): void {
        const y = minute / 60 * hourHeight;
        if (y < body.contentY + 20 || y > body.contentY + body.height - 40)
            body.contentY = Math.max(0, Math.min(body.contentHeight - body.height, y - body.height / 3));
    }
    function tellRoom(): void {
        if (hourHeight > 0 && visible)
            page.setRoom(15 / hourHeight * 60, Math.max(2, Math.min(8, Math.floor(dayWidth / 170))));
    }

    activeFocusOnTab: true
    Accessible.role: Accessible.Table
    Accessible.name: qsTr("Calendar, %1: up and down choose a run, S skips it, Ctrl with up and down moves it").arg(page.title)
    onHourHeightChanged: tellRoom()
    onDayWidthChanged: tellRoom()
    onVisibleChanged: tellRoom()

    Connections {
        target: root.page
        function onRevealed(day: int, minute: real): void { root.reveal(minute); }
    }

    Rectangle { anchors.fill: parent; color: Theme.surface }
    CalendarHead {
        id: head
        width: parent.width
        page: root.page
        axisWidth: root.axisWidth
        dayWidth: root.dayWidth
    }
    Flickable {
        id: body
        y: head.height
        width: parent.width
        height: parent.height - y - load.height
        contentHeight: Math.max(height, 24 * root.hourHeight + 16)
        boundsBehavior: Flickable.StopAtBounds
        interactive: !brush.active
        clip: true
        CalendarGrid {
            id: grid
            width: body.width
            height: body.contentHeight
            page: root.page
            axisWidth: root.axisWidth
            dayWidth: root.dayWidth
            hourHeight: root.hourHeight
            focusShown: root.activeFocus
            onPressed: root.forceActiveFocus(Qt.MouseFocusReason)
        }
        DragHandler {
            id: brush
            target: null
            grabPermissions: PointerHandler.CanTakeOverFromItems
            acceptedDevices: PointerDevice.Mouse | PointerDevice.Stylus
            onActiveChanged: {
                if (active || root.hourHeight <= 0)
                    return;
                const day = Math.floor((centroid.pressPosition.x - root.axisWidth) / root.dayWidth);
                const minutes = [centroid.pressPosition.y, centroid.position.y].map(y => Math.round((y + body.contentY) / root.hourHeight * 4) * 15).sort((a, b) => a - b);
                if (minutes[1] - minutes[0] < 15 || day < 0)
                    return;
                if (root.painting)
                    root.painted(day, Math.max(0, minutes[0]), Math.min(1440, minutes[1]));
                else
                    root.zoomTo(minutes[0], minutes[1]);
            }
        }
        Rectangle {
            visible: brush.active
            x: root.axisWidth + Math.floor((brush.centroid.pressPosition.x - root.axisWidth) / root.dayWidth) * root.dayWidth
            y: Math.min(brush.centroid.pressPosition.y, brush.centroid.position.y) + body.contentY
            width: root.dayWidth
            height: Math.abs(brush.centroid.position.y - brush.centroid.pressPosition.y)
            radius: Theme.radiusControl
            color: Theme.accentTint
            border.color: Theme.accent
            opacity: 0.7
        }
    }
    Rectangle {
        visible: root.painting
        anchors.fill: body
        color: Theme.clear
        border.width: 2
        border.color: Theme.accent
    }
    CalendarLoad {
        id: load
        anchors.bottom: parent.bottom
        width: parent.width
        page: root.page
        axisWidth: root.axisWidth
        dayCount: root.dayCount
    }
}
