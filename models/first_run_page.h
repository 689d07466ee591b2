// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSet>

#include "models/crontab_import.h"
#include "models/fields_model.h"
#include "models/page_object.h"
#include "models/passphrase_change.h"
#include "models/sample_workspace.h"

namespace inferno::models {

/// The first steps with a new installation: five, each of which can be left for later or left out; what was done is
/// remembered, and a list of it stays on the overview until all is done or it is put away. GUI thread.
class FirstRunPage : public inferno::models::PageObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("AppState.pageObject")

    /// Fields stepId, title, what (one line: what this is), progress (todo, done, skipped).
    Q_PROPERTY(inferno::models::FieldsModel* steps READ steps CONSTANT)
    Q_PROPERTY(int step READ step WRITE setStep NOTIFY changed) ///< that shows
    Q_PROPERTY(int count READ count CONSTANT)
    Q_PROPERTY(int doneCount READ doneCount NOTIFY changed)
    Q_PROPERTY(bool last READ last NOTIFY changed)
    Q_PROPERTY(bool listed READ listed NOTIFY changed)          ///< the overview shows the list
    Q_PROPERTY(QString nextTitle READ nextTitle NOTIFY changed) ///< of the first step that is to be done
    Q_PROPERTY(QString stored READ stored WRITE setStored NOTIFY storedChanged) ///< what the window keeps of it
    Q_PROPERTY(inferno::models::PassphraseChange* passphrase READ passphrase CONSTANT)
    Q_PROPERTY(inferno::models::CrontabImport* crontab READ crontab CONSTANT)
    Q_PROPERTY(inferno::models::SampleWorkspace* sample READ sample CONSTANT)

public:
    explicit FirstRunPage(AppState& app);

    FieldsModel* steps() { return &steps_; }
    int step() const { return step_; }
    void setStep(int step);
    int count() const;
    int doneCount() const;
    bool last() const { return step_ == count() - 1; }
    bool listed() const;
    QString nextTitle() const;
    QString stored() const;
    void setStored(const QString& stored);
    PassphraseChange* passphrase() { return &passphrase_; }
    CrontabImport* crontab() { return &crontab_; }
    SampleWorkspace* sample() { return &sample_; }

    void refresh() override;
    /// `stepId`, or "": the first that is to be done.
    void enter(const QString& stepId) override;
    /// The step that shows is done, or left out; then the next, or the overview after the last.
    Q_INVOKABLE void next();
    Q_INVOKABLE void skip();
    Q_INVOKABLE void back();
    /// Puts the list on the overview away.
    Q_INVOKABLE void putAway();
    /// From now on this page shows by itself where a service has no jobs and nothing was begun.
    void openWhenEmpty();

Q_SIGNALS:
    void changed();
    void storedChanged();
    /// Another step shows now.
    void stepShown();

private:
    void mark(const QString& stepId, bool skipped);
    void leave();
    void show();
    void tellPath();
    void lookAround();
    int firstOpen() const;

    FieldsModel steps_;
    int step_ = 0;
    QSet<QString> done_;
    QSet<QString> skipped_;
    bool begun_ = false;
    bool away_ = false; ///< the list was put away
    bool opensItself_ = false;
    PassphraseChange passphrase_;
    CrontabImport crontab_;
    SampleWorkspace sample_;
};

} // namespace inferno::models
