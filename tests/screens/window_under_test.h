// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <QImage>
#include <QQmlApplicationEngine>
#include <QQuickItem>
#include <QQuickWindow>
#include <QStringList>

#include "models/app_state.h"
#include "qml/Inferno/App/window_settings.h"

namespace inferno::tests {

/// Messages of QML and Qt since it was made: a page must not say a word. One at a time.
class MessageCatcher {
public:
    MessageCatcher();
    ~MessageCatcher();
    MessageCatcher(const MessageCatcher&) = delete;
    MessageCatcher& operator=(const MessageCatcher&) = delete;
    /// What was said, one a line; "" is good.
    QString said() const;

private:
    QtMessageHandler before_;
};

/// screens/ of the build folder, made where it is not there: all pictures of the tests.
QString screensFolder();
/// Written quickly; the file is larger than it must be.
void savePicture(const QImage& image, const QString& name);
/// What a window shows, once two looks in a row are alike.
QImage stillImage(QQuickWindow* window);

/// The real window of the desktop program over any backend: loaded, shown, and found by accessible names, as a person
/// or a screen reader finds things.
class WindowUnderTest {
public:
    /// `version`: of the window, to be compared with the service's; "" fits any.
    WindowUnderTest(models::Backend& backend, const Clock& clock, bool dark, const QSize& size = {1440, 900},
                    const QString& version = {});
    ~WindowUnderTest();

    bool isGood() const { return window_ != nullptr; }
    models::AppState& app() { return *app_; }
    QQuickWindow* window() { return window_; }

    /// The visible item with this accessible name (and role, where given); null if there is none.
    QQuickItem* find(const QString& name) const;
    /// Clicks in the middle of the item; false where it is not there.
    bool click(const QString& name) const;
    /// Gives the item the focus by a click, and types.
    bool type(const QString& name, const QString& text) const;
    /// Visible items that take the focus and have no accessible name.
    QStringList nameless() const;
    /// What the window shows, saved as NAME.png below the folder of pictures.
    QImage picture(const QString& name) const;
    /// The same, once two looks in a row are alike: answers have come and nothing moves.
    QImage stillPicture(const QString& name) const;
    /// While it shows, as a person would by the settings.
    void setDark(bool dark);

private:
    std::unique_ptr<models::AppState> app_;
    std::unique_ptr<ui::WindowSettings> settings_;
    std::unique_ptr<QQmlApplicationEngine> engine_;
    QQuickWindow* window_ = nullptr;
};

} // namespace inferno::tests
