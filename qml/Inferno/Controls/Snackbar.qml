// SPDX-License-Identifier: GPL-3.0-or-later
// A Toast that goes by itself, after 10 s in which neither the pointer nor the focus was on it. Its owner shows it by
// `shown`, and takes that back at `gone`; `again` begins anew for another message.
import QtQuick
import Inferno.Controls
import Inferno.Theme

Toast {
    id: root

    property bool shown: false
    property int patience: 10000

    signal gone()

    function again(): void { clock.restart(); }

    visible: opacity > 0
    opacity: shown ? 1 : 0
    onDismissed: gone()
    onTextChanged: again()

    Behavior on opacity { NumberAnimation { duration: Theme.motionFast } }
    HoverHandler { id: over }
    Timer {
        id: clock
        interval: root.patience
        running: root.shown && !over.hovered && !root.focused
        onTriggered: root.gone()
    }
}
