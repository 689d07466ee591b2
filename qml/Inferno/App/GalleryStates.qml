// SPDX-License-Identifier: GPL-3.0-or-later
// The gallery's seven states, each in a card.
import QtQuick
import Inferno.App
import Inferno.Controls

GallerySection {
    id: root

    readonly property int cell: (width - 32) / 3

    title: "Page states"
    note: "every page and every card implements all seven"

    Grid {
        columns: 3
        spacing: 16
        Card {
            width: root.cell
            height: 290
            pad: 0
            title: "Jobs"
            StateView { anchors.fill: parent; pageState: StateView.Loading }
        }
        Card {
            width: root.cell
            height: 290
            pad: 0
            title: "Jobs"
            StateView {
                anchors.fill: parent
                pageState: StateView.EmptyFirst
                emptyTitle: "No jobs yet"
                emptyText: "Jobs run your scripts on a schedule, and every run is recorded in the vault."
                emptyAction: "New job"
                emptySecondAction: "Import crontab"
                sampleText: "or load the sample workspace, removable in one click"
            }
        }
        Card {
            width: root.cell
            height: 290
            pad: 0
            title: "Audit"
            StateView {
                anchors.fill: parent
                pageState: StateView.EmptyFiltered
                filteredTitle: "No events match these filters"
                filteredAction: "Search entire time range"
                filteredText: "Last 15 minutes, action role_granted, actor dkim"
                waysOut: ListModel {
                    ListElement { text: "Widen the time to the last 24 hours"; count: "2 events"; iconName: "calendar-search" }
                    ListElement { text: "Remove actor: dkim"; count: "1 event"; iconName: "x" }
                    ListElement { text: "Remove action: role_granted"; count: "47 events"; iconName: "x" }
                }
            }
        }
        Card {
            width: root.cell
            height: 290
            pad: 0
            title: "Slowest growing"
            subtitle: "p95, 30 days"
            StateView {
                anchors.fill: parent
                pageState: StateView.Error
                errorTitle: "Durations could not be read"
                errorText: "The job database was busy for 5 s. A backup is writing to it."
                errorCode: "jobs.store_busy"
            }
        }
        Card {
            width: root.cell
            height: 290
            pad: 0
            headless: true
            StateView {
                anchors.fill: parent
                pageState: StateView.Offline
                offlineText: "retry in 8 s"
                asOfText: "as of 10:42:07, next runs computed here"
                GalleryRows { anchors.fill: parent; opacity: 0.6 }
            }
        }
        Card {
            width: root.cell
            height: 290
            pad: 0
            title: "Audit"
            actions: Badge { text: "Sealed"; iconName: "lock" }
            StateView { anchors.fill: parent; pageState: StateView.Locked; unlockError: "" }
        }
        Card {
            width: root.cell
            height: 290
            pad: 0
            headless: true
            StateView {
                anchors.fill: parent
                pageState: StateView.Partial
                partialTitle: "3 of 4 segments."
                partialText: "00409 needs key k-0002"
                partialAction: "Add key"
                GalleryRows { anchors.fill: parent }
            }
        }
    }
}
