// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtTest
import Inferno.Controls
import Inferno.Models
import Inferno.Test
import Inferno.Theme

Item {
    id: root

    width: 640
    height: 420

    StateView {
        id: view
        anchors.fill: parent
        emptyTitle: "No jobs yet"
        emptyAction: "New job"
        errorTitle: "Durations could not be read"
        errorCode: "jobs.store_busy"
        filteredTitle: "No events match"
        waysOut: ListModel {
            ListElement { text: "Remove actor: dkim"; count: "1 event"; iconName: "x" }
        }
        Rectangle { id: content; anchors.fill: parent; color: Theme.surface }
    }
    SignalSpy { id: spy; target: view }

    TestCase {
        name: "States"
        when: windowShown

        function initTestCase() { Bench.takeWarnings(); }
        function cleanup() {
            view.pageState = StateView.Ready;
            compare(Bench.takeWarnings(), []);
        }

        function test_numbersAgreeWithTheModels() {
            for (const name of ["Ready", "Loading", "EmptyFirst", "EmptyFiltered", "Error", "Offline", "Locked", "Partial"])
                compare(StateView[name], PageState[name], name);
        }

        function test_contentShowsWhereThereIsSome_data() {
            return [
                { tag: "ready", state: StateView.Ready, there: true },
                { tag: "loading", state: StateView.Loading, there: false },
                { tag: "empty", state: StateView.EmptyFirst, there: false },
                { tag: "filtered", state: StateView.EmptyFiltered, there: false },
                { tag: "error", state: StateView.Error, there: false },
                { tag: "offline", state: StateView.Offline, there: true },
                { tag: "locked", state: StateView.Locked, there: false },
                { tag: "partial", state: StateView.Partial, there: true },
            ];
        }
        function test_contentShowsWhereThereIsSome(data) {
            view.pageState = data.state;
            waitForRendering(view);
            compare(content.visible, data.there);
            compare(Bench.unnamed(view), []);
        }

        function test_focusGoesToTheFirstAction_data() {
            return [
                { tag: "empty", state: StateView.EmptyFirst, signal: "emptyActionTriggered" },
                { tag: "filtered", state: StateView.EmptyFiltered, signal: "filtersCleared" },
                { tag: "error", state: StateView.Error, signal: "retried" },
            ];
        }
        function test_focusGoesToTheFirstAction(data) {
            view.pageState = data.state;
            view.forceActiveFocus(Qt.TabFocusReason);
            spy.signalName = data.signal;
            spy.clear();
            keyClick(Qt.Key_Return);
            compare(spy.count, 1);
        }

        function test_unlockNeedsAPassphrase() {
            view.pageState = StateView.Locked;
            view.forceActiveFocus(Qt.TabFocusReason);
            spy.signalName = "unlockRequested";
            spy.clear();
            keyClick(Qt.Key_Return);
            compare(spy.count, 0);
            keyClick(Qt.Key_S);
            keyClick(Qt.Key_Return);
            compare(spy.count, 1);
            compare(spy.signalArguments[0][0], "s");
        }

        function test_skeletonWaitsAMoment() {
            view.pageState = StateView.Loading;
            waitForRendering(view);
            wait(Theme.skeletonDelay + 50);
            Bench.keepPicture(view, "state-loading");
        }
    }
}
