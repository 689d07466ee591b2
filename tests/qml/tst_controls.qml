// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtTest
import Inferno.Controls
import Inferno.Test
import Inferno.Theme

Item {
    id: root

    width: 640
    height: 480

    Rectangle { anchors.fill: parent; color: Theme.bg }
    Component { id: spyOf; SignalSpy {} }
    Component { id: buttonOf; Button { text: "Save"; x: 40; y: 40 } }
    Component { id: iconButtonOf; IconButton { text: "Edit"; iconName: "pencil"; x: 40; y: 40 } }
    Component { id: checkOf; CheckBox { text: "On"; x: 40; y: 40 } }
    Component { id: switchOf; Switch { text: "Enabled"; x: 40; y: 40 } }
    Component { id: linkOf; Link { text: "Skip instead"; x: 40; y: 40 } }
    Component { id: fieldOf; TextField { label: "Name"; x: 40; y: 40 } }
    Component { id: searchOf; SearchField { placeholderText: "Search"; x: 40; y: 40 } }
    Component { id: areaOf; TextArea { label: "Command"; x: 40; y: 40 } }
    Component { id: selectOf; Select { label: "Zone"; model: ["UTC", "Europe/Berlin"]; x: 40; y: 40 } }
    Component {
        id: segmentsOf
        SegmentedControl {
            label: "Span"
            x: 40
            y: 40
            segments: [Segment { text: "Week" }, Segment { text: "Month" }, Segment { text: "Day" }]
        }
    }
    Component {
        id: tabsOf
        TabBar {
            label: "Views"
            x: 40
            y: 40
            TabButton { text: "All"; count: "24" }
            TabButton { text: "Failing" }
        }
    }
    Component {
        id: filterOf
        TokenFilterBar {
            x: 40
            y: 40
            placeholderText: "tag, owner"
            tokens: ListModel {
                ListElement { key: "tag"; value: "etl"; negated: false }
                ListElement { key: "owner"; value: "me"; negated: true }
            }
        }
    }

    TestCase {
        name: "Controls"
        when: windowShown


        // A spy of one signal, gone after the test.
        function watch(item, signalName) { return createTemporaryObject(spyOf, root, { target: item, signalName: signalName }); }

        function initTestCase() { Bench.takeWarnings(); }
        function cleanup() { compare(Bench.takeWarnings(), []); }

        function make(component, properties) {
            const item = createTemporaryObject(component, root, properties ?? {});
            verify(item);
            return item;
        }

        function test_buttonsActByKey_data() {
            return [
                { tag: "button", component: buttonOf, name: "Save" },
                { tag: "icon button", component: iconButtonOf, name: "Edit" },
                { tag: "link", component: linkOf, name: "Skip instead" },
            ];
        }
        function test_buttonsActByKey(data) {
            const item = make(data.component);
            compare(Bench.nameOf(item), data.name);
            item.forceActiveFocus(Qt.TabFocusReason);
            verify(item.activeFocus);
            const spy = watch(item, "clicked");
            keyClick(Qt.Key_Return);
            compare(spy.count, 1);
            keyClick(Qt.Key_Space);
            compare(spy.count, 2);
            mouseClick(item);
            compare(spy.count, 3);
        }

        function test_focusIsVisible_data() {
            return [
                { tag: "button", component: buttonOf },
                { tag: "icon button", component: iconButtonOf },
                { tag: "field", component: fieldOf },
                { tag: "select", component: selectOf },
                { tag: "segments", component: segmentsOf },
            ];
        }
        function test_focusIsVisible(data) {
            const item = make(data.component);
            verify(!Bench.hasRing(item, Theme.accent), "a ring without focus");
            item.forceActiveFocus(Qt.TabFocusReason);
            verify(Bench.hasRing(item, Theme.accent), "no ring with focus");
        }

        function test_disabledIgnoresClicksAndSaysWhy() {
            const item = make(buttonOf, { enabled: false, reason: "The service does not answer" });
            const spy = watch(item, "clicked");
            mouseClick(item);
            compare(spy.count, 0);
            compare(item.Accessible.description, "The service does not answer");
        }

        function test_busyIgnoresKeys() {
            const item = make(buttonOf, { busy: true });
            item.forceActiveFocus(Qt.TabFocusReason);
            const spy = watch(item, "clicked");
            keyClick(Qt.Key_Return);
            keyClick(Qt.Key_Space);
            mouseClick(item);
            compare(spy.count, 0);
        }

        function test_longWordsElideInsideTheButton() {
            const item = make(buttonOf, { text: "A very long sentence that cannot fit", width: 120, iconName: "play" });
            verify(item.implicitWidth > 200);
            compare(item.width, 120);
        }

        function test_choicesToggleByKey() {
            for (const component of [checkOf, switchOf]) {
                const item = make(component);
                item.forceActiveFocus(Qt.TabFocusReason);
                keyClick(Qt.Key_Space);
                verify(item.checked);
                keyClick(Qt.Key_Space);
                verify(!item.checked);
            }
        }

        function test_fieldShowsItsError() {
            const item = make(fieldOf, { errorText: "0 – 23" });
            compare(item.Accessible.description, "0 – 23");
            item.forceActiveFocus();
            keyClick(Qt.Key_A);
            compare(item.text, "a");
        }

        function test_escapeClearsASearchOnce() {
            const item = make(searchOf, { text: "vault" });
            item.forceActiveFocus();
            const spy = watch(item, "cleared");
            keyClick(Qt.Key_Escape);
            compare(item.text, "");
            compare(spy.count, 1);
            keyClick(Qt.Key_Escape); // nothing to clear: Escape is for what lies below
            compare(spy.count, 1);
        }

        function test_tabLeavesATextArea() {
            const area = make(areaOf);
            const next = make(buttonOf, { y: 200 });
            area.forceActiveFocus();
            keyClick(Qt.Key_Tab);
            verify(next.activeFocus);
            compare(area.text, "");
        }

        function test_selectByKeys() {
            const item = make(selectOf);
            item.forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Return);
            tryVerify(() => item.popup.opened);
            keyClick(Qt.Key_Down);
            keyClick(Qt.Key_Return);
            tryVerify(() => !item.popup.visible);
            compare(item.currentIndex, 1);
            compare(item.displayText, "Europe/Berlin");
        }

        function test_segmentsByArrows() {
            const item = make(segmentsOf);
            item.forceActiveFocus(Qt.TabFocusReason);
            const spy = watch(item, "activated");
            keyClick(Qt.Key_Right);
            keyClick(Qt.Key_Right);
            keyClick(Qt.Key_Right); // there is no fourth
            compare(item.currentIndex, 2);
            compare(spy.count, 2);
            keyClick(Qt.Key_Left);
            compare(item.currentIndex, 1);
        }

        function test_tabsByClick() {
            const item = make(tabsOf);
            mouseClick(item.itemAt(1));
            compare(item.currentIndex, 1);
            compare(item.itemAt(1).checked, true);
        }

        function test_backspaceRemovesTheLastToken() {
            const item = make(filterOf);
            item.forceActiveFocus(Qt.TabFocusReason);
            const spy = watch(item, "tokenRemoved");
            keyClick(Qt.Key_X);
            keyClick(Qt.Key_Backspace); // the letter
            compare(spy.count, 0);
            keyClick(Qt.Key_Backspace);
            compare(spy.count, 1);
            compare(spy.signalArguments[0][0], 1);
        }
    }
}
