// SPDX-License-Identifier: GPL-3.0-or-later
// A lane of the gallery's timeline.
import QtQml

QtObject {
    property string name: ""
    property string status: "scheduled"
    property string note: ""
    property string noteTone: ""
    property var bars: []
}
