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

    // "" is all that are ticked.
    function askDelete(name: string): void {
        sure.name = name;
        sure.open();
    }
    function askValues(name: string): void {
        if (name.length > 0)
            values.ask(name);
    }
    function copyLink(name: string): void {
        clip.copy("inferno://jobs/" + name);
        page.app.say(qsTr("The link to %1 is in the clipboard").arg(name));
    }

    onFindRequested: filter.forceActiveFocus(Qt.ShortcutFocusReason)
    onNewRequested: page.app.navigate("job-editor")
    Keys.onPressed: event => {
        const act = page.app.keys.action("jobs", event.key, event.modifiers);
        event.accepted = act === "new" || (act === "run-with" && page.writable);
        if (act === "new")
            page.app.navigate("job-editor");
        else if (event.accepted)
            root.askValues(drawer.activeFocus ? page.selected : table.currentName());
    }

    Rectangle { width: head.width; height: states.y; color: Theme.surface }
    PageHead {
        id: head
        width: root.overlay || !root.drawerOpen || drawer.whole ? parent.width : drawer.x
        title: qsTr("Jobs")
        actions: [
            Button {
                iconName: "import"
                //: Takes jobs over from a crontab or a file.
                text: qsTr("Import")
                enabled: root.page.writable
                reason: root.page.whyNot
                onClicked: importing.show(0)
            },
            Button {
                kind: Button.Primary
                iconName: "plus"
                text: qsTr("New job")
                enabled: root.page.writable
                reason: root.page.whyNot
                onClicked: root.page.app.navigate("job-editor")
            }
        ]
    }
    TabBar {
        id: tabs
        y: head.height
        width: head.width - 84
        leftPadding: 8
        label: qsTr("Views of the jobs")
        onCurrentIndexChanged: root.page.tab = currentIndex
        Binding on currentIndex { value: root.page.tab; restoreMode: Binding.RestoreNone }
        Repeater {
            model: root.page.views.rows
            TabButton {
                required property string name
                required count
                text: name
            }
        }
    }
    Rectangle { y: tabs.y + tabs.height - 1; x: tabs.width; width: head.width - tabs.width; height: 1; color: Theme.border }
    Row {
        y: tabs.y + 4
        x: tabs.width
        spacing: 4
        IconButton {
            iconName: "plus"
            //: Keeps the filter of the list of jobs as a tab.
            text: qsTr("Keep this filter as a view")
            onClicked: viewName.ask("")
        }
        IconButton {
            iconName: "x"
            visible: root.page.tab > 3
            text: qsTr("Remove this view")
            onClicked: root.page.removeView(root.page.tab)
        }
    }
    Tokens {
        id: filter
        x: 16
        y: tabs.y + tabs.height + 8
        width: head.width - 32 - group.width - 8
        errorText: root.page.filterProblem
        source: root.page.tokens
        placeholderText: qsTr("name, status:failed, tag:etl, next:<1h, risk:any")
        label: qsTr("Filter jobs")
        keys: root.page.app.keys.texts["window.find"] ?? ""
        onTextEdited: words => root.page.words = words
        onSubmitted: words => { root.page.addTokens(words); text = ""; }
        onTokenRemoved: index => root.page.removeToken(index)
        Keys.onDownPressed: table.forceActiveFocus(Qt.TabFocusReason)
        Keys.onEscapePressed: table.forceActiveFocus(Qt.TabFocusReason)
    }
    Select {
        id: group
        x: head.width - 16 - width
        y: filter.y
        iconName: "layers"
        //: How the list of jobs is grouped, before the choice: "Group: none".
        prefix: qsTr("Group")
        label: qsTr("Group the jobs")
        model: [qsTr("none"), qsTr("status"), qsTr("tag")]
        currentIndex: root.page.groupBy
        onActivated: index => root.page.groupBy = index
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
        emptySecondAction: qsTr("Import")
        onEmptySecondActionTriggered: importing.show(0)

        JobsTable {
            id: table
            anchors.fill: parent
            anchors.bottomMargin: bulk.visible ? bulk.height : foot.height
            focus: true
            page: root.page
            onDeleteRequested: name => root.askDelete(name)
            onRenameRequested: name => { newName.name = name; newName.ask(name); }
            onCopyRequested: name => root.copyLink(name)
            onTabRequested: tab => drawer.showTab(tab)
        }
        JobBulkBar {
            id: bulk
            visible: root.page.checkedCount > 0
            anchors.bottom: parent.bottom
            z: 1
            width: parent.width
            page: root.page
            onDeleteRequested: root.askDelete("")
        }
        Rectangle {
            id: foot
            anchors.bottom: parent.bottom
            width: parent.width
            height: 28
            color: Theme.surface
            Rectangle { width: parent.width; height: 1; color: Theme.border }
            Row {
                id: totals
                x: 16
                anchors.verticalCenter: parent.verticalCenter
                spacing: 12
                AppText { font: Theme.label; color: Theme.text2; text: qsTr("%n job(s)", "", root.page.shown) }
                CountGlyph { anchors.verticalCenter: parent.verticalCenter; visible: total > 0; status: "failed"; total: root.page.failing; words: qsTr("failed") }
                CountGlyph { anchors.verticalCenter: parent.verticalCenter; visible: total > 0; status: "running"; total: root.page.running; words: qsTr("running") }
                CountGlyph { anchors.verticalCenter: parent.verticalCenter; visible: total > 0; status: "paused"; total: root.page.paused; words: qsTr("paused") }
                CountGlyph { anchors.verticalCenter: parent.verticalCenter; visible: total > 0; status: "at_risk"; total: root.page.atRisk; words: qsTr("at risk") }
            }
            Row {
                anchors.right: parent.right
                anchors.rightMargin: 16
                anchors.verticalCenter: parent.verticalCenter
                spacing: 12
                visible: implicitWidth < parent.width - totals.width - 48
                KeyWord { keys: root.page.app.keys.texts["jobs.run"] ?? ""; text: qsTr("run") }
                KeyWord { keys: root.page.app.keys.texts["jobs.pause"] ?? ""; text: qsTr("pause") }
                KeyWord { keys: root.page.app.keys.texts["jobs.edit"] ?? ""; text: qsTr("edit") }
                KeyWord { keys: root.page.app.keys.texts["jobs.why"] ?? ""; text: qsTr("why") }
                KeyWord { keys: root.page.app.keys.texts["jobs.compare"] ?? ""; text: qsTr("compare") }
                KeyWord { keys: root.page.app.keys.texts["jobs.graph"] ?? ""; text: qsTr("graph") }
                KeyWord { keys: root.page.app.keys.texts["jobs.tick"] ?? ""; text: qsTr("select") }
            }
        }
    }
    JobDrawer {
        id: drawer
        visible: root.drawerOpen
        x: parent.width - width
        width: !root.drawerOpen ? 0 : whole ? parent.width : Math.min(implicitWidth, parent.width - 48)
        onLinkRequested: root.copyLink(root.page.selected)
        onValuesRequested: root.askValues(root.page.selected)
        height: parent.height
        page: root.page
        overlay: root.overlay
        onClosed: { root.page.select(""); table.forceActiveFocus(Qt.OtherFocusReason); }
    }
    Dialog {
        id: sure
        property string name: ""
        readonly property bool many: name.length === 0
        danger: true
        title: many ? qsTr("Delete %n job(s)?", "", root.page.checkedCount) : qsTr("Delete %1?").arg(name)
        text: {
            const waiting = many ? 0 : root.page.downstream(name);
            const held = waiting > 0 ? " " + qsTr("%n job(s) wait for it.", "", waiting) : "";
            return many ? qsTr("Their schedules end at once; their runs stay in the audit trail.")
                : qsTr("Its schedule ends at once; its runs stay in the audit trail.") + held;
        }
        acceptText: qsTr("Delete")
        onAccepted: many ? root.page.actOnChecked("delete") : root.page.remove(name)
        onClosed: table.forceActiveFocus(Qt.OtherFocusReason)
    }
    NameDialog {
        id: newName
        property string name: ""
        title: qsTr("Rename %1").arg(name)
        label: qsTr("New name")
        acceptText: qsTr("Rename")
        onSubmitted: wanted => {
            wrong = root.page.rename(name, wanted);
            if (wrong.length === 0)
                close();
        }
        onClosed: table.forceActiveFocus(Qt.OtherFocusReason)
    }
    NameDialog {
        id: viewName
        title: qsTr("Keep this filter as a view")
        text: root.page.filterText
        label: qsTr("Name of the view")
        acceptText: qsTr("Keep")
        onSubmitted: wanted => {
            wrong = root.page.saveView(wanted);
            if (wrong.length === 0)
                close();
        }
    }
    RunWith { id: values; request: root.page.request; onClosed: table.forceActiveFocus(Qt.OtherFocusReason) }
    JobImport { id: importing; page: root.page; onClosed: table.forceActiveFocus(Qt.OtherFocusReason) }
    Clip { id: clip }
}
