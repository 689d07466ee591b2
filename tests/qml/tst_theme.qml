// SPDX-License-Identifier: GPL-3.0-or-later
// The tokens: what can be read on what in each theme (WCAG 2.1), and what high contrast does without.
import QtQuick
import QtTest
import Inferno.Controls
import Inferno.Test
import Inferno.Theme

TestCase {
    id: test

    name: "Theme"
    when: windowShown
    width: 200
    height: 100
    visible: true

    Component { id: faceOf; RowFace { width: 100; height: 28; current: true } }
    Component { id: buttonOf; Button { text: "Run" } }

    function cleanup() {
        Theme.mode = Theme.System;
        Theme.systemContrast = false;
        Theme.density = Theme.Comfortable;
        Theme.reduceMotion = false;
        compare(Bench.takeWarnings(), []);
    }

    function luminance(color: color): real {
        const linear = part => part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
        return 0.2126 * linear(color.r) + 0.7152 * linear(color.g) + 0.0722 * linear(color.b);
    }
    function contrast(one: color, other: color): real {
        const a = luminance(one), b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    function themes() {
        return [{ tag: "light", mode: Theme.Light, least: 4.5 }, { tag: "dark", mode: Theme.Dark, least: 4.5 },
            { tag: "contrast", mode: Theme.HighContrast, least: 7 },
            { tag: "contrast-light", mode: Theme.HighContrastLight, least: 7 }];
    }
    // Ink on what it is drawn on.
    function pairs() {
        const found = [];
        const on = (inks, fills) => { for (const ink of inks) for (const fill of fills) found.push([ink, fill]); };
        const surfaces = ["bg", "surface", "raised", "field", "rowHover", "cardInDrawer"];
        on(["text", "text2"], surfaces.concat(["sunken", "accentTint", "track", "cell"]));
        on(["text3"], ["bg", "surface", "field", "accentTint", "cardInDrawer"]);
        on(["accent"], ["bg", "surface", "raised", "accentTint"]);
        on(["c1Ink", "c2Ink", "c3Ink", "c4Ink", "c5Ink", "c6Ink"], ["surface", "field"]);
        for (const tone of ["success", "running", "warning", "failed", "neutral"])
            on([tone], ["surface", tone + "Tint"]);
        on(["inkOnAccent"], ["accent", "accentHover", "accentPressed"]);
        found.push(["inkOnSegment", "segmentOn"], ["inkOnStatus", "failed"], ["text", "warningTint"], ["text2", "warningTint"]);
        return found;
    }

    function test_wordsCanBeRead_data() { return themes(); }
    function test_wordsCanBeRead(data) {
        Theme.mode = data.mode;
        const pale = pairs().map(pair => [pair, contrast(Theme[pair[0]], Theme[pair[1]])]).filter(one => one[1] < data.least);
        compare(pale.map(one => one[0].join(" on ") + " " + one[1].toFixed(2)), []);
    }

    function test_edgesCanBeSeen_data() { return themes(); }
    function test_edgesCanBeSeen(data) {
        Theme.mode = data.mode;
        const inks = data.least === 7
            ? ["borderStrong", "border", "divider", "accent", "c1", "c2", "c3", "c4", "c5", "c6", "textDisabled", "accentLine",
                "successLine", "runningLine", "warningLine", "failedLine", "neutralLine"]
            : ["accent", "c1", "c6"];
        compare(inks.filter(ink => contrast(Theme[ink], Theme.surface) < 3), []);
        verify(contrast(Theme.borderStrong, Theme.field) >= 3);
        if (data.least === 7)
            verify(contrast(Theme.borderStrong, Theme.bg) >= 7 && contrast(Theme.textDisabled, Theme.bg) >= 4.5);
    }

    // In high contrast a fill says nothing that an edge does not say too.
    function test_highContrastHasNoTints_data() { return themes().slice(2); }
    function test_highContrastHasNoTints(data) {
        Theme.mode = data.mode;
        for (const tone of ["success", "running", "warning", "failed", "neutral"]) {
            compare(Theme[tone + "Tint"], Theme.surface, tone);
            compare(Theme[tone + "Line"], Theme[tone], tone);
        }
        const face = createTemporaryObject(faceOf, test);
        verify(face.border.width >= 2);
        compare(face.border.color, Theme.accent);
        const button = createTemporaryObject(buttonOf, test);
        compare(button.background.border.width, 2);
        compare(button.background.border.color, Theme.borderStrong);
        compare(Theme.focusWidth, 3);
        Theme.mode = Theme.Light;
        compare(face.border.width, 0);
        compare(button.background.border.width, 1);
    }

    function test_theSystemIsHeard() {
        Theme.mode = Theme.System;
        verify(!Theme.contrast);
        const dark = Theme.dark;
        Theme.systemContrast = true;
        verify(Theme.contrast);
        compare(Theme.dark, dark, "light or dark stays the desktop's");
        Theme.mode = Theme.Light;
        verify(!Theme.contrast, "what was chosen goes before what the desktop asks for");
    }

    function test_motionAndDensity() {
        compare([Theme.motionFast, Theme.motionNormal, Theme.motionSlow], [120, 200, 320]);
        Theme.reduceMotion = true;
        compare([Theme.motionFast, Theme.motionNormal, Theme.motionSlow], [0, 0, 0]);
        const heights = [Theme.Compact, Theme.Comfortable, Theme.Spacious].map(density => {
            Theme.density = density;
            return [Theme.rowHeight, Theme.rowPad];
        });
        compare(heights, [[24, 4], [28, 8], [36, 12]]);
    }
}
