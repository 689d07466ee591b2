// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>

#include <memory>
#include <optional>

#include "core/schedule/recurrence.h"
#include "models/fields_model.h"
#include "models/schedule_crowd.h"

namespace inferno::models {

/// The visual cron builder. The text of the expression is the model: strips, modes and words are read from it, and each
/// act of theirs writes it anew, changing only the field that was touched. Where the text cannot be read, the strips
/// keep still and show nothing as chosen; a macro is shown as the fields that it stands for, and becomes these fields
/// with the first act. An empty text is no schedule. Costs well under a millisecond an edit. GUI thread.
class ScheduleBuilder : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("JobEditorPage.schedule")

    Q_PROPERTY(QString text READ text WRITE setText NOTIFY changed)
    Q_PROPERTY(QString zone READ zone WRITE setZone NOTIFY changed)
    Q_PROPERTY(bool zoneKnown READ zoneKnown NOTIFY changed)
    Q_PROPERTY(bool valid READ valid NOTIFY changed)
    Q_PROPERTY(bool empty READ empty NOTIFY changed)
    /// The mode that the text fits; Custom for all else that is valid.
    Q_PROPERTY(Mode mode READ mode NOTIFY changed)
    Q_PROPERTY(QString sentence READ sentence NOTIFY changed)
    Q_PROPERTY(QString errorText READ errorText NOTIFY changed)
    Q_PROPERTY(QString errorHint READ errorHint NOTIFY changed)
    Q_PROPERTY(int errorFrom READ errorFrom NOTIFY changed) ///< first wrong character, from 0; -1
    Q_PROPERTY(int errorLength READ errorLength NOTIFY changed)
    Q_PROPERTY(int errorField READ errorField NOTIFY changed)
    /// What would mend it ("25 → 23"), and the text with it; "" where nothing obvious does.
    Q_PROPERTY(QString errorFix READ errorFix NOTIFY changed)
    Q_PROPERTY(QString errorFixText READ errorFixText NOTIFY changed)
    /// The sentence in pieces, each with the field that it tells of (0 to 4; -1 = none): fields text, field.
    Q_PROPERTY(inferno::models::FieldsModel* sentenceParts READ sentenceParts CONSTANT)
    /// The five texts and what each means in words.
    Q_PROPERTY(QList<QString> fieldTexts READ fieldTexts NOTIFY changed)
    Q_PROPERTY(QList<QString> fieldWords READ fieldWords NOTIFY changed)
    /// The chosen values of each field; none where every value is meant.
    Q_PROPERTY(QList<int> minutes READ minutes NOTIFY changed)
    Q_PROPERTY(QList<int> hours READ hours NOTIFY changed)
    Q_PROPERTY(QList<int> days READ days NOTIFY changed)
    Q_PROPERTY(QList<int> months READ months NOTIFY changed)
    Q_PROPERTY(QList<int> weekdays READ weekdays NOTIFY changed) ///< Sunday is 0
    Q_PROPERTY(bool dayIsEither READ dayIsEither NOTIFY changed)
    /// Day of month and weekday are both restricted: a day may need to fit either, or both.
    Q_PROPERTY(bool dayAndWeekday READ dayAndWeekday NOTIFY changed)
    Q_PROPERTY(bool canRequireBoth READ canRequireBoth NOTIFY changed)
    /// What the other of the two would mean: "both: next on Sun 1 Nov 2026", or why it cannot be written.
    Q_PROPERTY(QString otherDayText READ otherDayText NOTIFY changed)
    /// The text uses L, W, # or H, which the job has to allow.
    Q_PROPERTY(bool extensions READ extensions NOTIFY changed)
    /// A sentence in plain words could not be read: why.
    Q_PROPERTY(QString phraseError READ phraseError NOTIFY phraseChanged)
    Q_PROPERTY(bool phraseUnderstood READ phraseUnderstood NOTIFY phraseChanged)
    /// Fields kind, title, text, fix (its words), fixText (the expression that it makes); fix "" where there is none.
    Q_PROPERTY(inferno::models::FieldsModel* warnings READ warnings CONSTANT)
    /// The next ten: the fields of kFireFields.
    Q_PROPERTY(inferno::models::FieldsModel* fires READ fires CONSTANT)
    /// Those of the saved schedule, until the last of `fires`, that are no more.
    Q_PROPERTY(inferno::models::FieldsModel* removed READ removed CONSTANT)
    Q_PROPERTY(QString changesText READ changesText NOTIFY changed) ///< "2 added, 0 removed against what is saved"
    Q_PROPERTY(QString shiftedText READ shiftedText NOTIFY changed) ///< days on which the clock skips its time; ""
    /// When fewest other jobs start, of the times that differ in the hour and the minute alone; "" = cannot be said.
    Q_PROPERTY(QString quietestText READ quietestText NOTIFY changed)
    /// Fields date, title, text: the next two changes of the zone's clock.
    Q_PROPERTY(inferno::models::FieldsModel* clockChanges READ clockChanges CONSTANT)

public:
    enum class Mode { None, Hourly, Daily, Weekly, Monthly, Yearly, Interval, Custom };
    Q_ENUM(Mode)

