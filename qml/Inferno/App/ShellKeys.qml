// SPDX-License-Identifier: GPL-3.0-or-later
// The keys that work on every page. Those of pages come from their registry.
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
        delegate: Shortcut {
            required property string pageId
            required property string shortcut
            sequence: shortcut
            enabled: shortcut.length > 0
            onActivated: root.app.navigate(pageId)
        }
    }
    Shortcut { sequence: "Ctrl+K"; onActivated: root.paletteRequested("") }
    Shortcut { sequence: "Ctrl+Shift+P"; onActivated: root.paletteRequested(">") }
    Shortcut { sequence: "Ctrl+B"; onActivated: root.railToggled() }
    Shortcut { sequence: "Ctrl+J"; onActivated: root.activityToggled() }
    Shortcut { sequence: "F6"; onActivated: root.regionCycled(1) }
    Shortcut { sequence: "Shift+F6"; onActivated: root.regionCycled(-1) }
    Shortcut { sequence: "Alt+Left"; enabled: root.app.canGoBack; onActivated: root.app.goBack() }
    Shortcut { sequence: "Alt+Right"; enabled: root.app.canGoForward; onActivated: root.app.goForward() }
    Shortcut { sequences: ["F5", "Ctrl+R"]; onActivated: root.host.refreshPage() }
    Shortcut { sequences: ["Ctrl+F", "/"]; onActivated: root.host.findOnPage() }
    Shortcut { sequence: "Ctrl+N"; onActivated: root.app.navigate("job-editor", "") }
    Shortcut { sequence: "Ctrl+S"; onActivated: root.host.savePage() }
    Shortcut { sequence: "Ctrl+Z"; enabled: root.app.canUndo; onActivated: root.app.undo() }
    Shortcut { sequence: "?"; onActivated: root.keysRequested() }
}
