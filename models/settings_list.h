// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <expected>

#include <QObject>
#include <QtQml/qqmlregistration.h>

#include <nlohmann/json.hpp>

#include "models/fields_model.h"
#include "services/client/types.h"

namespace inferno::models {

class AppState;

/// The settings of the service and of the window, a row each, by category or by what is searched for. A change is made
/// at once, and can be taken back; what counts only after a new start of the service is gathered. GUI thread.
class SettingsList : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("SettingsPage.settings")

    /// Fields key; title, help, where (the category, while words are searched for); kind (bool, choice, number, text,
    /// secret, fixed: only shown); value (as a form has it: "true", "info", "8", "a, b"), unit, choices and choiceAt;
    /// defaultText; changed, canReset; origin (where the value comes from, in words); note (why it cannot be changed,
    /// or has no effect yet; ""); restart (a change waits for a new start), pending (this value does); command (of the
    /// command line); problem (why a change was refused).
    Q_PROPERTY(inferno::models::FieldsModel* rows READ rows CONSTANT)
    Q_PROPERTY(QString category READ category WRITE setCategory NOTIFY filterChanged)
    Q_PROPERTY(QString words READ words WRITE setWords NOTIFY filterChanged)
    Q_PROPERTY(int pending READ pending NOTIFY changed) ///< changes that wait for a new start
    Q_PROPERTY(int total READ total NOTIFY changed)     ///< settings that there are

public:
    explicit SettingsList(AppState& app);

    FieldsModel* rows() { return &rows_; }
    QString category() const { return category_; }
    void setCategory(const QString& category);
    QString words() const { return words_; }
    void setWords(const QString& words);
    int pending() const;
    int total() const;
    /// How many of a category differ from what is built in.
    int changedIn(const QString& category) const;
    /// How many of a category fit the searched words.
    int foundIn(const QString& category) const;

    /// A setting that can be changed by its key; secrets and what is only shown are none of these.
    struct Changeable {
        QString key;
        QString title;
        QString category; ///< its title
        QString value;    ///< as a form has it
        QString unit;
        QStringList values; ///< to choose from; none: it is typed
        QStringList labels; ///< of `values`
        bool restart = false;
    };
    QList<Changeable> changeable() const;
    /// Why this text is no value of a key; "" = it is one.
    QString problemOf(const QString& key, const QString& text) const;
    /// The same text as the command line takes it.
    QString argumentOf(const QString& key, const QString& text) const;

    /// What `GET /api/v1/config` answered.
    void take(const nlohmann::json& config);
    bool wasRead() const { return !items_.empty(); }

    /// Sets a key to what stands in a form; the row says where that is no value.
    Q_INVOKABLE void set(const QString& key, const QString& value);
    /// Sets a key to its choice of this number.
    Q_INVOKABLE void choose(const QString& key, int choice);
    /// Back to what the lower layers or the program say.
    Q_INVOKABLE void reset(const QString& key);

Q_SIGNALS:
    void changed();
    void filterChanged();
    /// The service has another value now: read again.
    void written();

private:
    struct Item {
        QString key;
        QString category;
        QString title;
        QString help;
        QString unit;
        nlohmann::json said; ///< as the service tells it; of the window's own: {"type","value","default","choices"}
        QString problem;
        QStringList labels; ///< of choices, where they are not the values themselves
    };
    void takeWindow();
    const Item* find(const QString& key) const;
    Item* find(const QString& key);
    bool fits(const Item& item) const;
    bool isShown(const Item& item) const;
    FieldsModel::Row row(const Item& item) const;
    void show();
    enum class Why { Change, Undo, Redo };
    void write(const QString& key, const nlohmann::json& value, Why why = Why::Change);
    void writeWindow(const Item& item, const QString& value);

    AppState& app_;
    std::vector<Item> window_; ///< the window's own
    std::vector<Item> items_;
    QString category_ = QStringLiteral("service");
    QString words_;
    FieldsModel rows_;
};

/// A setting's value as a form has it, and back; the error says what it should be. Pure.
QString formText(const nlohmann::json& item, const nlohmann::json& value);
std::expected<nlohmann::json, QString> formValue(const nlohmann::json& item, const QString& text);
/// The line that sets it on the command line. Pure.
QString settingCommand(const nlohmann::json& item, const QString& key, const QString& value);

} // namespace inferno::models
