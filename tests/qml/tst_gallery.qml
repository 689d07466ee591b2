// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtTest
import Inferno.App
import Inferno.Test
import Inferno.Theme

TestCase {
    id: test

    name: "Gallery"
    when: windowShown

    Component { id: galleryOf; Gallery { visible: true; width: 1440; height: 2940 } }

    function initTestCase() { Bench.takeWarnings(); }
    function cleanup() {
        Theme.mode = Theme.System;
        compare(Bench.takeWarnings(), []);
    }

    function test_everyStopHasANameInEveryTheme_data() {
        return [{ tag: "light", mode: Theme.Light }, { tag: "dark", mode: Theme.Dark },
            { tag: "contrast", mode: Theme.HighContrast }, { tag: "contrast-light", mode: Theme.HighContrastLight }];
    }
    function test_everyStopHasANameInEveryTheme(data) {
        Theme.reduceMotion = true;
        const window = createTemporaryObject(galleryOf, test, { themeMode: data.mode });
        waitForRendering(window.contentItem);
        compare(Theme.dark, data.tag === "dark" || data.tag === "contrast");
        compare(Theme.contrast, data.tag.startsWith("contrast"));
        compare(Bench.unnamed(window.contentItem), []);
        verify(Bench.tabStops(window.contentItem) > 40);
        wait(Theme.skeletonDelay + 50);
        const sheet = findChild(window.contentItem, "sheet");
        verify(sheet.height < window.height, "the picture holds all of it: " + sheet.height);
        Bench.keepPicture(window.contentItem, "gallery-" + data.tag);
        const dialog = findChild(window, "galleryDialog");
        dialog.open();
        tryVerify(() => dialog.opened);
        compare(Bench.unnamed(window.contentItem), []);
        Bench.keepPicture(window.contentItem, "gallery-dialog-" + data.tag);
        dialog.close();
        const menu = findChild(window, "galleryMenu");
        menu.popup(window.contentItem, 400, 900);
        tryVerify(() => menu.opened);
        Bench.keepPicture(window.contentItem, "gallery-menu-" + data.tag);
        menu.close();
    }

    // A control that nobody sees in the gallery is one that nobody looks after: each is in it, or a part of one that is.
    function test_everyControlIsInIt() {
        // Without a look: base, clipboard, entries of lists. Or what late_face.cpp makes, of rings and tooltips in all others.
        const unseen = ["AppPage", "Clip", "WayOut", "FocusRingFace", "TipFace"];
        const folder = "qml/Inferno/Controls";
        const controls = Bench.qmlFiles(folder);
        verify(controls.length > 50, "the folder was read");
        const uses = source => controls.filter(name => new RegExp("\\b" + name + "(\\.\\w+)? *\\{").test(source));
        const seen = new Set();
        let more = [];
        for (const name of Bench.qmlFiles("qml/Inferno/App"))
            if (name.startsWith("Gallery"))
                more = more.concat(uses(Bench.qmlSource("qml/Inferno/App", name)));
        while (more.length > 0) {
            const name = more.pop();
            if (seen.has(name))
                continue;
            seen.add(name);
            more = more.concat(uses(Bench.qmlSource(folder, name)));
        }
        compare(controls.filter(name => !seen.has(name) && !unseen.includes(name)), []);
    }

    // Nor is there one that only the gallery uses.
    function test_everyControlIsUsed() {
        const controls = Bench.qmlFiles("qml/Inferno/Controls");
        let text = "";
        for (const folder of ["qml/Inferno/App", "qml/Inferno/Pages", "qml/Inferno/Charts", "qml/Inferno/Controls"])
            for (const name of Bench.qmlFiles(folder))
                if (!name.startsWith("Gallery"))
                    text += Bench.qmlSource(folder, name);
        const made = ["FocusRingFace", "TipFace"]; // by late_face.cpp
        compare(controls.filter(name => !made.includes(name) && !new RegExp("\\b" + name + " *\\{").test(text)), []);
    }
}
