// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/page_object.h"

#include <utility>

#include <QQmlEngine>

#include "models/app_state.h"
#include "models/words.h"

namespace inferno::models {

using namespace Qt::StringLiterals;

PageObject::PageObject(AppState& app) : app_(app) {
    // AppState owns it: what an invokable returns would else be the engine's to delete.
    QQmlEngine::setObjectOwnership(this, QQmlEngine::CppOwnership);
    connect(&app, &AppState::serviceChanged, this, &PageObject::settle);
    connect(&app, &AppState::refreshed, this, [this] { refresh(); });
}

void PageObject::enter(const QString&) {}

QString PageObject::errorTitle() const {
    return failed_ ? titleOfError(error_) : partialTitle_;
}
QString PageObject::errorText() const {
    return failed_ ? detailOfError(error_) : partialText_;
}
QString PageObject::errorCode() const {
    return failed_ ? codeOfError(error_) : QString();
}
QString PageObject::offlineText() const {
    return app_.serviceDetail();
}
QString PageObject::asOfText() const {
    return asOf_.isEmpty() ? QString() : tr("as of %1").arg(asOf_);
}
bool PageObject::writable() const {
    return app_.connected() && app_.serviceState() != AppState::ServiceState::VersionMismatch;
}
QString PageObject::whyNot() const {
    if (writable())
        return {};
    return app_.connected() ? tr("%1: it may only be read").arg(app_.serviceDetail())
                            : tr("The service does not answer");
}

void PageObject::stopWaiting() {
    if (state_ != PageState::Loading)
        return;
    setFailed({ErrorCode::RequestTimeout,
               //: Why a page shows nothing, after Cancel.
               tr("It was cancelled before the answer came.").toStdString(),
               //: What helps when a reading was cancelled.
               tr("Try again.").toStdString(), nullptr});
    stopped_ = true;
}

void PageObject::setRefreshing() {
    if (std::exchange(stopped_, false))
        failed_ = false; // it is awaited once more
    refreshing_ = true;
    settle();
}

void PageObject::setLoaded(bool empty, bool filtered) {
    if (stopped_)
        return;
    loaded_ = true;
    failed_ = false;
    refreshing_ = false;
    empty_ = empty;
    filtered_ = filtered;
    asOf_ = nowIn(app_.clock(), app_.zone()).toString(u"HH:mm:ss");
    settle();
}

void PageObject::setFailed(const Error& error) {
    if (stopped_)
        return;
    failed_ = true;
    refreshing_ = false;
    error_ = error;
    settle();
}

void PageObject::setPartial(const QString& title, const QString& words) {
    partialTitle_ = title;
    partialText_ = words;
    settle();
}

void PageObject::settle() {
    using Service = AppState::ServiceState;
    const bool away = !app_.connected() && app_.serviceState() != Service::Connecting;
    if (failed_ && error_.code == ErrorCode::VaultLocked)
        state_ = PageState::Locked;
    else if (away)
        state_ = PageState::Offline;
    else if (failed_)
        state_ = loaded_ ? PageState::Partial : PageState::Error;
    else if (!loaded_)
        state_ = PageState::Loading;
    else if (empty_)
        state_ = filtered_ ? PageState::EmptyFiltered : PageState::EmptyFirst;
    else
        state_ = partialTitle_.isEmpty() ? PageState::Ready : PageState::Partial;
    Q_EMIT stateChanged();
}

} // namespace inferno::models
