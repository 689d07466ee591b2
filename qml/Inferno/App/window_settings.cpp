// SPDX-License-Identifier: GPL-3.0-or-later
#include "qml/Inferno/App/window_settings.h"

#include "models/language.h"

namespace inferno::ui {

WindowSettings::WindowSettings(const QString& file, QObject* parent) : QObject(parent) {
    if (file.isEmpty())
        return;
    file_ = std::make_unique<QSettings>(file, QSettings::IniFormat);
    for (const QString& key : file_->allKeys())
        values_.insert(key, file_->value(key));
}

QRect WindowSettings::geometry() const {
    return values_.value(QStringLiteral("geometry")).toRect();
}

int WindowSettings::language() const {
    const auto& list = models::languages();
    for (int i = 0; i < list.size(); ++i)
        if (list.at(i).code == languageCode())
            return i + 1;
    return 0;
}

void WindowSettings::setLanguage(int language) {
    const auto& list = models::languages();
    put("language", language > 0 && language <= list.size() ? list.at(language - 1).code : QString());
}

// What stands in the file may have been edited by hand: out of range is as if it were not there.
int WindowSettings::number(const char* key, int least, int most, int otherwise) const {
    bool fine = false;
    const int value = values_.value(QString::fromLatin1(key)).toInt(&fine);
    return fine && value >= least && value <= most ? value : otherwise;
}

void WindowSettings::put(const char* key, const QVariant& value) {
    const QString name = QString::fromLatin1(key);
    if (values_.value(name) == value)
        return;
    values_.insert(name, value);
    if (file_)
        file_->setValue(name, value);
    Q_EMIT changed();
}

} // namespace inferno::ui
