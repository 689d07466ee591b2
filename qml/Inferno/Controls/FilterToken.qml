// SPDX-License-Identifier: GPL-3.0-or-later
// A token of a TokenFilterBar: key and value, or what is shut out where `negated`.
import QtQml

QtObject {
    property string key: ""
    property string value: ""
    property bool negated: false
}
