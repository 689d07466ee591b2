// SPDX-License-Identifier: GPL-3.0-or-later
// The window: what a person chose (settings), what the service tells (app), and the shell between them.
import QtQml
import QtQuick
import QtQuick.Templates as T
import Inferno.App
import Inferno.Models
import Inferno.Theme

T.ApplicationWindow {
    id: root

    required property AppState app
    required property WindowSettings settings
    readonly property SavedQueries savedQueries: (app.pageObject("audit") as AuditPage).saved
    readonly property FirstRunPage firstRun: app.pageObject("first-run") as FirstRunPage
    property int themeMode: -1      // of Theme.Mode; -1 = as chosen
    property int shownScale: 100    // percent, of this window
    property int shownLanguage: 0   // of this window, as Appearance.language
    property bool still: false      // for pictures: nothing moves
    property bool hidesOnClose: false  // there is a tray icon that brings it back

    width: 1280
    height: 800
    minimumWidth: Theme.windowMinWidth
    minimumHeight: Theme.windowMinHeight
    color: Theme.bg
    title: app.pages.title(app.currentPage).length > 0
        //: Title of the window: the page, then the program.
        ? qsTr("%1 · Inferno").arg(app.pages.title(app.currentPage)) : "Inferno"

    Component.onCompleted: {
        savedQueries.stored = settings.auditQueries;
        firstRun.stored = settings.firstRun;
    }
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
    Binding { target: Theme; property: "density"; value: root.settings.density }
    Binding { target: Theme; property: "reduceMotion"; value: root.still || root.settings.reduceMotion }

    Connections {
        target: root.savedQueries
        function onStoredChanged(): void { root.settings.auditQueries = root.savedQueries.stored; }
    }
    Connections {
        target: root.firstRun
        function onStoredChanged(): void { root.settings.firstRun = root.firstRun.stored; }
    }
    SceneMirror { window: root }
    WindowLook { look: root.app.appearance; settings: root.settings; shownScale: root.shownScale; shownLanguage: root.shownLanguage }
    Shell {
        id: shell
        objectName: "shell"
        anchors.fill: parent
        focus: true
        app: root.app
        settings: root.settings
        onHideRequested: root.hide()
    }
}
