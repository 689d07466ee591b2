// SPDX-License-Identifier: GPL-3.0-or-later
// The jobs: tabs, filter, list, and a drawer with the chosen one.
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

AppPage {
    id: root

    required property M.JobsPage page
    readonly property bool drawerOpen: page.selected.length > 0
    readonly property bool overlay: width < 960

    onFindRequested: filter.forceActiveFocus(Qt.ShortcutFocusReason)
    onNewRequested: page.app.navigate("job-editor")
    Keys.onPressed: event => {
        if (page.app.keys.action("jobs", event.key, event.modifiers) === "new") {
            event.accepted = true;
            root.page.app.navigate("job-editor");
        }
    }

    Rectangle { width: head.width; height: states.y; color: Theme.surface }
    PageHead {
        id: head
        width: root.overlay || !root.drawerOpen ? parent.width : drawer.x
        title: qsTr("Jobs")
        actions: Button {
            kind: Button.Primary
            iconName: "plus"
            text: qsTr("New job")
            enabled: root.page.writable
            reason: root.page.whyNot
            onClicked: root.page.app.navigate("job-editor")
        }
    }
    TabBar {
        id: tabs
        y: head.height
        width: head.width
        leftPadding: 8
        label: qsTr("Views of the jobs")
        currentIndex: root.page.tab
        onCurrentIndexChanged: root.page.tab = currentIndex
        TabButton { text: qsTr("All"); count: root.page.hasData ? root.page.total : "" }
        TabButton { text: qsTr("Failing"); count: root.page.hasData ? root.page.failing : "" }
        TabButton { text: qsTr("Running"); count: root.page.hasData ? root.page.running : "" }
        TabButton { text: qsTr("Next hour"); count: root.page.hasData ? root.page.nextHour : "" }
    }
    Tokens {
        id: filter
        x: 16
        y: tabs.y + tabs.height + 8
        width: head.width - 32
        source: root.page.tokens
        placeholderText: qsTr("name, status:failed, tag:etl, -tag:gpu")
        label: qsTr("Filter jobs")
        keys: root.page.app.keys.texts["window.find"] ?? ""
        onTextEdited: words => root.page.words = words
        onSubmitted: words => { root.page.addTokens(words); text = ""; }
        onTokenRemoved: index => root.page.removeToken(index)
        Keys.onDownPressed: table.forceActiveFocus(Qt.TabFocusReason)
        Keys.onEscapePressed: table.forceActiveFocus(Qt.TabFocusReason)
    }
    PageStates {
        id: states
        y: filter.y + filter.height + 8
        width: head.width
        height: parent.height - y
        focus: true
        page: root.page
        emptyTitle: qsTr("No jobs yet")
        emptyText: qsTr("Jobs run your scripts on a schedule, and every run is recorded in the vault.")
        emptyAction: qsTr("New job")
        onEmptyActionTriggered: root.page.app.navigate("job-editor")
        filteredTitle: qsTr("No jobs match")
        filteredText: root.page.filterText
        waysOut: WayOut { text: qsTr("Show all jobs"); count: root.page.total }
        onWayOutChosen: root.page.clearFilters()
        onFiltersCleared: root.page.clearFilters()

        JobsTable {
            id: table
            anchors.fill: parent
            anchors.bottomMargin: foot.height
            focus: true
            page: root.page
            onDeleteRequested: name => { sure.name = name; sure.open(); }
        }
        Rectangle {
            id: foot
            anchors.bottom: parent.bottom
            width: parent.width
            height: 28
            color: Theme.surface
            Rectangle { width: parent.width; height: 1; color: Theme.border }
            Row {
                x: 16
                anchors.verticalCenter: parent.verticalCenter
                spacing: 12
                AppText { font: Theme.label; color: Theme.text2; text: qsTr("%n job(s)", "", root.page.shown) }
                CountGlyph { anchors.verticalCenter: parent.verticalCenter; visible: total > 0; status: "failed"; total: root.page.failing; words: qsTr("failed") }
                CountGlyph { anchors.verticalCenter: parent.verticalCenter; visible: total > 0; status: "running"; total: root.page.running; words: qsTr("running") }
            }
            Row {
                anchors.right: parent.right
                anchors.rightMargin: 16
                anchors.verticalCenter: parent.verticalCenter
                spacing: 12
                visible: parent.width > 700
                KeyWord { keys: root.page.app.keys.texts["jobs.run"] ?? ""; text: qsTr("run") }
                KeyWord { keys: root.page.app.keys.texts["jobs.pause"] ?? ""; text: qsTr("pause") }
                KeyWord { keys: root.page.app.keys.texts["jobs.edit"] ?? ""; text: qsTr("edit") }
                KeyWord { keys: root.page.app.keys.texts["jobs.log"] ?? ""; text: qsTr("log") }
                KeyWord { keys: root.page.app.keys.texts["jobs.graph"] ?? ""; text: qsTr("graph") }
                KeyWord { keys: root.page.app.keys.texts["jobs.new"] ?? ""; text: qsTr("new") }
            }
        }
    }
    JobDrawer {
        id: drawer
        visible: root.drawerOpen
        x: parent.width - width
        width: root.drawerOpen ? Math.min(implicitWidth, parent.width - 48) : 0
        height: parent.height
        page: root.page
        overlay: root.overlay
        onClosed: { root.page.select(""); table.forceActiveFocus(Qt.OtherFocusReason); }
    }
    Dialog {
        id: sure
        property string name: ""
        danger: true
        title: qsTr("Delete %1?").arg(name)
        text: {
            const waiting = root.page.downstream(name);
            const held = waiting > 0 ? " " + qsTr("%n job(s) wait for it.", "", waiting) : "";
            return qsTr("Its schedule ends at once; its runs stay in the audit trail.") + held;
        }
        acceptText: qsTr("Delete")
        onAccepted: root.page.remove(name)
    }
}
