// SPDX-License-Identifier: GPL-3.0-or-later
// Parts of a whole side by side: `counts` and `tones` ("success", "failed", …) belong together.
import QtQuick
import Inferno.Charts
import Inferno.Theme

ShareBarItem {
    implicitWidth: 160
    implicitHeight: 6
    success: Theme.success
    running: Theme.running
    warning: Theme.warning
    failed: Theme.failed
    neutral: Theme.neutral
    line: Theme.track
    Accessible.ignored: true
}
