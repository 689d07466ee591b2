// SPDX-License-Identifier: GPL-3.0-or-later
// The tab Events: fields at the left, the histogram, the table and its foot.
import QtQuick
import Inferno.Models as M
import Inferno.Theme

FocusScope {
    id: root

    required property M.AuditPage page
    readonly property bool showsFields: width > 820

    function toTable(): void { table.forceActiveFocus(Qt.TabFocusReason); }
    function step(by: int): void { table.move(page.events.current + by); }

    AuditFields {
        id: fields
        width: root.showsFields ? Theme.fieldList : 0
        height: parent.height
        visible: root.showsFields
        page: root.page
    }
    AuditHistogram { id: chart; x: fields.width; width: parent.width - x; page: root.page }
    AuditTable {
        id: table
        x: fields.width
        y: chart.height
        width: chart.width
        height: foot.y - y
        focus: true
        page: root.page
    }
    AppText {
        x: table.x + 16
        y: table.y + 44
        visible: root.page.searching
        color: Theme.text2
        //: Shown while a search has found nothing yet: what it looked at so far.
        text: qsTr("Searching. %1").arg(root.page.blocksText)
    }
    AuditFoot { id: foot; x: fields.width; y: parent.height - height; width: chart.width; page: root.page }
}
