// SPDX-License-Identifier: GPL-3.0-or-later
// The next time at which more runs are planned than there are workers, and what helps.
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

Rectangle {
    id: root

    required property M.CalendarPage page

    implicitHeight: column.height + 24
    radius: Theme.radiusCard
    color: Theme.warningTint
    border.color: Theme.warningLine
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("Conflict on %1").arg(page.conflictTitle)

    Column {
        id: column
        x: 12
        y: 12
        width: parent.width - 24
        spacing: 6
        Row {
            spacing: 8
            AppIcon { anchors.verticalCenter: parent.verticalCenter; name: "triangle-alert"; size: Theme.iconBadge; color: Theme.warning }
            AppText { font: Theme.labelStrong; text: root.page.conflictTitle }
        }
        AppText { width: parent.width; wrapMode: Text.Wrap; font: Theme.label; color: Theme.text2; text: root.page.conflictText }
        Button {
            visible: root.page.spreadText.length > 0
            small: true
            text: root.page.spreadText
            tip: qsTr("Moves as many planned runs as needed, once")
            enabled: root.page.writable
            reason: root.page.whyNot
            onClicked: root.page.spread()
        }
    }
}
