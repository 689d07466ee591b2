// SPDX-License-Identifier: GPL-3.0-or-later
// Where to go: `Nav.go("jobs")`, `Nav.go("jobs/job_17?status=failed")`. A route is a page's id, then what the page makes
// of the rest; the same words work after inferno:// in deep links, in notifications and in the tray.
pragma Singleton
import QtQuick

QtObject {
    property string route: "overview"        // where the window is

    signal requested(string route)
    signal backRequested()

    function go(route: string): void { requested(route); }
    function back(): void { backRequested(); }
}
