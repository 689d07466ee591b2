// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/fields_model.h"
#include "models/page_object.h"
#include "models/passphrase_change.h"
#include "models/service_facts.h"
#include "models/settings_list.h"

namespace inferno::models {

/// The settings: categories at the left, of which the first is the service itself; every setting by category or by a
/// search over all; keys of the window, facts for a report, and whose work is in it. GUI thread.
class SettingsPage : public inferno::models::PageObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("AppState.pageObject")

    /// Fields categoryId, title, iconName, note ("2 changed", or what a search found), warns, shown.
    Q_PROPERTY(inferno::models::FieldsModel* categories READ categories CONSTANT)
    Q_PROPERTY(QString category READ category NOTIFY categoryChanged)
    Q_PROPERTY(QString title READ title NOTIFY categoryChanged)
    /// What the service has no part in: it shows whether the service answers or not.
    Q_PROPERTY(bool windowOnly READ windowOnly NOTIFY categoryChanged)
    Q_PROPERTY(bool searching READ searching NOTIFY categoryChanged)
    Q_PROPERTY(QString foundText READ foundText NOTIFY categoryChanged) ///< "4 settings"
    Q_PROPERTY(inferno::models::SettingsList* settings READ settings CONSTANT)
    Q_PROPERTY(inferno::models::ServiceFacts* service READ service CONSTANT)
    Q_PROPERTY(inferno::models::PassphraseChange* passphrase READ passphrase CONSTANT)
    Q_PROPERTY(QString pendingText READ pendingText NOTIFY pendingChanged) ///< "1 change needs a restart"; ""
    Q_PROPERTY(bool restarting READ restarting NOTIFY stateChanged)
    /// Fields name, licence, use: whose work is in the program.
    Q_PROPERTY(inferno::models::FieldsModel* licences READ licences CONSTANT)

public:
    explicit SettingsPage(AppState& app);

    FieldsModel* categories() { return &categories_; }
    QString category() const { return settings_.category(); }
    QString title() const;
    bool windowOnly() const;
    bool searching() const { return !settings_.words().isEmpty(); }
    QString foundText() const;
    SettingsList* settings() { return &settings_; }
    ServiceFacts* service() { return &service_; }
    PassphraseChange* passphrase() { return &passphrase_; }
    QString pendingText() const;
    bool restarting() const;
    FieldsModel* licences() { return &licences_; }

    void refresh() override;
    void enter(const QString& category) override;
    /// The next (1) or previous (-1) category of the list.
    Q_INVOKABLE void step(int by);
    /// New keys for the vault, or a new key that signs.
    Q_INVOKABLE void rotate(bool signing);

Q_SIGNALS:
    void categoryChanged();
    void pendingChanged();

private:
    void showCategories();
    void tellPath();

    FieldsModel categories_;
    SettingsList settings_;
    ServiceFacts service_;
    PassphraseChange passphrase_;
    FieldsModel licences_;
};

} // namespace inferno::models