    explicit ScheduleBuilder(const Clock& clock, QObject* parent = nullptr);

    QString text() const { return text_; }
    void setText(const QString& text);
    QString zone() const { return zone_; }
    void setZone(const QString& name);
    bool zoneKnown() const { return zoneKnown_; }
    /// What expressions may use beyond cron's grammar, and what H is worked out of.
    void setSyntax(const schedule::CronSyntax& syntax);
    const schedule::CronSyntax& syntax() const { return syntax_; }
    /// What it is compared with; an empty text where nothing is saved.
    void setSaved(const QString& text, const QString& zone, const schedule::CronSyntax& syntax);
    /// What else starts, and how many may run at once.
    void setCrowd(std::shared_ptr<const ScheduleCrowd> crowd, int workers);
    bool valid() const { return recurrence_.has_value(); }
    bool empty() const { return text_.trimmed().isEmpty(); }
    Mode mode() const;
    QString sentence() const { return sentence_; }
    QString errorText() const { return errorText_; }
    QString errorHint() const { return errorHint_; }
    int errorFrom() const { return errorFrom_; }
    int errorLength() const { return errorLength_; }
    int errorField() const { return errorField_; }
    QString errorFix() const { return errorFix_; }
    QString errorFixText() const { return errorFixText_; }
    FieldsModel* sentenceParts() { return &sentenceParts_; }
    QStringList fieldTexts() const { return fieldTexts_; }
    QStringList fieldWords() const { return fieldWords_; }
    QList<int> minutes() const { return valuesOf(schedule::Field::Minute); }
    QList<int> hours() const { return valuesOf(schedule::Field::Hour); }
    QList<int> days() const { return valuesOf(schedule::Field::DayOfMonth); }
    QList<int> months() const { return valuesOf(schedule::Field::Month); }
    QList<int> weekdays() const { return valuesOf(schedule::Field::DayOfWeek); }
    bool dayIsEither() const { return expression() && expression()->dayIsEither(); }
    bool dayAndWeekday() const;
    bool canRequireBoth() const;
    QString otherDayText() const;
    bool extensions() const { return syntax_.extensions; }
    QString phraseError() const { return phraseError_; }
    bool phraseUnderstood() const { return phraseUnderstood_; }
    FieldsModel* removed() { return &removed_; }
    QString changesText() const { return changesText_; }
    QString shiftedText() const;
    QString quietestText() const;
    const std::vector<WallTime>& fireInstants() const { return fireTimes_; }
    FieldsModel* warnings() { return &warnings_; }
    FieldsModel* fires() { return &fires_; }
    FieldsModel* clockChanges() { return &clockChanges_; }
    const std::optional<schedule::Recurrence>& recurrence() const { return recurrence_; }
    /// Null for what is no cron expression, such as @every 90m.
    const schedule::CronExpression* expression() const { return recurrence_ ? recurrence_->cron() : nullptr; }
    const schedule::Zone& zoneRules() const { return rules_; }

