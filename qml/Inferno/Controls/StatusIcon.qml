// SPDX-License-Identifier: GPL-3.0-or-later
// A status as a glyph alone (14), only ever beside a name: the word is its tooltip and accessible name.
import QtQuick
import Inferno.Controls
import Inferno.Theme

Item {
    id: root

    property string status: "scheduled"
    property int size: Theme.iconBadge

    implicitWidth: size
    implicitHeight: size
    Accessible.role: Accessible.Graphic
    Accessible.name: StatusLook.word(status)

    Spinner {
        name: StatusLook.glyph(root.status)
        color: StatusLook.color(root.status)
        size: root.size
        runs: root.status === "running"
    }
    HoverHandler { id: over }
    Tip { text: StatusLook.word(root.status); shown: over.hovered }
}
