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

    Component { id: galleryOf; Gallery { visible: true; width: 1440; height: 1800 } }

    function initTestCase() { Bench.takeWarnings(); }
    function cleanup() {
        Theme.mode = Theme.System;
        compare(Bench.takeWarnings(), []);
    }

    function test_everyStopHasANameInBothThemes_data() {
        return [{ tag: "light", mode: Theme.Light }, { tag: "dark", mode: Theme.Dark }];
    }
    function test_everyStopHasANameInBothThemes(data) {
        Theme.reduceMotion = true;
        const window = createTemporaryObject(galleryOf, test, { themeMode: data.mode });
        waitForRendering(window.contentItem);
        compare(Theme.dark, data.tag === "dark");
        compare(Bench.unnamed(window.contentItem), []);
        verify(Bench.tabStops(window.contentItem) > 40);
        wait(Theme.skeletonDelay + 50);
        Bench.keepPicture(window.contentItem, "gallery-" + data.tag);
    }
}
