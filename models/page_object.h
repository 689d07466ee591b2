// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QtQml/qqmlregistration.h>

#include "core/base/error.h"
#include "models/page_state.h"

Q_MOC_INCLUDE("models/app_state.h")

namespace inferno::models {

class AppState;

/// What all page objects have: one of the seven states with its words, and whether something may be changed now. A page
/// tells what came of its readings (`setLoaded`, `setFailed`); the state follows from that and from the connection.
/// What was read once stays while the service is away. GUI thread.
class PageObject : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("AppState.pageObject")

    Q_PROPERTY(inferno::models::AppState* app READ appPointer CONSTANT)
    Q_PROPERTY(inferno::models::PageState state READ state NOTIFY stateChanged)
    Q_PROPERTY(bool refreshing READ refreshing NOTIFY stateChanged)
    Q_PROPERTY(QString errorTitle READ errorTitle NOTIFY stateChanged)
    Q_PROPERTY(QString errorText READ errorText NOTIFY stateChanged)
    Q_PROPERTY(QString errorCode READ errorCode NOTIFY stateChanged)
    Q_PROPERTY(QString offlineText READ offlineText NOTIFY stateChanged)
    Q_PROPERTY(QString asOfText READ asOfText NOTIFY stateChanged)
    /// Something was read since the window opened: without it there is nothing to show, not even a zero.
    Q_PROPERTY(bool hasData READ hasData NOTIFY stateChanged)
    /// Whether writes are possible; `whyNot` is the tooltip of a disabled control.
    Q_PROPERTY(bool writable READ writable NOTIFY stateChanged)
    Q_PROPERTY(QString whyNot READ whyNot NOTIFY stateChanged)

public:
    explicit PageObject(AppState& app);

    AppState* appPointer() const { return &app_; }
    PageState state() const { return state_; }
    bool refreshing() const { return refreshing_; }
    QString errorTitle() const;
    QString errorText() const;
    QString errorCode() const;
    QString offlineText() const;
    QString asOfText() const;
    bool hasData() const { return loaded_; }
    bool writable() const;
    QString whyNot() const;

    /// Reads again what the page shows.
    Q_INVOKABLE virtual void refresh() = 0;
    /// Gives up what is awaited while nothing was read yet. Answers that come later change nothing until it is read
    /// again.
    Q_INVOKABLE void stopWaiting();
    /// The page is entered; `argument` is what stands after its id in the route.
    Q_INVOKABLE virtual void enter(const QString& argument);

Q_SIGNALS:
    void stateChanged();

protected:
    AppState& app() const { return app_; }
    void setRefreshing();
    /// What the page shows has been read. `filtered`: it is empty because of filters.
    void setLoaded(bool empty = false, bool filtered = false);
    void setFailed(const Error& error);
    /// Something is missing that these words name; "" ends it.
    void setPartial(const QString& title, const QString& words);

private:
    void settle();

    AppState& app_;
    PageState state_ = PageState::Loading;
    bool refreshing_ = false;
    bool loaded_ = false;
    bool empty_ = false;
    bool filtered_ = false;
    bool failed_ = false;
    bool stopped_ = false; ///< somebody would not wait for what was asked last
    Error error_;
    QString partialTitle_;
    QString partialText_;
    QString asOf_;
};

} // namespace inferno::models
