// SPDX-License-Identifier: GPL-3.0-or-later
// Pages whose search or filters leave nothing say so, and have a way back.
import QtQuick
import QtTest
import Inferno.Controls
import Inferno.Models
import Inferno.Pages as P
import Inferno.Test
import Inferno.Theme

Item {
    id: root

    width: 1200
    height: 800

    P.SettingsPage { id: settings; anchors.fill: parent; visible: false; page: Bench.app.pageObject("settings") as SettingsPage }
    P.GraphPage { id: graph; anchors.fill: parent; visible: false; page: Bench.app.pageObject("graph") as GraphPage }
    P.CalendarPage { id: calendar; anchors.fill: parent; visible: false; page: Bench.app.pageObject("calendar") as CalendarPage }

    TestCase {
        name: "Filtered"
        when: windowShown

        function all(item: Item, test: var): list<Item> {
            let found = test(item) ? [item] : [];
            for (let i = 0; i < item.children.length; ++i)
                if (item.children[i].visible)
                    found = found.concat(all(item.children[i], test));
            return found;
        }
        function emptyState(page: Item): StateFiltered { return all(page, item => item instanceof StateFiltered)[0] as StateFiltered; }
        function press(page: Item, words: string): void {
            const button = all(page, item => item.text === words && item.clicked !== undefined)[0];
            verify(button, words);
            waitForRendering(button);
            mouseClick(button);
        }
        function init(): void { Bench.takeWarnings(); }
        function cleanup(): void {
            settings.visible = graph.visible = calendar.visible = false;
            compare(Bench.takeWarnings(), []);
        }

        function test_settings(): void {
            settings.visible = true;
            tryVerify(() => settings.page.state === PageState.Ready);
            settings.page.settings.words = "no such thing";
            tryVerify(() => emptyState(settings) !== undefined);
            verify(emptyState(settings).title.includes("no such thing"));
            Bench.keepPicture(settings, "filtered-settings");
            press(settings, "Clear the search");
            compare(settings.page.settings.words, "");
            verify(!emptyState(settings));
        }
        function test_graph(): void {
            graph.visible = true;
            tryVerify(() => graph.page.state === PageState.Ready);
            const find = all(graph, item => item instanceof SearchField)[0];
            find.forceActiveFocus(Qt.TabFocusReason);
            for (const letter of "vault")
                keyClick(letter);
            keyClick(Qt.Key_Return);
            const missed = () => all(graph, item => item instanceof AppText && item.text.includes("No job is called")).length === 1;
            verify(!missed(), "there is such a job");
            find.forceActiveFocus(Qt.TabFocusReason);
            for (const letter of "xyz")
                keyClick(letter);
            keyClick(Qt.Key_Return);
            tryVerify(missed);
            Bench.keepPicture(graph, "filtered-graph");
            press(graph, "Clear the search");
            compare(find.text, "");
            verify(!missed());
        }
        function test_calendar(): void {
            calendar.visible = true;
            const page = calendar.page;
            tryVerify(() => page.state === PageState.Ready && page.boxes.count > 10);
            verify(!emptyState(calendar));
            page.toggleLayer("often");
            for (let i = 0; i < page.groups.count; ++i)
                page.toggleGroup(page.groups.at(i, "name"));
            tryVerify(() => emptyState(calendar) !== undefined);
            Bench.keepPicture(calendar, "filtered-calendar");
            press(calendar, "Clear all filters");
            verify(!emptyState(calendar));
            verify(page.boxes.count > 10);
        }
    }
}
