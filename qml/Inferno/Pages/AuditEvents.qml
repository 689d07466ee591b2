// SPDX-License-Identifier: GPL-3.0-or-later
// The tab Events: fields at the left, the histogram, the table and its foot.
import QtQuick
import Inferno.Controls
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
    Row {
        x: table.x + 16
        y: table.y + 44
        visible: root.page.searching
        spacing: 12
        AppText {
            anchors.verticalCenter: parent.verticalCenter
            color: Theme.text2
            //: While a search has found nothing yet, or was stopped: what it looked at so far.
            text: (root.page.searchStopped ? qsTr("Stopped. %1; nothing found so far") : qsTr("Searching. %1")).arg(root.page.blocksText)
        }
        Button {
            small: true
            //: Stops a search that takes long, or goes on with it.
            text: root.page.searchStopped ? qsTr("Go on") : qsTr("Stop")
            onClicked: root.page.stopSearch(!root.page.searchStopped)
        }
    }
    AuditFoot { id: foot; x: fields.width; y: parent.height - height; width: chart.width; page: root.page }
}
