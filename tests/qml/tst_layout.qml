// SPDX-License-Identifier: GPL-3.0-or-later
// What a person moved in the window is there again when it is opened anew: edges of panes and columns of tables.
import QtQuick
import QtTest
import Inferno.App
import Inferno.Controls
import Inferno.Models
import Inferno.Test
import Inferno.Theme

Item {
    id: root

    width: 900
    height: 400

    DrawerPanel { id: drawer; x: parent.width - width; width: implicitWidth; height: parent.height; name: "test"; title: "Drawer" }
    DrawerPanel { id: other; visible: false; name: "other"; title: "Other" }
    Component { id: mainWindow; Main { app: Bench.app; settings: Bench.settings; still: true; visible: true } }

    TestCase {
        name: "Layout"
        when: windowShown

        function init(): void { Bench.takeWarnings(); LayoutMemory.stored = ""; }
        function cleanup(): void { compare(Bench.takeWarnings(), []); }
        function edge(): SplitHandle { return Array.from(drawer.children).find(child => child instanceof SplitHandle) as SplitHandle; }

        function test_theEdgeOfADrawer(): void {
            compare(drawer.width, Theme.drawerJobs);
            edge().forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Left);
            compare(drawer.width, Theme.drawerJobs + 16);
            compare(LayoutMemory.width("test"), Theme.drawerJobs + 16);
            compare(other.implicitWidth, Theme.drawerJobs, "each has its own");
            const kept = LayoutMemory.stored;
            LayoutMemory.stored = "";
            compare(drawer.width, Theme.drawerJobs);
            LayoutMemory.stored = kept;
            compare(drawer.width, Theme.drawerJobs + 16);
            keyClick(Qt.Key_Return); // as usual again: nothing is kept
            compare(LayoutMemory.width("test"), 0);
        }
        function test_theWindowKeepsIt(): void {
            Bench.settings.layout = "";
            const first = mainWindow.createObject(root);
            LayoutMemory.setWidth("jobs", 480);
            verify(Bench.settings.layout.includes("480"));
            first.destroy();
            wait(50);
            LayoutMemory.stored = ""; // as a new program begins
            const second = mainWindow.createObject(root);
            compare(LayoutMemory.width("jobs"), 480);
            second.destroy();
            wait(50);
        }
    }
}
