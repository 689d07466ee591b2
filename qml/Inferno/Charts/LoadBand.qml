// SPDX-License-Identifier: GPL-3.0-or-later
// Runs at once over days, against the number of workers.
import QtQuick
import Inferno.Charts
import Inferno.Theme

LoadBandItem {
    implicitWidth: 320
    implicitHeight: 64
    ink: Theme.c1
    limitInk: Theme.failed
    Accessible.role: Accessible.Chart
}
