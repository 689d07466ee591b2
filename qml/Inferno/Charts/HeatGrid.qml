// SPDX-License-Identifier: GPL-3.0-or-later
// A week of 7×24 cells (or any grid) in one hue; `marked` cells are this job's.
import QtQuick
import Inferno.Charts
import Inferno.Theme

HeatGridItem {
    implicitWidth: columns * 14
    implicitHeight: rows * 14
    ramp: Theme.heat
    mark: Theme.accent
    Accessible.role: Accessible.Chart
}
