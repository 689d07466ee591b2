// SPDX-License-Identifier: GPL-3.0-or-later
// What a job did and will do, on a timeline: `bars` is a list of [from, to, state, kind], see LaneBarsItem.
import QtQuick
import Inferno.Charts
import Inferno.Theme

LaneBarsItem {
    implicitWidth: 400
    implicitHeight: Theme.rowHeight
    success: Theme.success
    running: Theme.running
    warning: Theme.warning
    failed: Theme.failed
    neutral: Theme.neutral
    Accessible.role: Accessible.Chart
}
