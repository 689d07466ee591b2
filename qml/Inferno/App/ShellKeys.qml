// SPDX-License-Identifier: GPL-3.0-or-later
// What works on every page, by the keys that the map of keys has for it.
pragma ComponentBehavior: Bound
import QtQuick
import QtQml
import Inferno.App
import Inferno.Models

Item {
    id: root

    required property AppState app
    required property PageHost host

    signal paletteRequested(string query)
    signal railToggled()
    signal keysRequested()
    signal regionCycled(int step)
    signal activityToggled()

    Instantiator {
        model: root.app.pages
        delegate: WindowKey {
            required property string pageId
            required property string shortcut
            keys: root.app.keys
            action: shortcut.length > 0 ? "page-" + pageId : ""
            onActivated: root.app.navigate(pageId)
        }
    }
    WindowKey { keys: root.app.keys; action: "palette"; onActivated: root.paletteRequested("") }
    WindowKey { keys: root.app.keys; action: "commands"; onActivated: root.paletteRequested(">") }
    WindowKey { keys: root.app.keys; action: "rail"; onActivated: root.railToggled() }
    WindowKey { keys: root.app.keys; action: "activity"; onActivated: root.activityToggled() }
    WindowKey { keys: root.app.keys; action: "next-region"; onActivated: root.regionCycled(1) }
    WindowKey { keys: root.app.keys; action: "previous-region"; onActivated: root.regionCycled(-1) }
    WindowKey { keys: root.app.keys; action: "back"; enabled: root.app.canGoBack; onActivated: root.app.goBack() }
    WindowKey { keys: root.app.keys; action: "forward"; enabled: root.app.canGoForward; onActivated: root.app.goForward() }
    WindowKey { keys: root.app.keys; action: "refresh"; onActivated: root.host.refreshPage() }
    WindowKey { keys: root.app.keys; action: "find"; onActivated: root.host.findOnPage() }
    WindowKey { keys: root.app.keys; action: "new"; onActivated: root.app.navigate("job-editor", "") }
    WindowKey { keys: root.app.keys; action: "save"; onActivated: root.host.savePage() }
    WindowKey { keys: root.app.keys; action: "undo"; enabled: root.app.undoText.length > 0; onActivated: root.app.undo() }
    WindowKey { keys: root.app.keys; action: "redo"; enabled: root.app.redoText.length > 0; onActivated: root.app.redo() }
    WindowKey { keys: root.app.keys; action: "keys"; onActivated: root.keysRequested() }
    WindowKey { keys: root.app.keys; action: "quit"; onActivated: Qt.quit() }
}
