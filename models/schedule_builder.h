// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>

#include <optional>

#include "core/schedule/recurrence.h"
#include "models/fields_model.h"

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
    Q_PROPERTY(int errorField READ errorField NOTIFY changed)
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
    /// Fields kind, title, text, fix (its words), fixText (the expression that it makes); fix "" where there is none.
    Q_PROPERTY(inferno::models::FieldsModel* warnings READ warnings CONSTANT)
    /// Fields date, time, relative, note, shifted.
    Q_PROPERTY(inferno::models::FieldsModel* fires READ fires CONSTANT)
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
    bool valid() const { return recurrence_.has_value(); }
    bool empty() const { return text_.trimmed().isEmpty(); }
    Mode mode() const;
    QString sentence() const { return sentence_; }
    QString errorText() const { return errorText_; }
    QString errorHint() const { return errorHint_; }
    int errorFrom() const { return errorFrom_; }
    int errorField() const { return errorField_; }
    QStringList fieldTexts() const { return fieldTexts_; }
    QStringList fieldWords() const { return fieldWords_; }
    QList<int> minutes() const { return valuesOf(schedule::Field::Minute); }
    QList<int> hours() const { return valuesOf(schedule::Field::Hour); }
    QList<int> days() const { return valuesOf(schedule::Field::DayOfMonth); }
    QList<int> months() const { return valuesOf(schedule::Field::Month); }
    QList<int> weekdays() const { return valuesOf(schedule::Field::DayOfWeek); }
    bool dayIsEither() const { return expression() && expression()->dayIsEither(); }
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
    /// The field that the character stands in; -1 outside.
    Q_INVOKABLE int fieldAt(int cursor) const;

Q_SIGNALS:
    void changed();
    /// The text was changed by an act and not by typing.
    void edited();

private:
    QList<int> valuesOf(schedule::Field field) const;
    void write(int field, const QString& text);
    /// The strips cannot show it: it has L, W, # or H.
    bool isBeyondStrips(int field) const;
    void read();
    std::optional<schedule::Recurrence> otherThanCron() const;
    void readWarnings();
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
    int errorField_ = -1;
    QStringList fieldTexts_;
    QStringList fieldWords_;
    FieldsModel warnings_;
    FieldsModel fires_;
    FieldsModel clockChanges_;
};

} // namespace inferno::models
