// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtTest
import Inferno.Charts
import Inferno.Test

TestCase {
    id: test

    name: "Charts"
    when: windowShown
    visible: true
    width: 800
    height: 100

    Component {
        id: laneOf
        Lane { width: 800; axis: 632; name: "smtp_probe"; status: "completed"; note: ""; noteTone: "" }
    }

    function initTestCase() { Bench.takeWarnings(); }
    function cleanup() { compare(Bench.takeWarnings(), []); }

    /// Bars of 8 hours: one that ran, then one planned every so many minutes from the second hour on.
    function bars(minutes) {
        const list = [[0.1, 0.11, "completed", "actual"]];
        for (let at = 120; at < 480; at += minutes)
            list.push([at / 480, (at + 0.2) / 480, "planned", "planned"]);
        return list;
    }

    function test_touchingPlansAreOneStrip_data() {
        return [
            { tag: "every minute", minutes: 1, axis: 632, told: "360 planned runs" },
            { tag: "every 2 minutes", minutes: 2, axis: 632, told: "180 planned runs" },
            { tag: "every 15 minutes", minutes: 15, axis: 632, told: "" },
            { tag: "every 15 minutes, narrow", minutes: 15, axis: 120, told: "24 planned runs" },
        ];
    }
    function test_touchingPlansAreOneStrip(data) {
        const lane = createTemporaryObject(laneOf, test, { bars: bars(data.minutes), axis: data.axis });
        waitForRendering(lane);
        // Without a translation %n stays the number, and (s) stays as it is.
        compare(lane.denseText.replace("run(s)", "runs"), data.told);
        compare(lane.Accessible.description, lane.denseText);
    }

    function test_aStripIsThinAndHasNoOutlines() {
        const lane = createTemporaryObject(laneOf, test, { bars: bars(1) });
        waitForRendering(lane);
        const image = grabImage(lane);
        const x = 156 + 632 * 0.6;
        const middle = lane.height / 2;
        for (let step = 0; step < 8; ++step) {
            compare(image.pixel(x + step, middle), image.pixel(x, middle)); // one even tone
            compare(image.pixel(x + step, middle - 5), image.pixel(x + step, 2)); // nothing above its 6 px
        }
        verify(!Qt.colorEqual(image.pixel(x, middle), image.pixel(x, 2)));
    }

    Component {
        id: lineWithGap
        Sparkline { width: 400; height: 60; filled: false; dot: false; from: 0; to: 2; values: [1, 1, NaN, NaN, 1, 1] }
    }
    Component {
        id: dashedLine
        Sparkline { width: 400; height: 60; filled: false; dot: false; from: 0; to: 2; stroke: 2; dash: [4, 4]; values: [1, 1] }
    }

    /// Whether anything is drawn in a column of the picture.
    function drawn(image, x) {
        for (let y = 0; y < image.height; ++y) {
            if (!Qt.colorEqual(image.pixel(x, y), image.pixel(0, 0)))
                return true;
        }
        return false;
    }
    function test_whatIsNoNumberIsAGap() {
        const line = createTemporaryObject(lineWithGap, test);
        waitForRendering(line);
        const image = grabImage(line);
        verify(drawn(image, 40));
        verify(!drawn(image, 200)); // between the second value and the fifth
        verify(drawn(image, 360));
    }
    function test_aDashedLineHasGapsOfItsOwn() {
        const line = createTemporaryObject(dashedLine, test);
        waitForRendering(line);
        const image = grabImage(line);
        let gaps = 0;
        for (let x = 20; x < 100; ++x)
            gaps += drawn(image, x) ? 0 : 1;
        verify(gaps > 20 && gaps < 60, gaps);
    }
}
