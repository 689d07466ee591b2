// SPDX-License-Identifier: GPL-3.0-or-later
// The window: what a person chose (settings), what the service tells (app), and the shell between them.
import QtQml
import QtQuick
import QtQuick.Templates as T
import Inferno.App
import Inferno.Controls
import Inferno.Models
import Inferno.Theme

T.ApplicationWindow {
    id: root

    required property AppState app
    required property WindowSettings settings
    readonly property SavedQueries savedQueries: (app.pageObject("audit") as AuditPage).saved
    readonly property OverviewPage overview: app.pageObject("overview") as OverviewPage
    readonly property FirstRunPage firstRun: app.pageObject("first-run") as FirstRunPage
    readonly property JobViews jobViews: (app.pageObject("jobs") as JobsPage).views
    readonly property JobEditorPage jobEditor: app.pageObject("job-editor") as JobEditorPage
    property int themeMode: -1      // of Theme.Mode; -1 = as chosen
    property int shownScale: 100    // percent, of this window
    property int shownLanguage: 0   // of this window, as Appearance.language
    property bool still: false      // for pictures: nothing moves
    property bool hidesOnClose: false  // there is a tray icon that brings it back

    width: 1280
    height: 800
    // A small screen at 150 % has less room than that: then the window scrolls.
    minimumWidth: Math.min(Theme.windowMinWidth, Screen.desktopAvailableWidth)
    minimumHeight: Math.min(Theme.windowMinHeight, Screen.desktopAvailableHeight)
    color: Theme.bg
    title: app.pages.title(app.currentPage).length > 0
        //: Title of the window: the page, then the program.
        ? qsTr("%1 · Inferno").arg(app.pages.title(app.currentPage)) : "Inferno"

    Component.onCompleted: {
        LayoutMemory.stored = settings.layout;
        savedQueries.stored = settings.auditQueries;
        firstRun.stored = settings.firstRun;
        app.keys.stored = settings.keys;
        jobViews.stored = settings.jobViews;
        jobEditor.stored = settings.jobDrafts;
        overview.stored = settings.overview;
    }
    onActiveFocusItemChanged: if (view.interactive && activeFocusItem && shell.contains(shell.mapFromItem(activeFocusItem, 0, 0))) view.reveal(activeFocusItem)
    onClosing: close => {
        if (visibility !== Window.FullScreen && visibility !== Window.Maximized)
            settings.geometry = Qt.rect(x, y, width, height);
        settings.maximized = visibility === Window.Maximized;
        if (!hidesOnClose)
            return;
        close.accepted = false;
        if (settings.trayExplained)
            hide();
        else
            shell.explainTray();
    }

    Binding { target: Theme; property: "mode"; value: root.themeMode >= 0 ? root.themeMode : root.settings.themeMode }
    Binding { target: Theme; property: "systemContrast"; value: wish.high }
    Binding { target: Theme; property: "density"; value: root.settings.density }
    Binding { target: Theme; property: "reduceMotion"; value: root.still || root.settings.reduceMotion }

    SystemContrast { id: wish }
    Connections {
        target: root.savedQueries
        function onStoredChanged(): void { root.settings.auditQueries = root.savedQueries.stored; }
    }
    Connections {
        target: root.firstRun
        function onStoredChanged(): void { root.settings.firstRun = root.firstRun.stored; }
    }
    Connections {
        target: root.app.keys
        function onStoredChanged(): void { root.settings.keys = root.app.keys.stored; }
    }
    Connections {
        target: root.overview
        function onStoredChanged(): void { root.settings.overview = root.overview.stored; }
    }
    Connections {
        target: root.jobViews
        function onStoredChanged(): void { root.settings.jobViews = root.jobViews.stored; }
    }
    Connections {
        target: root.jobEditor
        function onStoredChanged(): void { root.settings.jobDrafts = root.jobEditor.stored; }
    }
    Connections {
        target: LayoutMemory
        function onChanged(): void { root.settings.layout = LayoutMemory.stored; }
    }
    SceneMirror { window: root }
    WindowLook { look: root.app.appearance; settings: root.settings; shownScale: root.shownScale; shownLanguage: root.shownLanguage }
    Flickable {
        id: view

        // What gets the focus comes into view.
        function reveal(item: Item): void {
            const box = item.mapToItem(shell, -12, -12, item.width + 24, item.height + 24);
            contentX = Math.max(0, Math.min(contentX, box.x), Math.min(box.x, box.x + box.width - width));
            contentY = Math.max(0, Math.min(contentY, box.y), Math.min(box.y, box.y + box.height - height));
        }

        anchors.fill: parent
        contentWidth: Math.max(width, Theme.windowMinWidth)
        contentHeight: Math.max(height, Theme.windowMinHeight)
        interactive: contentWidth > width || contentHeight > height
        boundsBehavior: Flickable.StopAtBounds
        T.ScrollBar.vertical: ScrollBar { visible: view.contentHeight > view.height }
        T.ScrollBar.horizontal: ScrollBar { visible: view.contentWidth > view.width }

        HoverHandler { id: pointer }
        Shell {
            id: shell
            objectName: "shell"
            width: view.contentWidth
            height: view.contentHeight
            focus: true
            app: root.app
            settings: root.settings
            ahead: !root.still
            onHideRequested: root.hide()
        }
    }
    ElidedTip { z: 1; anchors.fill: parent; target: view; pointer: pointer }
}
