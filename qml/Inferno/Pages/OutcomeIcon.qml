// SPDX-License-Identifier: GPL-3.0-or-later
// The outcome of an event as a glyph beside its name: success, denied or failure.
import QtQuick
import Inferno.Theme

AppIcon {
    property string outcome: "success"

    size: Theme.iconBadge
    name: outcome === "denied" ? "ban" : outcome === "failure" ? "octagon-x" : outcome === "success" ? "circle-check" : "circle"
    color: outcome === "denied" ? Theme.warning : outcome === "failure" ? Theme.failed : outcome === "success" ? Theme.success : Theme.neutral
    Accessible.role: Accessible.Graphic
    Accessible.name: outcome
}
