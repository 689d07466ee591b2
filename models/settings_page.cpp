// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/settings_page.h"

#include <algorithm>

#include <QCoreApplication>

#include "models/app_state.h"
#include "models/desktop_state.h"
#include "models/setting_words.h"
#include "models/words.h"

namespace inferno::models {

using namespace Qt::StringLiterals;

namespace {

/// What the program is made of, as Debian's packages and CMake's files name it.
QList<FieldsModel::Row> licenceRows() {
    const auto words = [](const char* text) { return QCoreApplication::translate("Licences", text); };
    return {{u"Inferno"_s, u"GPL-3.0-or-later"_s, words(QT_TRANSLATE_NOOP("Licences", "this program"))},
            {u"Qt 6"_s, u"LGPL-3.0, GPL-3.0"_s, words(QT_TRANSLATE_NOOP("Licences", "the window, reports"))},
            {u"LibTorch"_s, u"BSD-3-Clause"_s, words(QT_TRANSLATE_NOOP("Licences", "models"))},
            {u"Boost"_s, u"BSL-1.0"_s, words(QT_TRANSLATE_NOOP("Licences", "the server"))},
            {u"OpenSSL"_s, u"Apache-2.0"_s, words(QT_TRANSLATE_NOOP("Licences", "encryption, hashes, signatures"))},
            {u"Argon2"_s, u"CC0-1.0, Apache-2.0"_s, words(QT_TRANSLATE_NOOP("Licences", "passphrases"))},
            {u"SQLite"_s, words(QT_TRANSLATE_NOOP("Licences", "public domain")),
             words(QT_TRANSLATE_NOOP("Licences", "jobs and runs"))},
            {u"Zstandard, LZ4, zlib"_s, u"BSD-3-Clause, BSD-2-Clause, Zlib"_s,
             words(QT_TRANSLATE_NOOP("Licences", "compression"))},
            {u"libcurl"_s, u"curl"_s, words(QT_TRANSLATE_NOOP("Licences", "the client"))},
            {u"nlohmann-json, simdjson"_s, u"MIT, Apache-2.0"_s, u"JSON"_s},
            {u"toml++, yaml-cpp"_s, u"MIT"_s, words(QT_TRANSLATE_NOOP("Licences", "configuration, definitions"))},
            {u"CLI11"_s, u"BSD-3-Clause"_s, words(QT_TRANSLATE_NOOP("Licences", "the command line"))},
            {u"date, spdlog"_s, u"MIT"_s, words(QT_TRANSLATE_NOOP("Licences", "time zones, the service's log"))},
            {u"KArchive, libseccomp"_s, u"LGPL-2.1"_s,
             words(QT_TRANSLATE_NOOP("Licences", "archives, in a closed process"))},
            {u"Bootstrap Icons"_s, u"MIT"_s, words(QT_TRANSLATE_NOOP("Licences", "pictures"))},
            {u"Inter, JetBrains Mono"_s, u"OFL-1.1"_s, words(QT_TRANSLATE_NOOP("Licences", "letters"))}};
}

} // namespace

SettingsPage::SettingsPage(AppState& app)
    : PageObject(app), categories_({"categoryId", "title", "iconName", "note", "warns", "shown"}), settings_(app),
      service_(app), passphrase_(app), licences_({"name", "licence", "use"}) {
    licences_.setRows(licenceRows());
    connect(&settings_, &SettingsList::changed, this, &SettingsPage::showCategories);
    connect(&settings_, &SettingsList::changed, this, &SettingsPage::pendingChanged);
    connect(&settings_, &SettingsList::filterChanged, this, &SettingsPage::showCategories);
    connect(&settings_, &SettingsList::filterChanged, this, &SettingsPage::tellPath);
    connect(&settings_, &SettingsList::written, this, &SettingsPage::refresh);
    connect(&app.desktop(), &DesktopState::changed, this, &SettingsPage::showCategories);
    showCategories();
}

void SettingsPage::refresh() {
    setRefreshing();
    service_.refresh();
    app().backend().config().then(this, [this](const Result<nlohmann::json>& config) {
        if (!config) {
            setFailed(config.error());
            return;
        }
        settings_.take(*config);
        setLoaded();
    });
}

void SettingsPage::enter(const QString& category) {
    const auto all = settingCategories();
    const bool known = std::ranges::any_of(all, [&](const SettingCategory& one) { return one.id == category; });
    settings_.setWords({});
    if (known)
        settings_.setCategory(category);
    showCategories();
    tellPath();
}

void SettingsPage::tellPath() {
    app().setPathTail(u"settings"_s, {title()});
}

QString SettingsPage::title() const {
    return searching() ? tr("Search") : titleOfCategory(category());
}

bool SettingsPage::windowOnly() const {
    static const QStringList own{u"appearance"_s, u"keyboard"_s, u"about"_s};
    return !searching() && own.contains(category());
}

QString SettingsPage::foundText() const {
    int found = 0;
    for (const SettingCategory& one : settingCategories())
        found += settings_.foundIn(one.id);
    //: How many settings a search found.
    return tr("%n setting(s)", nullptr, found);
}

QString SettingsPage::pendingText() const {
    const int count = settings_.pending();
    //: Changed settings that count only after the service has been started again.
    return count == 0 ? QString() : tr("%n change(s) need(s) a restart", nullptr, count);
}

bool SettingsPage::restarting() const {
    return app().serviceState() == AppState::ServiceState::Starting;
}

void SettingsPage::showCategories() {
    QList<FieldsModel::Row> rows;
    for (const SettingCategory& one : settingCategories()) {
        const int changed = settings_.changedIn(one.id);
        const int found = searching() ? settings_.foundIn(one.id) : 0;
        const QString note = searching()    ? QString::number(found)
                             : changed == 0 ? QString()
                                            //: Settings of a category that are not as they were at first.
                                            : tr("%n changed", nullptr, changed);
        const bool warns = one.id == "notifications"_L1 && !app().desktop().notifies();
        rows.append({one.id, one.title, one.icon, note, warns && !searching(), !searching() || found > 0});
    }
    categories_.setRows(rows);
    Q_EMIT categoryChanged();
}

void SettingsPage::step(int by) {
    const auto all = settingCategories();
    const auto at = std::ranges::find(all, category(), &SettingCategory::id) - all.begin();
    const auto next = std::clamp<qsizetype>(at + by, 0, all.size() - 1);
    if (next != at)
        settings_.setCategory(all.at(next).id);
}

void SettingsPage::rotate(bool signing) {
    app().backend().rotateKeys(signing).then(this, [this, signing](const Result<client::KeysRotated>& rotated) {
        if (!rotated) {
            app().sayError(tr("There are no new keys"), rotated.error());
            return;
        }
        app().say(signing ? tr("A new key signs from now on")
                          : tr("The vault has new keys: version %1").arg(rotated->kek_new));
        app().vaultMayHaveChanged();
    });
}

} // namespace inferno::models
