// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QtQml/qqmlregistration.h>

#include "models/fields_model.h"

namespace inferno::models {

/// The views of the jobs that a person keeps beside those that come with the window: a name and the tokens that it
/// stands for. `stored` is what the window keeps of them. GUI thread.
class JobViews : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("JobsPage.views")

    /// Fields name, words, count: those that come with the window first.
    Q_PROPERTY(inferno::models::FieldsModel* rows READ rows CONSTANT)
    Q_PROPERTY(QString stored READ stored WRITE setStored NOTIFY storedChanged) ///< JSON

public:
    static constexpr int kViewsMax = 30;
    static constexpr int kNameMax = 40;
    static constexpr int kBuiltIn = 4;

    explicit JobViews(QObject* parent = nullptr);

    FieldsModel* rows() { return &rows_; }
    QString stored() const;
    void setStored(const QString& stored);
    int count() const { return static_cast<int>(views_.size()); }
    QString nameOf(int view) const { return views_.value(view).name; }
    /// The tokens of one that a person keeps; "" for the first ones.
    QString wordsOf(int view) const { return views_.value(view).words; }
    void setCount(int view, int count);
    void show();

    /// Its place, or -1 with `why` where it cannot be kept.
    int add(const QString& name, const QString& words, QString* why);
    void remove(int view);

Q_SIGNALS:
    void storedChanged();

private:
    struct View {
        QString name;
        QString words;
        int count = -1;
    };
    QList<View> views_;
    FieldsModel rows_;
};

} // namespace inferno::models
