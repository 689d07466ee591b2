// SPDX-License-Identifier: GPL-3.0-or-later
// A way out of filters that match nothing: what it does, and how much it would bring.
import QtQml

QtObject {
    property string text: ""
    property string count: ""
    property string iconName: "x"
}
