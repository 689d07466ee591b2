// SPDX-License-Identifier: GPL-3.0-or-later
// The canvas of the graph: drag pans, the wheel zooms around the pointer, arrows walk from job to job.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Models as M

FocusScope {
    id: root

    required property M.GraphPage page
    property real zoom: 1
    property real panX: 0
    property real panY: 0
    property bool fitted: true    // keeps the whole graph in view until somebody moves it
    readonly property real zoomMin: 0.1
    readonly property real zoomMax: 2

    function fit(): void {
        if (page.planWidth <= 0 || width <= 0)
            return;
        zoom = Math.max(zoomMin, Math.min(1, (width - 48) / page.planWidth, (height - 96) / page.planHeight));
        panX = (width - page.planWidth * zoom) / 2;
        panY = Math.max(24, (height - 40 - page.planHeight * zoom) / 2);
        fitted = true;
    }
    function zoomAt(factor: real, x: real, y: real): void {
        const next = Math.max(zoomMin, Math.min(zoomMax, zoom * factor));
        panX = x - (x - panX) * next / zoom;
        panY = y - (y - panY) * next / zoom;
        zoom = next;
        fitted = false;
    }
    // Brings a job into view without moving more than needed.
    function reveal(name: string): void {
        const at = page.centreOf(name);
        const x = at.x * zoom + panX;
        const y = at.y * zoom + panY;
        panX += Math.max(120 - x, 0) + Math.min(width - 120 - x, 0);
        panY += Math.max(60 - y, 0) + Math.min(height - 90 - y, 0);
    }
    function walk(direction: string): void {
        page.move(direction);
        reveal(page.chosen);
    }

    clip: true
    activeFocusOnTab: true
    Accessible.role: Accessible.Graphic
    Accessible.name: qsTr("Dependency graph: %1").arg(page.planText)
    onWidthChanged: if (fitted) fit()
    onHeightChanged: if (fitted) fit()
    Component.onCompleted: fit()
    Keys.onRightPressed: walk("right")
    Keys.onLeftPressed: walk("left")
    Keys.onUpPressed: walk("up")
    Keys.onDownPressed: walk("down")
    Keys.onReturnPressed: if (page.chosen.length > 0) page.app.navigate("jobs", page.chosen)
    Keys.onEscapePressed: page.isolated.length > 0 ? page.showAll() : page.choose("")
    Keys.onPressed: event => {
        const act = page.app.keys.action("graph", event.key, event.modifiers);
        event.accepted = true;
        if (act === "fit") fit();
        else if (act === "zoom-in") zoomAt(1.2, width / 2, height / 2);
        else if (act === "zoom-out") zoomAt(1 / 1.2, width / 2, height / 2);
        else if (act === "isolate" && page.chosen.length > 0) page.isolate(page.chosen);
        else if (act === "edit" && page.chosen.length > 0) page.app.navigate("job-editor", page.chosen);
        else event.accepted = false;
    }

    Connections {
        target: root.page
        function onPlanned(): void { if (root.fitted) root.fit(); }
    }
    DotGrid { anchors.fill: parent; offsetX: root.panX; offsetY: root.panY }
    DragHandler {
        target: null
        property real fromX: 0
        property real fromY: 0
        onActiveChanged: { fromX = root.panX; fromY = root.panY; root.fitted = false; }
        onActiveTranslationChanged: if (active) { root.panX = fromX + activeTranslation.x; root.panY = fromY + activeTranslation.y; }
    }
    WheelHandler {
        target: null
        onWheel: event => root.zoomAt(event.angleDelta.y > 0 ? 1.15 : 1 / 1.15, point.position.x, point.position.y)
    }
    TapHandler { onTapped: root.forceActiveFocus(Qt.MouseFocusReason) }
    Item {
        x: root.panX
        y: root.panY
        scale: root.zoom
        transformOrigin: Item.TopLeft
        Repeater {
            model: root.page.edges
            GraphEdge {}
        }
        Repeater {
            model: root.page.nodes
            GraphNode {
                onPressed: { root.forceActiveFocus(Qt.MouseFocusReason); root.page.choose(name); }
                onIsolated: root.page.isolate(name)
            }
        }
    }
}
