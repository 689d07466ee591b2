// SPDX-License-Identifier: GPL-3.0-or-later
// What changed since somebody last looked, each line a link; then it can be marked as seen.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

T.Popup {
    id: root

    required property M.OverviewPage page

    width: 340
    padding: 4
    focus: true
    implicitHeight: contentHeight + 2 * padding
    onOpened: list.forceActiveFocus(Qt.PopupFocusReason)

    background: MenuPanel {}
    Column {
        width: root.availableWidth
        ListView {
            id: list
            width: parent.width
            height: Math.min(360, contentHeight)
            clip: true
            model: root.page.changes
            activeFocusOnTab: true
            boundsBehavior: Flickable.StopAtBounds
            T.ScrollBar.vertical: ScrollBar {}
            Accessible.role: Accessible.List
            Accessible.name: root.page.sinceText
            Keys.onReturnPressed: if (currentItem) (currentItem as CardRow).clicked()
            delegate: CardRow {
                id: row
                required property int index
                required property string title
                required property string detail
                required property string status
                required property string page
                required property string argument
                x: 8
                width: list.width - 16
                text: title + " " + detail
                focusPolicy: Qt.NoFocus
                onClicked: { root.close(); root.page.app.navigate(page, argument); }
                StatusIcon { anchors.verticalCenter: parent.verticalCenter; status: row.status; size: Theme.icon }
                AppText { x: 24; width: when.x - x - 8; anchors.verticalCenter: parent.verticalCenter; text: row.title }
                AppText {
                    id: when
                    anchors.right: parent.right
                    anchors.verticalCenter: parent.verticalCenter
                    font: Theme.label
                    color: Theme.text3
                    text: row.detail
                }
                FocusRing { shown: list.activeFocus && list.currentIndex === row.index; gap: -2 }
            }
        }
        AppText {
            visible: list.count === 0
            width: parent.width
            height: 40
            leftPadding: 12
            verticalAlignment: Text.AlignVCenter
            color: Theme.text2
            text: qsTr("Nothing has changed.")
        }
        Divider { width: parent.width }
        Item {
            width: parent.width
            height: 36
            Button {
                anchors.right: parent.right
                anchors.rightMargin: 4
                anchors.verticalCenter: parent.verticalCenter
                small: true
                iconName: "check"
                //: From now on changes are counted from now.
                text: qsTr("Mark as seen")
                onClicked: { root.page.markSeen(); root.close(); }
            }
        }
    }
}
