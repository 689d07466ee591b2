// SPDX-License-Identifier: GPL-3.0-or-later
// The events around one, by what they share with it; a heading filters for that, an event is opened.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

Column {
    id: root

    required property M.RelatedEvents related

    signal chosen(real seq)
    signal filtered(string field, string value)

    spacing: 0
    AppText { width: parent.width; bottomPadding: 8; wrapMode: Text.Wrap; font: Theme.label; color: Theme.text2; text: qsTr("Within an hour before and after it.") }
    AppText { width: parent.width; visible: text.length > 0; wrapMode: Text.Wrap; font: Theme.label; color: Theme.text2; text: root.related.note }
    Spinner { visible: root.related.loading; size: Theme.iconBadge; color: Theme.text2 }
    Repeater {
        model: root.related.rows
        AuditRelatedRow {
            width: root.width
            onOpened: root.chosen(seq)
            onFiltered: root.filtered(seqText, value)
        }
    }
}
