// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimeZone>
#include <QtQml/qqmlregistration.h>

#include "models/fields_model.h"
#include "models/schedule_simulation.h"
#include "services/client/types.h"

namespace inferno::models {

/// What the schedule that is being written would do in the coming days, a lane for each day, with what is skipped,
/// waits or is made up for, and why. Works out all of it on each change: at most 5,000 fires. GUI thread.
class ScheduleTrial : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("JobEditorPage.trial")

    Q_PROPERTY(int days READ days WRITE setDays NOTIFY changed) ///< 1 to 31
    Q_PROPERTY(QString takes READ takes WRITE setTakes NOTIFY changed)
    Q_PROPERTY(QString takesError READ takesError NOTIFY changed)
    Q_PROPERTY(int away READ away WRITE setAway NOTIFY changed) ///< hours from now on in which the service is away
    /// Fields name, status, note, noteTone, bars, as Charts/Timeline takes them, and text, for the tip.
    Q_PROPERTY(inferno::models::FieldsModel* lanes READ lanes CONSTANT)
    /// Fields label, at.
    Q_PROPERTY(inferno::models::FieldsModel* hours READ hours CONSTANT)
    /// Fields tone, text: how many fires have which fate; those with none are left out.
    Q_PROPERTY(inferno::models::FieldsModel* fates READ fates CONSTANT)

public:
    explicit ScheduleTrial(const Clock& clock, QObject* parent = nullptr);

    int days() const { return days_; }
    void setDays(int days);
    QString takes() const { return takes_; }
    void setTakes(const QString& takes);
    QString takesError() const;
    int away() const { return away_; }
    void setAway(int hours);
    FieldsModel* lanes() { return &lanes_; }
    FieldsModel* hours() { return &hours_; }
    FieldsModel* fates() { return &fates_; }

    /// Another job: how long its runs usually take, in seconds.
    void begin(std::optional<double> usual);
    /// Its schedule (null where there is none that can be read), its rules, and the blackouts of the service.
    void show(const schedule::Recurrence* recurrence, const schedule::Zone& zone, const client::JobDefinition& job,
              const std::vector<client::Blackout>& blackouts);

Q_SIGNALS:
    void changed();
    void asked(); ///< something of it was changed here: show it anew

private:
    void showDays(const Simulation& simulation, const QTimeZone& zone, WallTime from);
    void showFates(const Simulation& simulation);

    const Clock& clock_;
    int days_ = 7;
    QString takes_;
    int away_ = 0;
    FieldsModel lanes_;
    FieldsModel hours_;
    FieldsModel fates_;
};

} // namespace inferno::models
