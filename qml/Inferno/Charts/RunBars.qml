// SPDX-License-Identifier: GPL-3.0-or-later
// The last runs of a job as bars, oldest first: `states` and `durations` side by side.
import QtQuick
import Inferno.Charts
import Inferno.Theme

RunBarsItem {
    success: Theme.success
    running: Theme.running
    warning: Theme.warning
    failed: Theme.failed
    neutral: Theme.neutral
    line: Theme.borderStrong
    Accessible.role: Accessible.Chart
    //: Accessible name of the bars of a job's last runs: how many, and how many of them failed.
    Accessible.name: qsTr("Last %n runs, %1 failed", "", runCount).arg(failedCount)
}
