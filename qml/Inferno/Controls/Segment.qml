// SPDX-License-Identifier: GPL-3.0-or-later
// A part of a SegmentedControl: its words, and an icon or a key.
import QtQml

QtObject {
    property string text: ""
    property string iconName: ""
    property string keys: ""
}
