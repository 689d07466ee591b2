// SPDX-License-Identifier: GPL-3.0-or-later
// The seven states of a page or a card, around its content (the default property). `pageState` is the number of
// Inferno.Models' PageState; its numbers are these:
//   0 Ready, 1 Loading, 2 EmptyFirst, 3 EmptyFiltered, 4 Error, 5 Offline, 6 Locked, 7 Partial
// Content shows in Ready, Offline and Partial; Offline without `hasData` shows why there is none and what helps. Loading shows nothing for 150 ms, then the skeleton; where there is data
// already, stay Ready and set `refreshing`: a 2-px line runs along the top. Words are the page's; the look is here.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Theme

FocusScope {
    id: root

    enum State { Ready, Loading, EmptyFirst, EmptyFiltered, Error, Offline, Locked, Partial }

    property int pageState: StateView.Ready
    property bool refreshing: false
    default property alias content: body.data

    // Loading.
    property Component skeleton: null   // the real layout as bars; null = rows of a table
    // EmptyFirst: one sentence, one action, one sample.
    property string emptyIcon: "list-checks"
    property string emptyTitle: ""
    property string emptyText: ""
    property string emptyAction: ""
    property string emptySecondAction: ""
    property string sampleText: ""
    // EmptyFiltered: names the filters and counts each way out.
    property string filteredTitle: ""
    property string filteredText: ""
    property string filteredAction: ""
    property var waysOut: null          // a model with text, count, iconName; or a list of WayOut
    // Error.
    property string errorTitle: ""
    property string errorText: ""
    property string errorCode: ""
    property bool canOpenLogs: false
    // Offline.
    property bool hasData: true         // false: nothing was ever read, the content would be invented
    //: Over a page whose service does not answer.
    property string offlineTitle: qsTr("Service unreachable")
    property string offlineText: ""     // "retry in 8 s"
    property string asOfText: ""        // "as of 10:42:07"
    property bool canStartService: true
    // Locked.
    property string unlockError: ""
    property bool unlocking: false
    // Partial.
    property string partialTitle: ""
    property string partialText: ""
    property string partialAction: ""

    readonly property bool hasContent: pageState === StateView.Ready || pageState === StateView.Partial
        || (pageState === StateView.Offline && hasData)

    signal cancelled()
    signal emptyActionTriggered()
    signal emptySecondActionTriggered()
    signal sampleRequested()
    signal wayOutChosen(int index)
    signal filteredActionTriggered()
    signal filtersCleared()
    signal retried()
    signal logsRequested()
    signal reconnectRequested()
    signal serviceStartRequested()
    signal unlockRequested(string passphrase)
    signal partialActionTriggered()

    implicitWidth: 400
    implicitHeight: 240

    Item {
        id: notices
        width: parent.width
        height: childrenRect.height
        Repeater {
            model: root.pageState === StateView.Offline && root.hasData ? 1 : 0
            Banner {
                width: notices.width
                tone: "failed"
                iconName: "plug-off"
                title: root.offlineTitle
                text: root.offlineText
                actions: [
                    Button {
                        //: Tries to reach the service at once.
                        text: qsTr("Reconnect")
                        onClicked: root.reconnectRequested()
                    },
                    Button {
                        visible: root.canStartService
                        kind: Button.Primary
                        //: Starts the background service.
                        text: qsTr("Start service")
                        onClicked: root.serviceStartRequested()
                    }
                ]
            }
        }
        Repeater {
            model: root.pageState === StateView.Partial ? 1 : 0
            Banner {
                width: notices.width
                tone: "warning"
                title: root.partialTitle
                text: root.partialText
                actions: Button {
                    visible: root.partialAction.length > 0
                    text: root.partialAction
                    onClicked: root.partialActionTriggered()
                }
            }
        }
    }
    Item {
        id: body
        y: notices.height
        width: parent.width
        height: parent.height - y - (foot.visible ? foot.height : 0)
        visible: root.hasContent
    }
    AppText {
        id: foot
        visible: root.pageState === StateView.Offline && root.asOfText.length > 0
        anchors.bottom: parent.bottom
        x: 12
        height: 28
        font: Theme.label
        color: Theme.text2
        text: root.asOfText
    }
    ProgressBar {
        visible: root.refreshing && root.hasContent
        y: body.y
        width: parent.width
        thickness: 2
        tone: "accent"
        indeterminate: true
        //: Accessible name of the line that runs while data is read again.
        Accessible.name: qsTr("Refreshing")
    }
    // One or none of each: a Loader cannot make bound components in Qt 6.4.
    Repeater {
        model: root.pageState === StateView.Loading ? 1 : 0
        StateLoading {
            width: root.width
            height: root.height
            skeleton: root.skeleton
            onCancelled: root.cancelled()
        }
    }
    Repeater {
        model: root.pageState === StateView.EmptyFirst ? 1 : 0
        StateEmpty {
            width: root.width
            height: root.height
            focus: true
            iconName: root.emptyIcon
            title: root.emptyTitle
            text: root.emptyText
            action: root.emptyAction
            secondAction: root.emptySecondAction
            sampleText: root.sampleText
            onActionTriggered: root.emptyActionTriggered()
            onSecondActionTriggered: root.emptySecondActionTriggered()
            onSampleRequested: root.sampleRequested()
        }
    }
    Repeater {
        model: root.pageState === StateView.Offline && !root.hasData ? 1 : 0
        StateEmpty {
            width: root.width
            height: root.height
            focus: true
            iconName: "plug-off"
            title: root.offlineTitle
            text: root.offlineText
            action: root.canStartService ? qsTr("Start service") : ""
            actionIcon: "play"
            secondAction: qsTr("Reconnect")
            secondActionIcon: "rotate-cw"
            onActionTriggered: root.serviceStartRequested()
            onSecondActionTriggered: root.reconnectRequested()
        }
    }
    Repeater {
        model: root.pageState === StateView.EmptyFiltered ? 1 : 0
        StateFiltered {
            width: root.width
            height: root.height
            focus: true
            title: root.filteredTitle
            text: root.filteredText
            waysOut: root.waysOut
            onChosen: index => root.wayOutChosen(index)
            action: root.filteredAction
            onActionTriggered: root.filteredActionTriggered()
            onCleared: root.filtersCleared()
        }
    }
    Repeater {
        model: root.pageState === StateView.Error ? 1 : 0
        StateError {
            width: root.width
            height: root.height
            focus: true
            title: root.errorTitle
            text: root.errorText
            code: root.errorCode
            canOpenLogs: root.canOpenLogs
            onRetried: root.retried()
            onLogsRequested: root.logsRequested()
        }
    }
    Repeater {
        model: root.pageState === StateView.Locked ? 1 : 0
        StateLocked {
            width: root.width
            height: root.height
            focus: true
            errorText: root.unlockError
            busy: root.unlocking
            onUnlockRequested: passphrase => root.unlockRequested(passphrase)
        }
    }
}
