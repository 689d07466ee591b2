// SPDX-License-Identifier: GPL-3.0-or-later
// How wide the columns of the list of jobs are: the wider the list, the more of them.
import QtQml

QtObject {
    id: root

    property real width: 800
    readonly property bool wide: width > 1000
    readonly property int check: 36
    readonly property int status: 122
    readonly property int next: 138
    readonly property int bars: 132
    readonly property int p95: 60
    readonly property int started: 110
    readonly property int p50: 60
    readonly property int enabled: 76
    readonly property int fixed: 8 + check + status + next + bars + p95 + (wide ? started + p50 + enabled : 0)
    readonly property real schedule: width - fixed < 290 ? 0 : Math.max(140, Math.round((width - fixed) * 0.44))
    readonly property real name: Math.max(80, width - fixed - schedule)
}
