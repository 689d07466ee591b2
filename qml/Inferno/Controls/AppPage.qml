// SPDX-License-Identifier: GPL-3.0-or-later
// What every page is to the shell. `route` is what stands after the page's id ("job_17?status=failed"); the page says
// its path (`crumbs`), whether it is a canvas (the rail starts narrow below 1600), and where the focus goes first.
import QtQuick
import Inferno.Theme

FocusScope {
    id: root

    property string route: ""
    property list<string> crumbs           // after the page's title: ["All"]
    property bool canvas: false
    property bool unsaved: false           // leaving asks first

    // Called by the shell when the page is entered anew with a route of its own.
    signal entered(string route)
    // Ctrl+F or "/": the page gives the focus to its filter. F5: it reads again. Ctrl+N: something new.
    signal findRequested()
    signal refreshRequested()
    signal newRequested()

    Rectangle { anchors.fill: parent; color: Theme.bg; z: -1 }
}
