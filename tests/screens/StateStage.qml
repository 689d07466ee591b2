// SPDX-License-Identifier: GPL-3.0-or-later
// One state by itself, for its picture.
import QtQuick
import Inferno.Controls
import Inferno.Theme

Window {
    id: root

    property int shown: StateView.Ready
    property bool hasData: true
    property bool dark: false

    width: 640
    height: 320
    color: Theme.bg

    Binding { target: Theme; property: "mode"; value: root.dark ? Theme.Dark : Theme.Light }
    Binding { target: Theme; property: "reduceMotion"; value: true }

    StateView {
        anchors.fill: parent
        focus: true
        pageState: root.shown
        hasData: root.hasData
        emptyTitle: "No jobs yet"
        emptyText: "Jobs run your scripts on a schedule, and every run is recorded in the vault."
        emptyAction: "New job"
        emptySecondAction: "Import crontab"
        sampleText: "or load the sample workspace, removable in one click"
        filteredTitle: "No jobs match"
        filteredText: "status: failed, tag: db"
        waysOut: WayOut { text: "Show all jobs"; count: "24" }
        errorTitle: "The jobs could not be read"
        errorText: "The job database was busy for 5 s."
        errorCode: "db.busy"
        offlineText: "Nothing answers at 127.0.0.1:8080."
        asOfText: "as of 10:42:07"
        partialTitle: "Some jobs are missing"
        partialText: "The job database was busy for 5 s."
        partialAction: "Retry"

        AppText { anchors.centerIn: parent; color: Theme.text2; text: "Content" }
    }
}
