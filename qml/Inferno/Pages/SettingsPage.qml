// SPDX-License-Identifier: GPL-3.0-or-later
// The settings: categories and a search over all at the left, the chosen category at the right, the service first.
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

AppPage {
    id: root

    required property M.SettingsPage page

    onFindRequested: side.find()

    SettingsCategories {
        id: side
        width: Theme.category
        height: parent.height
        focus: true
        page: root.page
        onOnward: body.forceActiveFocus(Qt.TabFocusReason)
    }
    PageStates {
        x: side.width
        width: parent.width - x
        height: parent.height
        page: root.page
        // What the window has of its own shows whatever the service does.
        pageState: root.page.windowOnly ? StateView.Ready : root.page.state
        refreshing: root.page.refreshing && !root.page.windowOnly

        SettingsBody {
            id: body
            anchors.fill: parent
            page: root.page
        }
    }
}
