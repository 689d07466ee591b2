// SPDX-License-Identifier: GPL-3.0-or-later
// The surface of menus and lists that open: level 2.
import QtQuick
import Inferno.Theme

Rectangle {
    implicitWidth: 180
    color: Theme.raised
    border.color: Theme.borderStrong
    radius: Theme.radiusCard
}
