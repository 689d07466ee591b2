// SPDX-License-Identifier: GPL-3.0-or-later
// What is around every page: top bar, rail, status bar, palette, toasts, and the keys that work everywhere. F6 goes from
// region to region, Tab within one, Escape closes what lies on top.
import QtQuick
import Inferno.App
import Inferno.Controls
import Inferno.Models
import Inferno.Theme

FocusScope {
    id: root

    required property AppState app
    required property WindowSettings settings
    property bool ahead: false   // pages are made before somebody asks for them
    readonly property bool wideRail: settings.rail === 1 || (settings.rail === 0 && width >= Theme.railCollapses
        && (!app.pages.isWide(app.currentPage) || width >= Theme.railCollapsesOnCanvas))
    readonly property list<Item> regions: activity.visible ? [bar, rail, host, activity, foot] : [bar, rail, host, foot]

    signal hideRequested()

    function toggleActivity(): void {
        app.activity.open = !app.activity.open;
        (app.activity.open ? activity : host).forceActiveFocus(Qt.TabFocusReason);
    }
    function explainTray(): void { trayDialog.open(); }
    function toggleRail(): void { settings.rail = wideRail ? 2 : 1; }
    function showKeys(): void { keySheet.open(); }
    // What the palette asks of the window.
    function act(what: string): void {
        switch (what) {
        case "rail": toggleRail(); break;
        case "keys": showKeys(); break;
        case "find": host.findOnPage(); break;
        case "refresh": host.refreshPage(); break;
        case "quit": Qt.quit(); break;
        }
    }
    function openPalette(query: string): void { palette.show(query); }

    // The next (1) or previous (-1) region gets the focus, at its first stop.
    function cycleRegion(step: int): void {
        for (let at = 0; at < regions.length; ++at) {
            if (!regions[at].activeFocus)
                continue;
            regions[(at + step + regions.length) % regions.length].forceActiveFocus(Qt.TabFocusReason);
            return;
        }
        host.forceActiveFocus(Qt.TabFocusReason);
    }

    TopBar {
        id: bar
        width: parent.width
        app: root.app
        railWidth: rail.width
        onPaletteRequested: root.openPalette("")
    }
    Rail {
        id: rail
        y: bar.height
        width: root.wideRail ? Theme.railWide : Theme.railNarrow
        height: parent.height - y - foot.height
        app: root.app
        settings: root.settings
        wide: root.wideRail
        onRailToggled: root.toggleRail()
        onKeysRequested: root.showKeys()
    }
    PageHost {
        id: host
        x: rail.width
        y: bar.height
        width: parent.width - x
        height: rail.height - (activity.visible ? activity.height : 0)
        focus: true
        objectName: "pages"
        app: root.app
        ahead: root.ahead
    }
    ActivityPanel {
        id: activity
        visible: root.app.activity.open
        x: rail.width
        y: host.y + host.height
        width: parent.width - x
        app: root.app
        onClosed: root.toggleActivity()
    }
    StatusBar {
        id: foot
        onActivityRequested: root.toggleActivity()
        y: parent.height - height
        width: parent.width
        app: root.app
    }
    ToastHost { app: root.app; anchors.fill: host }
    CommandPalette {
        id: palette
        objectName: "palette"
        app: root.app
        settings: root.settings
        onWindowAsked: what => root.act(what)
    }
    KeySheet { id: keySheet; objectName: "keySheet"; app: root.app }
    Dialog {
        id: trayDialog
        //: Asked once, when the window is closed for the first time.
        title: qsTr("Inferno stays in the tray")
        text: qsTr("Jobs run in the service, with or without this window. Its icon in the tray brings the window back, and tells when a job fails.")
        acceptText: qsTr("Close the window")
        onAccepted: {
            root.settings.trayExplained = true;
            root.hideRequested();
        }
    }
    ShellKeys {
        app: root.app
        host: host
        onPaletteRequested: query => root.openPalette(query)
        onRailToggled: root.toggleRail()
        onKeysRequested: root.showKeys()
        onRegionCycled: step => root.cycleRegion(step)
        onActivityToggled: root.toggleActivity()
    }
}
