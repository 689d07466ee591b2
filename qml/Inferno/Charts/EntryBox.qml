// SPDX-License-Identifier: GPL-3.0-or-later
// The box of a calendar's entry by its kind: what ran is filled, what is planned outlined, what waits or was moved
// dashed. `kind` and `status` are those of Inferno.Models' CalendarPage.
import QtQuick
import Inferno.Charts
import Inferno.Theme

EntryBoxItem {
    id: root

    property string kind: "planned"
    property string status: ""
    property bool chosen: false
    property bool hovered: false
    // The tone of the words and the edge: a status where it ran, warning where the clock or a blackout has a say.
    readonly property string tone: kind === "ran" || kind === "running" ? StatusLook.tone(status)
        : kind === "shifted" || kind === "held" ? "warning" : kind === "many" && status.length > 0 ? StatusLook.tone(status) : "neutral"
    readonly property bool filled: kind === "ran" || kind === "running"

    dashed: kind === "waiting" || kind === "moved" || kind === "shifted" || kind === "held" || kind === "skipped"
    fill: chosen ? Theme.accentTint : filled || kind === "shifted" || kind === "held" ? StatusLook.tint(tone)
        : kind === "many" ? Theme.cellWork : hovered ? Theme.rowHover : Theme.surface
    outline: chosen ? Theme.accent : kind === "skipped" ? Theme.border : kind === "moved" ? Theme.accent
        : filled ? StatusLook.line(tone) : kind === "shifted" || kind === "held" ? Theme.warning
        : kind === "waiting" ? Theme.text3 : kind === "many" ? Theme.border : Theme.borderStrong
    edge: filled || (kind === "many" && tone === "failed") ? StatusLook.ink(tone) : Theme.clear
}
