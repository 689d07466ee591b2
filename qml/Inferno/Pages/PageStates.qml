// SPDX-License-Identifier: GPL-3.0-or-later
// The seven states of a page, bound to its page object: what every page wraps its content in.
import QtQuick
import Inferno.Controls
import Inferno.Models as M

StateView {
    id: root

    required property M.PageObject page
    readonly property bool starting: page.app.serviceState === M.AppState.Starting

    pageState: page.state
    refreshing: page.refreshing
    errorTitle: page.errorTitle
    errorText: page.errorText
    errorCode: page.errorCode
    hasData: page.hasData
    offlineTitle: starting ? page.app.serviceText : qsTr("Service unreachable")
    offlineText: page.offlineText
    canStartService: !starting
    asOfText: page.asOfText
    partialTitle: page.errorTitle
    partialText: page.errorText
    //: Reads again what could not be read.
    partialAction: qsTr("Retry")
    onPartialActionTriggered: page.refresh()
    onRetried: page.refresh()
    onCancelled: page.stopWaiting()
    unlocking: page.app.unlocking
    unlockError: page.app.unlockError
    onUnlockRequested: passphrase => page.app.unlockVault(passphrase)
    onReconnectRequested: page.app.reconnectNow()
    onServiceStartRequested: page.app.startService()
}
