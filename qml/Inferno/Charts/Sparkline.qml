// SPDX-License-Identifier: GPL-3.0-or-later
// A line of values over its tint: `values: page.rateSeries`. Series 1 unless `color` says otherwise.
import QtQuick
import Inferno.Charts
import Inferno.Theme

SparklineItem {
    implicitWidth: 96
    implicitHeight: 30
    color: Theme.c1
    stroke: Theme.strokeSpark
    Accessible.role: Accessible.Chart
}
