// SPDX-License-Identifier: GPL-3.0-or-later
// A part of a page that is made when it is first wanted, and stays: views and tabs that few people open. Its delegate is
// the part.
import QtQuick

Repeater {
    property bool wanted: false
    property bool made: false
    property Item part: null   // once it is made

    model: made ? 1 : 0
    onWantedChanged: made = made || wanted
    onItemAdded: (index, item) => part = item
    Component.onCompleted: made = made || wanted
}
