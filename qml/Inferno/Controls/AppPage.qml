// SPDX-License-Identifier: GPL-3.0-or-later
// What every page is to the shell: a focus scope on the page's colour, and the keys that mean the same on every page.
// A page adds `required property XPage page`, its page object, which the shell passes when it loads the page.
import QtQuick
import Inferno.Theme

FocusScope {
    signal findRequested()     // Ctrl+F, "/": give the focus to the filter
    signal newRequested()      // Ctrl+N: something new
    signal saveRequested()     // Ctrl+S

    focus: true

    Rectangle { anchors.fill: parent; color: Theme.bg }
}
