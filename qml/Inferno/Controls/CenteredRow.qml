// SPDX-License-Identifier: GPL-3.0-or-later
// A row in the middle of what it is given: the inside of buttons and tabs.
import QtQuick

Item {
    default property alias content: row.data
    property alias spacing: row.spacing

    implicitWidth: row.implicitWidth
    implicitHeight: row.implicitHeight

    Row {
        id: row
        anchors.centerIn: parent
        spacing: 6
    }
}
