// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtTest
import Inferno.App
import Inferno.Test
import Inferno.Theme

TestCase {
    id: test

    property var window: null

    name: "Shell"
    when: windowShown

    Component { id: windowOf; Main { visible: true; width: 1280; height: 800; still: true } }
    SignalSpy { id: spy; target: Bench.app; signalName: "currentPageChanged" }

    function init() {
        Bench.settings.rail = 0;
        window = createTemporaryObject(windowOf, test, { app: Bench.app, settings: Bench.settings });
        verify(window);
        window.requestActivate();
        tryVerify(() => window.active);
        Bench.app.navigate("overview");
    }
    function initTestCase() { Bench.takeWarnings(); }
    function cleanup() {
        window.close();
        compare(Bench.takeWarnings(), []);
    }

    function press(key, modifiers) { keyClick(key, modifiers ?? Qt.NoModifier); }

    function test_everyStopHasAName() {
        waitForRendering(window.contentItem);
        compare(Bench.unnamed(window.contentItem), []);
        Bench.keepPicture(window.contentItem, "shell-overview");
    }

    function test_everyPageCanBeWalked_data() {
        const rows = [];
        for (const page of ["overview", "jobs", "graph", "audit", "models", "settings", "first-run", "job-editor"])
            for (const theme of ["light", "dark"])
                rows.push({ tag: page + "-" + theme, page: page, mode: theme === "dark" ? Theme.Dark : Theme.Light });
        return rows;
    }
    function test_everyPageCanBeWalked(data) {
        Bench.settings.themeMode = data.mode;
        Bench.app.navigate(data.page);
        compare(Bench.app.currentPage, data.page);
        waitForRendering(window.contentItem);
        // Rows that are laid out just now get theirs with their data.
        tryVerify(() => Bench.unnamed(window.contentItem).length === 0, 2000,
                  Bench.unnamed(window.contentItem).join(", "));
        verify(Bench.tabStops(window.contentItem) > 10, "Tab comes back to where it began");
        wait(50); // the answers of the sample have been laid out
        Bench.keepPicture(window.contentItem, "page-" + data.tag);
    }

    function test_f6GoesRound() {
        const places = [];
        for (let i = 0; i < 4; ++i) {
            press(Qt.Key_F6);
            places.push(String(window.activeFocusItem));
        }
        compare(new Set(places).size, 4, places.join("\n"));
        const first = places[0];
        press(Qt.Key_F6);
        compare(String(window.activeFocusItem), first);
    }

    function test_numbersOpenPages() {
        press(Qt.Key_2, Qt.ControlModifier);
        compare(Bench.app.currentPage, "jobs");
        press(Qt.Key_1, Qt.ControlModifier);
        compare(Bench.app.currentPage, "overview");
        press(Qt.Key_Left, Qt.AltModifier);
        compare(Bench.app.currentPage, "jobs");
        press(Qt.Key_Right, Qt.AltModifier);
        compare(Bench.app.currentPage, "overview");
    }

    function test_railCollapses() {
        const shell = findChild(window.contentItem, "shell");
        verify(shell.wideRail);
        press(Qt.Key_B, Qt.ControlModifier);
        verify(!shell.wideRail);
        press(Qt.Key_B, Qt.ControlModifier);
        verify(shell.wideRail);
        Bench.settings.rail = 0;
        window.width = 1000;
        tryVerify(() => !shell.wideRail);
        window.width = 1280;
        tryVerify(() => shell.wideRail);
        Bench.app.navigate("graph"); // a canvas: narrow below 1600
        tryVerify(() => !shell.wideRail);
    }

    function test_paletteOpensAPage() {
        press(Qt.Key_K, Qt.ControlModifier);
        const palette = findChild(window, "palette");
        tryVerify(() => palette.opened);
        for (const key of [Qt.Key_G, Qt.Key_R, Qt.Key_A])
            press(key);
        waitForRendering(window.contentItem);
        Bench.keepPicture(window.contentItem, "shell-palette");
        press(Qt.Key_Return);
        tryVerify(() => !palette.visible);
        compare(Bench.app.currentPage, "graph");
    }

    function test_paletteAsksForAJob() {
        press(Qt.Key_K, Qt.ControlModifier);
        const palette = findChild(window, "palette");
        tryVerify(() => palette.opened);
        for (const key of [Qt.Key_E, Qt.Key_D, Qt.Key_I, Qt.Key_T])
            press(key);
        press(Qt.Key_Return);
        verify(palette.opened, "it asks which job");
        Bench.keepPicture(window.contentItem, "shell-palette-job");
        press(Qt.Key_Escape); // takes the command back
        verify(palette.opened);
        press(Qt.Key_Escape);
        tryVerify(() => !palette.visible);
    }

    function test_activityOpensByItsKey() {
        press(Qt.Key_J, Qt.ControlModifier);
        verify(Bench.app.activity.open);
        waitForRendering(window.contentItem);
        compare(Bench.unnamed(window.contentItem), []);
        Bench.keepPicture(window.contentItem, "shell-activity");
        press(Qt.Key_Escape);
        verify(!Bench.app.activity.open);
    }

    function test_keySheetNamesThePages() {
        press(Qt.Key_Question);
        const sheet = findChild(window, "keySheet");
        tryVerify(() => sheet.opened);
        waitForRendering(window.contentItem);
        Bench.keepPicture(window.contentItem, "shell-keys");
        press(Qt.Key_Escape);
        tryVerify(() => !sheet.visible);
    }

    function test_themeSwitchesLive() {
        Bench.settings.themeMode = Theme.Dark;
        verify(Theme.dark);
        compare(window.color, Theme.bg);
        Bench.settings.themeMode = Theme.Light;
        verify(!Theme.dark);
    }

    function test_messagesShow() {
        Bench.app.messageShown("nightly is queued", false);
        const toast = findChild(window.contentItem, "toast");
        tryVerify(() => toast.visible);
        compare(Bench.nameOf(toast), "nightly is queued");
    }
}
