// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QUrl>

#include "models/backend.h"
#include "models/fields_model.h"

namespace inferno::models {

class AppState;

/// Definitions of jobs being taken over, as `inferno batch-queue apply` reads them: first what each would change, then
/// the changes. Jobs that are not among them stay. Nothing is made before the plan was seen. GUI thread.
class DefinitionImport : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("JobsPage.definitions")

    Q_PROPERTY(QString text READ text WRITE setText NOTIFY textChanged)
    Q_PROPERTY(QString file READ file NOTIFY textChanged) ///< where the text was read from; "" = typed
    /// Fields job, action (create change unchanged), word, tone, changes ("timeout: 30m → 45m" a line each).
    Q_PROPERTY(inferno::models::FieldsModel* plan READ plan CONSTANT)
    /// Fields job, text: why nothing can be done.
    Q_PROPERTY(inferno::models::FieldsModel* problems READ problems CONSTANT)
    Q_PROPERTY(QString summary READ summary NOTIFY changed)
    Q_PROPERTY(bool planned READ planned NOTIFY changed) ///< the plan is that of this text
    Q_PROPERTY(bool applied READ applied NOTIFY changed)
    Q_PROPERTY(bool canApply READ canApply NOTIFY changed)
    Q_PROPERTY(bool busy READ busy NOTIFY changed)
    Q_PROPERTY(QString problem READ problem NOTIFY changed)

public:
    static constexpr qint64 kMostBytes = 4 << 20;

    explicit DefinitionImport(AppState& app);

    QString text() const { return text_; }
    void setText(const QString& text);
    QString file() const { return file_; }
    FieldsModel* plan() { return &plan_; }
    FieldsModel* problems() { return &problems_; }
    QString summary() const;
    bool planned() const { return planned_; }
    bool applied() const { return applied_; }
    bool canApply() const { return planned_ && !applied_ && !busy_ && problems_.count() == 0 && differing_ > 0; }
    bool busy() const { return busy_; }
    QString problem() const { return problem_; }

    /// Reads a file of this computer, and shows its plan.
    Q_INVOKABLE void readFile(const QString& path);
    Q_INVOKABLE void readUrl(const QUrl& url) { readFile(url.toLocalFile()); }
    Q_INVOKABLE void makePlan();
    Q_INVOKABLE void apply();

Q_SIGNALS:
    void textChanged();
    void changed();
    void done();

private:
    void ask(bool make);
    void take(const client::ApplyAnswer& answer);
    void forget();

    AppState& app_;
    QString text_;
    QString file_;
    FieldsModel plan_;
    FieldsModel problems_;
    int differing_ = 0;
    int same_ = 0;
    int others_ = 0;
    bool planned_ = false;
    bool applied_ = false;
    bool busy_ = false;
    QString problem_;
};

} // namespace inferno::models