    /// Field 0 minute, 1 hour, 2 day of month, 3 month, 4 weekday. Does nothing while the text cannot be read.
    Q_INVOKABLE void setValue(int field, int value, bool on);
    Q_INVOKABLE void toggle(int field, int value);
    Q_INVOKABLE void setRange(int field, int from, int to, bool on);
    Q_INVOKABLE void setValues(int field, const QList<int>& values);
    Q_INVOKABLE void setEvery(int field, int step = 1);
    /// Takes what fits of the present text into the mode.
    Q_INVOKABLE void setMode(int mode);
    /// Takes what is said in plain words ("weekdays at 9:15"); false where it is not understood, and nothing changes.
    Q_INVOKABLE bool say(const QString& phrase);
    /// A day must fit both, or either of day of month and weekday. Does nothing where it cannot be written.
    Q_INVOKABLE void requireBoth(bool both);
    /// Writes L, LW or 5#2 into a field of days, and allows them.
    Q_INVOKABLE void setRule(int field, const QString& rule);
    Q_INVOKABLE void useQuietest();
    /// The field that the character stands in; -1 outside.
    Q_INVOKABLE int fieldAt(int cursor) const;

Q_SIGNALS:
    void changed();
    /// The text was changed by an act and not by typing.
    void edited();
    void phraseChanged();

private:
    using DayTexts = QPair<QString, QString>;
    struct Quiet {
        int hour = 0;
        int minute = 0;
        int others = 0; ///< jobs that start in that hour on its days
        int day = -1;   ///< Monday is 0; -1 = several
    };
    QList<int> valuesOf(schedule::Field field) const;
    void write(int field, const QString& text);
    /// The strips cannot show it: it has L, W, # or H.
    bool isBeyondStrips(int field) const;
    void read();
    std::optional<schedule::Recurrence> otherThanCron() const;
    void readError(const schedule::CronProblem& problem);
    void readSentence();
    void readFires();
    void readWarnings();
    void addBusyWarnings(QList<FieldsModel::Row>& rows) const;
    void writeDays(int field, const QList<int>& values);
    QString withDays(const DayTexts& days) const;
    /// How a day that must fit both fields is written; nothing where cron's grammar has no way.
    std::optional<DayTexts> bothTexts(const QList<int>& days, const QList<int>& weekdays) const;
    std::optional<Quiet> quietest() const;
    void readClockChanges();
    std::optional<QPair<QString, QString>> fixOf(int kind) const;
    QString withField(int field, const QString& text) const;

    const Clock& clock_;
    QString text_;
    QString zone_ = QStringLiteral("UTC");
    bool zoneKnown_ = true;
    schedule::Zone rules_ = schedule::Zone::utc();
    schedule::CronSyntax syntax_;
    std::optional<schedule::Recurrence> recurrence_;
    QString sentence_;
    QString errorText_;
    QString errorHint_;
    int errorFrom_ = -1;
    int errorLength_ = 0;
    int errorField_ = -1;
    QString errorFix_;
    QString errorFixText_;
    QString phraseError_;
    bool phraseUnderstood_ = false;
    std::optional<schedule::Recurrence> saved_;
    schedule::Zone savedZone_ = schedule::Zone::utc();
    std::shared_ptr<const ScheduleCrowd> crowd_ = std::make_shared<ScheduleCrowd>();
    int workers_ = 0;
    std::vector<WallTime> fireTimes_;
    QString changesText_;
    QStringList fieldTexts_;
    QStringList fieldWords_;
    FieldsModel warnings_;
    FieldsModel fires_;
    FieldsModel removed_;
    FieldsModel clockChanges_;
    FieldsModel sentenceParts_;
};

} // namespace inferno::models
