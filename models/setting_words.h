// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringView>

namespace inferno::models {

/// What a key of the configuration is called in the window, and where it stands. Pure; safe from any thread.
struct SettingWords {
    QString category; ///< an id of SettingsPage's categories
    QString title;
    QString help; ///< one sentence; what an empty value or a zero means
    QString unit; ///< beside a number: "s", "GB", "%"
};

struct SettingCategory {
    QString id;
    QString title;
    QString icon; ///< a name of Inferno.Theme's icon table
};
/// In their order.
QList<SettingCategory> settingCategories();
QString titleOfCategory(const QString& id);

/// The words of a key. For a key that has none: the key itself, among what belongs nowhere else.
SettingWords wordsOfSetting(const QString& key);
/// Where it stands among the others.
int placeOfSetting(QStringView key);
/// Whether there are words for it.
bool hasSettingWords(QStringView key);

} // namespace inferno::models
