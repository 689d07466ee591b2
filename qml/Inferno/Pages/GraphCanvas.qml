// SPDX-License-Identifier: GPL-3.0-or-later
// The canvas of the graph: drag pans, the wheel zooms around the pointer, arrows walk from job to job; in edit mode a
// drag from a job's right dot, or C and Enter, draw an edge.
import QtQuick
import Inferno.Charts
import Inferno.Models as M
import Inferno.Theme

FocusScope {
    id: root

    required property M.GraphPage page
    property alias zoom: drawn.zoom
    property alias panX: drawn.panX
    property alias panY: drawn.panY
    readonly property alias hovered: drawn.hovered
    property bool fitted: true    // keeps the whole graph in view until somebody moves it
    readonly property real zoomMin: 0.05
    readonly property real zoomMax: 2
    readonly property rect view: Qt.rect(-panX / zoom, -panY / zoom, width / zoom, height / zoom)

    signal peekToggled()

    function fit(): void {
        if (page.planWidth <= 0 || width <= 0)
            return;
        zoom = Math.max(zoomMin, Math.min(1, (width - 48) / page.planWidth, (height - 180) / page.planHeight));
        panX = (width - page.planWidth * zoom) / 2;
        panY = Math.max(60, (height - 60 - page.planHeight * zoom) / 2);
        fitted = true;
    }
    function zoomAt(factor: real, x: real, y: real): void {
        const next = Math.max(zoomMin, Math.min(zoomMax, zoom * factor));
        panX = x - (x - panX) * next / zoom;
        panY = y - (y - panY) * next / zoom;
        zoom = next;
        fitted = false;
    }
    function centreOn(x: real, y: real): void {
        panX = width / 2 - x * zoom;
        panY = height / 2 - y * zoom;
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
    function exportTo(file: string): string { return drawn.exportTo(file); }

    clip: true
    activeFocusOnTab: true
    Accessible.role: Accessible.Graphic
    Accessible.name: qsTr("Dependency graph: %1").arg(page.planText)
    Accessible.description: page.editing ? page.linkText + " " + page.edgeText : page.chosenText
    onWidthChanged: if (fitted) fit()
    onHeightChanged: if (fitted) fit()
    Component.onCompleted: fit()
    Keys.onRightPressed: walk("right")
    Keys.onLeftPressed: walk("left")
    Keys.onUpPressed: walk("up")
    Keys.onDownPressed: walk("down")
    Keys.onPressed: event => {
        const act = page.app.keys.action("graph", event.key, event.modifiers);
        event.accepted = true;
        if (act === "fit") fit();
        else if (act === "zoom-in") zoomAt(1.2, width / 2, height / 2);
        else if (act === "zoom-out") zoomAt(1 / 1.2, width / 2, height / 2);
        else if (event.key === Qt.Key_Space) peekToggled();
        else event.accepted = keys.press(event.key, event.modifiers);
    }

    GraphKeys { id: keys; page: root.page }
    Connections {
        target: root.page
        function onPlanned(): void { if (root.fitted) root.fit(); }
    }
    GraphCanvasItem {
        id: drawn
        anchors.fill: parent
        nodes: root.page.nodes
        edges: root.page.edges
        frames: root.page.frames
        editing: root.page.editing
        linkFrom: root.page.linkFrom
        focusShown: root.activeFocus
        success: Theme.success
        running: Theme.running
        warning: Theme.warning
        failed: Theme.failed
        neutral: Theme.neutral
        line: Theme.border
        ground: Theme.bg
        surface: Theme.surface
        sunken: Theme.sunken
        dots: Theme.border
        ink: Theme.text
        ink2: Theme.text2
        edge: Theme.borderStrong
        accent: Theme.accent
        nameFont: Theme.bodyStrong
        wordFont: Theme.label
        glyphs: StatusLook.glyphs()
        Accessible.ignored: true
        onPanned: root.fitted = false
        onZoomAsked: (factor, x, y) => root.zoomAt(factor, x, y)
        onNodePressed: name => {
            root.forceActiveFocus(Qt.MouseFocusReason);
            if (root.page.linkFrom.length > 0) root.page.endLink(name);
            else root.page.choose(name);
        }
        onNodeOpened: name => name.startsWith("#") ? root.page.open(name) : root.page.isolate(name)
        onEdgePressed: (from, to) => { root.forceActiveFocus(Qt.MouseFocusReason); root.page.chooseEdge(from, to); }
        onFramePressed: group => root.page.collapse(group)
        onEmptyPressed: { root.forceActiveFocus(Qt.MouseFocusReason); root.page.chooseEdge("", ""); }
        onEdgeDrawn: (from, to) => { root.forceActiveFocus(Qt.MouseFocusReason); root.page.connectJobs(from, to); }
    }
}
