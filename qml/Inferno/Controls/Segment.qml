// SPDX-License-Identifier: GPL-3.0-or-later
// A part of a SegmentedControl: its words, an icon, and a key that its tooltip names.
import QtQml

QtObject {
    property string text: ""
    property string iconName: ""
    property string keys: ""
}
