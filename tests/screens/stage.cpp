// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/screens/stage.h"

#include <QMetaEnum>
#include <QTest>

#include "models/audit_page.h"
#include "models/jobs_page.h"
#include "models/models_page.h"
#include "models/page_object.h"

namespace inferno::tests {

using namespace Qt::StringLiterals;
using models::FakeBackend;
using models::PageState;
using Mood = FakeBackend::Mood;

namespace {

constexpr int kPatienceMs = 3000;

Mood moodOf(Scene scene) {
    switch (scene) {
    case Scene::Loading: return Mood::Silent;
    case Scene::Empty: return Mood::Empty;
    case Scene::Error: return Mood::Broken;
    case Scene::Never: return Mood::Offline;
    case Scene::Locked: return Mood::Locked;
    case Scene::Tampered: return Mood::Tampered;
    case Scene::Ready:
    case Scene::Filtered:
    case Scene::Offline:
    case Scene::Partial:
    case Scene::ReadOnly: break;
    }
    return Mood::Normal;
}

bool needsVault(const QString& page) {
    return page == "audit"_L1 || page == "models"_L1 || page == "settings"_L1;
}

} // namespace

QString nameOf(Scene scene) {
    return QString::fromLatin1(QMetaEnum::fromType<Scene>().valueToKey(static_cast<int>(scene))).toLower();
}

Stage::Stage(Scene scene, bool dark)
    : scene_(scene), backend_(moodOf(scene)),
      window_(backend_, FakeBackend::clock(), dark, {1440, 900}, scene == Scene::ReadOnly ? u"9.9.9"_s : QString()) {}

bool Stage::isForm(const QString& page) {
    return page.startsWith("job-editor"_L1) || page == "first-run"_L1;
}

bool Stage::fits(const QString& page, Scene scene) {
    if (scene == Scene::Filtered)
        return page == "jobs"_L1 || page == "audit"_L1 || page == "models"_L1;
    return scene != Scene::Tampered || page == "audit"_L1;
}

PageState Stage::expected(const QString& page, Scene scene) {
    switch (scene) {
    case Scene::Loading: return isForm(page) ? PageState::Ready : PageState::Loading;
    case Scene::Empty: return isForm(page) || page == "settings"_L1 ? PageState::Ready : PageState::EmptyFirst;
    case Scene::Filtered: return PageState::EmptyFiltered;
    case Scene::Error: return isForm(page) ? PageState::Ready : PageState::Error;
    case Scene::Offline:
    case Scene::Never: return PageState::Offline;
    case Scene::Locked: return needsVault(page) ? PageState::Locked : PageState::Ready;
    case Scene::Partial: return isForm(page) ? PageState::Ready : PageState::Partial;
    case Scene::Ready:
    case Scene::ReadOnly:
    case Scene::Tampered: break;
    }
    return PageState::Ready;
}

QString Stage::sign(PageState state, Scene scene) {
    switch (state) {
    case PageState::Loading: return u"Loading"_s;
    case PageState::EmptyFiltered: return u"Clear all filters"_s;
    case PageState::Error:
    case PageState::Partial: return u"Retry"_s;
    case PageState::Offline: return u"Reconnect"_s;
    case PageState::Locked: return u"Passphrase"_s;
    case PageState::Ready:
    case PageState::EmptyFirst: break;
    }
    return scene == Scene::ReadOnly ? u"Version mismatch, read only"_s : QString();
}

bool Stage::enter(const QString& route) {
    const QString id = route.section(u'/', 0, 0);
    models::AppState& app = window_.app();
    if (!connect(moodOf(scene_), scene_ != Scene::Never))
        return false;
    app.navigate(id, route.section(u'/', 1));
    page_ = qobject_cast<models::PageObject*>(app.pageObject(id));
    if (!page_)
        return false;
    if (scene_ == Scene::Offline && (!reach(PageState::Ready) || !connect(Mood::Offline, false)))
        return false;
    if (scene_ == Scene::Filtered && reach(PageState::Ready))
        filterAll(id);
    if (scene_ == Scene::Partial) {
        page_->refresh();
        if (!reach(PageState::Ready) || !QTest::qWaitFor([&] { return !page_->refreshing(); }, kPatienceMs))
            return false;
        backend_.setMood(Mood::Broken);
        page_->refresh();
    }
    return reach(expected(id, scene_));
}

bool Stage::connect(Mood mood, bool connected) {
    backend_.setMood(mood);
    if (window_.app().connected() != connected)
        backend_.reconnectNow();
    return QTest::qWaitFor([&] { return window_.app().connected() == connected; }, kPatienceMs);
}

bool Stage::reach(PageState state) const {
    return QTest::qWaitFor([&] { return page_->state() == state; }, kPatienceMs);
}

void Stage::filterAll(const QString& page) {
    if (page == "jobs"_L1)
        qobject_cast<models::JobsPage*>(page_)->addTokens(u"status:failed tag:nothing"_s);
    if (page == "audit"_L1)
        qobject_cast<models::AuditPage*>(page_)->filter()->add(u"action"_s, u"no_such_action"_s);
    if (page == "models"_L1)
        qobject_cast<models::ModelsPage*>(page_)->setWords(u"no such model"_s);
}

} // namespace inferno::tests
