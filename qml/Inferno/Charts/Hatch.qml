// SPDX-License-Identifier: GPL-3.0-or-later
// Stripes over a time in which nothing starts, or that does not exist.
import QtQuick
import Inferno.Charts
import Inferno.Theme

HatchItem {
    ink: Theme.border
    Accessible.ignored: true
}
