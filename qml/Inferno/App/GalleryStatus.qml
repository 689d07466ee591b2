// SPDX-License-Identifier: GPL-3.0-or-later
// The gallery's statuses, type and charts.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.App
import Inferno.Charts
import Inferno.Controls
import Inferno.Theme

Column {
    id: root

    readonly property list<GalleryLane> lanes: [
        GalleryLane {
            name: "embedding_refresh"
            status: "running"
            note: "est. 10:59"
            bars: [[0.18, 0.25, "running", "actual"], [0.25, 0.29, "running", "estimate"], [0.5, 0.6, "scheduled", "planned"]]
        },
        GalleryLane {
            name: "post_processing"
            status: "failed"
            note: "exit 137"
            noteTone: "failed"
            bars: [[0.02, 0.04, "failed", "actual"]]
        },
        GalleryLane {
            name: "batch_inference"
            status: "blocked"
            note: "blocked: post_processing"
            bars: [[0.3, 0.4, "blocked", "estimate"]]
        }
    ]

    spacing: 20
    width: 620

    Row {
        spacing: 40
        GallerySection {
            title: "Status"
            Grid {
                columns: 2
                spacing: 8
                Repeater {
                    model: ["scheduled", "ready", "queued", "blocked", "running", "retrying", "completed", "warnings", "at_risk",
                        "failed", "timed_out", "cancelled", "skipped", "paused", "disabled"]
                    StatusBadge {
                        required property string modelData
                        status: modelData
                        progress: modelData === "running" ? 0.62 : -1
                    }
                }
            }
            Row {
                spacing: 8
                StatusIcon { status: "completed" }
                AppText { font: Theme.bodyMedium; text: "vault_backup" }
                Tag { text: "etl" }
                CountPill { text: "24" }
                CountDot { count: 3 }
            }
        }
        GallerySection {
            title: "Type"
            note: "Inter, JetBrains Mono"
            Repeater {
                model: [Theme.caption, Theme.label, Theme.body, Theme.emphasis, Theme.section, Theme.page, Theme.stat, Theme.mono]
                AppText {
                    required property font modelData
                    font: modelData
                    text: "Runs at 02:00, 4,210,993"
                }
            }
        }
    }
    GallerySection {
        title: "Charts"
        Row {
            spacing: 24
            Sparkline { values: [3, 4, 3.5, 5, 4, 6, 5.5, 7, 6, 5] }
            RunBars {
                anchors.verticalCenter: parent.verticalCenter
                durations: [5, 6, 5, 7, 4, 6, 5, 6, 9, 5, 6, 5, 4, 6, 5, 7]
                states: ["completed", "completed", "failed", "completed", "completed", "skipped", "completed", "completed",
                    "warnings", "completed", "completed", "timed_out", "completed", "completed", "completed", "running"]
            }
            Column {
                spacing: 8
                ShareBar { counts: [142, 3, 4, 3, 4]; tones: ["success", "failed", "warning", "running", "neutral"] }
                CellRow { taken: 3; places: 8 }
                ProgressBar { value: 0.62; Accessible.name: "62 %" }
            }
            HeatGrid {
                width: 168
                height: 49
                values: Array.from({ length: 168 }, (unused, i) => (i * 7) % 9)
                marked: [50]
            }
        }
        Histogram {
            width: root.width
            low: [44, 40, 38, 60, 50, 20, 14, 13, 12, 22, 30, 44, 80, 60, 30, 12]
            middle: [2, 1, 0, 3, 2, 0, 0, 1, 0, 0, 2, 4, 6, 1, 0, 0]
            high: [1, 0, 0, 6, 2, 0, 0, 0, 0, 1, 0, 2, 3, 1, 0, 4]
            labels: ["12:00", "15:00", "18:00", "21:00"]
        }
        Timeline {
            width: root.width
            nowAt: 0.25
            nowText: "10:42"
            hours: ListModel {
                ListElement { label: "09:00"; at: 0.04 }
                ListElement { label: "10:00"; at: 0.165 }
                ListElement { label: "12:00"; at: 0.415 }
                ListElement { label: "14:00"; at: 0.665 }
            }
            lanes: root.lanes
        }
    }
}
