// SPDX-License-Identifier: GPL-3.0-or-later
// The models: the registry on top, the chosen version below it, and the playground at the right.
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

AppPage {
    id: root

    required property M.ModelsPage page
    property int chosenPlayWidth: M.LayoutMemory.width("playground")  // by a person; 0 = as usual
    readonly property int usualPlayWidth: width >= 1100 ? 448 : Math.max(340, Math.round(width * 0.4))
    readonly property int playWidth: chosenPlayWidth > 0 ? Math.min(chosenPlayWidth, width - 400) : usualPlayWidth
    // As many rows as a third of the page holds, at least three.
    readonly property int registryRows: Math.max(1, Math.min(page.rows.count,
        Math.max(3, Math.floor((height * 0.3 - Theme.toolBar - Theme.tableHead) / Theme.rowHeight))))

    function toggleLoaded(): void {
        if (page.status === "unloaded" && page.writable)
            page.load();
        else if (page.loaded && page.mayUnload())
            sure.open();
    }
    function act(what: string): bool {
        if (what === "load") toggleLoaded();
        else if (what === "choose") play.choose();
        else if (what === "differences" && page.playground.comparing) page.playground.onlyDifferent = !page.playground.onlyDifferent;
        else return false;
        return true;
    }

    Connections {
        target: M.LayoutMemory
        function onChanged(): void { root.chosenPlayWidth = M.LayoutMemory.width("playground"); }
    }
    onFindRequested: head.forceActiveFocus(Qt.ShortcutFocusReason)
    Keys.onPressed: event => event.accepted = act(page.app.keys.action("models", event.key, event.modifiers))

    Binding { target: root.page; property: "active"; value: root.visible }
    Shortcut { sequences: root.page.app.keys.sequences["models.run"] ?? []; enabled: root.visible && play.askable; onActivated: root.page.playground.run() }
    Shortcut { sequences: root.page.app.keys.sequences["models.run-both"] ?? []; enabled: root.visible && play.askable; onActivated: root.page.playground.runBoth() }

    ModelsHead {
        id: head
        width: parent.width
        page: root.page
        onRegisterRequested: register.open()
        onExited: registry.forceActiveFocus(Qt.TabFocusReason)
    }
    PageStates {
        y: head.height
        width: parent.width
        height: parent.height - y
        focus: true
        page: root.page
        emptyIcon: "boxes"
        emptyTitle: qsTr("No models yet")
        emptyText: qsTr("Register a TorchScript file or an archive, and this machine answers requests with it.")
        emptyAction: qsTr("Register model")
        onEmptyActionTriggered: register.open()
        filteredTitle: qsTr("No versions match")
        filteredText: root.page.filterText
        waysOut: WayOut { text: qsTr("Show all versions"); count: root.page.total }
        onWayOutChosen: root.page.clearFilters()
        onFiltersCleared: root.page.clearFilters()

        ModelRegistry {
            id: registry
            width: parent.width
            height: Theme.tableHead + root.registryRows * Theme.rowHeight + 1
            focus: true
            page: root.page
            onOpened: version.forceActiveFocus(Qt.TabFocusReason)
        }
        ModelVersion {
            id: version
            y: registry.height
            width: play.x
            height: parent.height - y
            page: root.page
            onLoadToggled: root.toggleLoaded()
        }
        ModelPlayground {
            id: play
            x: parent.width - width
            y: registry.height
            width: root.playWidth
            height: parent.height - y
            page: root.page
        }
        SplitHandle {
            x: play.x - 4
            y: play.y
            height: play.height
            //: Accessible name of the line between a model's version and the playground.
            label: qsTr("Edge of the playground")
            value: play.width
            minimumValue: 320
            maximumValue: Math.max(320, Math.min(720, root.width - 400))
            usual: root.usualPlayWidth
            onMoved: width => M.LayoutMemory.setWidth("playground", width === root.usualPlayWidth ? 0 : width)
        }
    }
    ModelRegister { id: register; registration: root.page.registration }
    Dialog {
        id: sure
        danger: true
        title: qsTr("Unload %1 %2?").arg(root.page.name).arg(root.page.version)
        text: visible ? root.page.unloadText() : ""
        //: Serves a version of a model no longer.
        acceptText: qsTr("Unload")
        onAccepted: root.page.unload()
    }
}
