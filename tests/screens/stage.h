// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

#include "models/fakes/fake_backend.h"
#include "models/page_state.h"
#include "tests/screens/window_under_test.h"

namespace inferno::models {
class PageObject;
}

namespace inferno::tests {

/// What has happened to the service when a page is looked at. The seven states of a page come from these; two of them
/// in two ways: away with and without something read before, usable with a part missing and only to be read.
enum class Scene { Ready, Loading, Empty, Filtered, Error, Offline, Never, Locked, Partial, ReadOnly, Tampered };
Q_NAMESPACE
Q_ENUM_NS(Scene)

/// "loading".
QString nameOf(Scene scene);

/// The window in a scene, in which one page after another is looked at.
class Stage {
public:
    Stage(Scene scene, bool dark);

    WindowUnderTest& window() { return window_; }
    models::FakeBackend& backend() { return backend_; }
    /// Shows the page at ROUTE, "jobs" or "jobs/nightly", and lets happen to it what the scene is about. False where
    /// its state does not come.
    bool enter(const QString& route);
    models::PageObject* page() const { return page_; }

    /// Whether a page has what the scene needs: filters, a vault.
    static bool fits(const QString& page, Scene scene);
    /// Whether it is a form, which reads nothing of the service to begin with.
    static bool isForm(const QString& page);
    static models::PageState expected(const QString& page, Scene scene);
    /// The accessible name of something that shows in this state, whatever the page; "" where there is none.
    static QString sign(models::PageState state, Scene scene);

private:
    bool reach(models::PageState state) const;
    bool connect(models::FakeBackend::Mood mood, bool connected);
    void filterAll(const QString& page);

    Scene scene_;
    models::FakeBackend backend_;
    WindowUnderTest window_;
    models::PageObject* page_ = nullptr;
};

} // namespace inferno::tests
