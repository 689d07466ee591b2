// SPDX-License-Identifier: GPL-3.0-or-later
// One run or planned fire, or an hour with more of them than fit. A planned one is dragged to another time, once.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Charts
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

Item {
    id: root

    required property int day
    required property real from
    required property real to
    required property int lane
    required property int lanes
    required property string name
    required property string kind
    required property string status
    required property int event
    required property string tip
    required property bool chosen
    required property bool movable
    required property M.CalendarPage page
    property bool focusShown: false
    property real dayWidth: 150
    property real hourHeight: 25.5
    readonly property string glyph: kind === "ran" && StatusLook.tone(status) === "failed" ? StatusLook.glyph(status)
        : kind === "running" ? StatusLook.glyph("running") : kind === "shifted" ? "triangle-alert" : kind === "skipped" ? "chevrons-right"
        : kind === "held" ? "ban" : kind === "moved" ? "arrow-right-left" : kind === "many" ? "layers" : ""
    // Where a drag would put it: whole days, and five minutes.
    readonly property int dragDays: Math.round(drag.activeTranslation.x / dayWidth)
    readonly property real dragMinute: Math.max(0, Math.min(1435, Math.round((from + drag.activeTranslation.y / hourHeight * 60) / 5) * 5))

    property int aimDay: -1      // where it was dragged to last
    property real aim: 0

    signal pressed()

    Accessible.role: Accessible.Cell
    Accessible.name: tip.split("\n").join(", ")
    Accessible.selected: chosen

    EntryBox { anchors.fill: parent; kind: root.kind; status: root.status; chosen: root.chosen; hovered: over.hovered; opacity: drag.active ? 0.5 : 1 }
    AppIcon {
        id: mark
        visible: root.glyph.length > 0
        x: 7
        y: root.height < 22 ? Math.round((root.height - 12) / 2) : 3
        size: Theme.iconSmall
        name: root.glyph.length > 0 ? root.glyph : "circle"
        color: root.kind === "ran" || root.kind === "running" ? StatusLook.color(root.status) : root.kind === "shifted" || root.kind === "held" ? Theme.warning : Theme.text2
    }
    AppText {
        x: mark.visible ? 23 : root.kind === "ran" ? 7 : 6
        y: root.height < 22 ? 0 : 1
        width: parent.width - x - 3
        height: root.height < 22 ? root.height : 16
        font: Theme.caption
        color: root.kind === "ran" || root.kind === "running" ? Theme.text : root.kind === "shifted" || root.kind === "held" ? Theme.warning : root.kind === "skipped" ? Theme.text3 : Theme.text2
        text: root.name
    }
    FocusRing { shown: root.focusShown; gap: 0; inner: 2 }
    HoverHandler { id: over; cursorShape: root.movable ? Qt.OpenHandCursor : Qt.ArrowCursor }
    Tip { shown: over.hovered && !drag.active; text: root.tip }
    TapHandler {
        onTapped: { root.pressed(); if (root.kind === "many") root.page.openDay(root.day); else root.page.choose(root.event); }
    }
    DragHandler {
        id: drag
        enabled: root.movable && root.page.writable
        target: null
        onActiveTranslationChanged: if (active) { root.aimDay = root.day + root.dragDays; root.aim = root.dragMinute; }
        onActiveChanged: if (!active && root.aimDay >= 0) { root.page.moveTo(root.event, root.aimDay, root.aim); root.aimDay = -1; }
    }
    Rectangle {
        visible: drag.active
        z: 2
        x: root.dragDays * root.dayWidth
        y: (root.dragMinute - root.from) / 60 * root.hourHeight
        width: root.width
        height: root.height
        radius: 2
        color: Theme.accentTint
        border.color: Theme.accent
        AppText { anchors.fill: parent; anchors.leftMargin: 6; font: Theme.captionStrong; color: Theme.accent; text: drag.active ? root.page.timeText(root.day + root.dragDays, root.dragMinute) : "" }
    }
}
