// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <nlohmann/json.hpp>

#include "models/fields_model.h"
#include "services/client/types.h"

namespace inferno::models {

class AppState;

/// The versions that a job's definition had, from the audit trail, which keeps each change with what was before: the
/// newest first, and what each differs in from the one before, or from now. A version can be taken back: what changed
/// since is changed again, but for values of environments, which the trail does not keep. GUI thread.
class JobVersions : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("JobDetail.versions")

    /// Fields number, time, exact, user, title, current: newest first.
    Q_PROPERTY(inferno::models::FieldsModel* rows READ rows CONSTANT)
    /// Fields title, before, after: what the chosen version and the one of now differ in; where the chosen one is the
    /// newest, what it changed.
    Q_PROPERTY(inferno::models::FieldsModel* changes READ changes CONSTANT)
    Q_PROPERTY(int chosen READ chosen WRITE setChosen NOTIFY changed)
    Q_PROPERTY(QString text READ text NOTIFY changed) ///< why there are none
    Q_PROPERTY(bool canRestore READ canRestore NOTIFY changed)
    Q_PROPERTY(QString restoreNote READ restoreNote NOTIFY changed) ///< what it would not bring back

public:
    explicit JobVersions(AppState& app);

    FieldsModel* rows() { return &rows_; }
    FieldsModel* changes() { return &changes_; }
    int chosen() const { return chosen_; }
    void setChosen(int row);
    QString text() const { return text_; }
    bool canRestore() const;
    QString restoreNote() const;

    /// Reads those of a job; "" shows none.
    void read(const QString& jobId, const QString& jobName);
    /// What PATCH would be sent to bring the chosen version back.
    nlohmann::json restoring() const;
    Q_INVOKABLE void restore();

Q_SIGNALS:
    void changed();

private:
    void showVersions(const client::AuditPage& page);

    struct Version {
        std::string time;
        std::string user;
        nlohmann::json changes; ///< field → {"old","new"}; of the first one empty
    };
    AppState& app_;
    QString jobId_;
    QString jobName_;
    std::vector<Version> versions_; ///< newest first
    QString text_;
    int chosen_ = 0;
    FieldsModel rows_;
    FieldsModel changes_;
};

} // namespace inferno::models
