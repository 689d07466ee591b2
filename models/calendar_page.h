// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>

#include <QDateTime>
#include <QTimer>

#include "models/backend.h"
#include "models/calendar_plan.h"
#include "models/fields_model.h"
#include "models/page_object.h"

namespace inferno::models {

/// Past and future of all jobs on one axis: what ran, what is planned, when nothing may start, and where more is wanted
/// than there are workers. A planned fire is skipped or moved once, and that is undone by one verb. Jobs that run often
/// are counted, and hours with more than fits. Times stand at the clock of the window's zone: a day is 24 hours high,
/// also where the clock changes. While the service is away, the plan is computed from the definitions. GUI thread.
class CalendarPage : public inferno::models::PageObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("AppState.pageObject")

    Q_PROPERTY(View view READ view NOTIFY spanChanged)
    Q_PROPERTY(QString title READ title NOTIFY spanChanged)       ///< "23 – 29 March 2026"
    Q_PROPERTY(QString subtitle READ subtitle NOTIFY spanChanged) ///< "week 13"
    Q_PROPERTY(bool showsToday READ showsToday NOTIFY shown)
    /// Fields date (ISO), name ("Mon 23"), today, past, note ("151 runs"), noteTone, noteIcon, tip, hours (of the jobs
    /// that run often: 24 shares of the most, -1 for none), runs, failed, planned, inMonth, share (0..1 of the most).
    Q_PROPERTY(inferno::models::FieldsModel* days READ days CONSTANT)
    /// Fields day, from, to (minutes, where it is drawn), lane, lanes, name, kind (ran, running, waiting, planned,
    /// moved, shifted, skipped, held, many), status, event, tip, chosen, movable.
    Q_PROPERTY(inferno::models::FieldsModel* boxes READ boxes CONSTANT)
    /// Fields day, from, to (minutes), kind (blackout, gap, twice), text, name (of the blackout), first (its label
    /// stands here).
    Q_PROPERTY(inferno::models::FieldsModel* bands READ bands CONSTANT)
    /// Fields label ("02"), other ("01", in UTC), at (minutes): the hours of the axis.
    Q_PROPERTY(inferno::models::FieldsModel* hours READ hours CONSTANT)
    Q_PROPERTY(QString zoneName READ zoneName NOTIFY shown) ///< "CET"
    Q_PROPERTY(int nowDay READ nowDay NOTIFY nowMoved)      ///< -1 where it is not shown
    Q_PROPERTY(double nowMinute READ nowMinute NOTIFY nowMoved)
    Q_PROPERTY(QString nowText READ nowText NOTIFY nowMoved) ///< "10:42"
    /// The load: runs at once, and where on the axis, in days from the left.
    Q_PROPERTY(QList<double> load READ load NOTIFY shown)
    Q_PROPERTY(QList<double> loadPlaces READ loadPlaces NOTIFY shown)
    Q_PROPERTY(int workers READ workers NOTIFY shown)
    Q_PROPERTY(double loadMost READ loadMost NOTIFY shown)
    Q_PROPERTY(bool hasConflict READ hasConflict NOTIFY shown)
    Q_PROPERTY(double conflictPlace READ conflictPlace NOTIFY shown) ///< as the load's
    Q_PROPERTY(double conflictWanted READ conflictWanted NOTIFY shown)
    Q_PROPERTY(QString conflictTitle READ conflictTitle NOTIFY shown)
    Q_PROPERTY(QString conflictText READ conflictText NOTIFY shown)
    Q_PROPERTY(QString conflictMark READ conflictMark NOTIFY shown) ///< "9 of 8 wanted"
    Q_PROPERTY(QString spreadText READ spreadText NOTIFY shown)     ///< "Spread by 12 min"; "" where that does not help
    Q_PROPERTY(QString oftenText READ oftenText NOTIFY shown)       ///< names of the jobs that are only counted
    Q_PROPERTY(QString partialPlanText READ partialPlanText NOTIFY shown)

    /// Fields name, label, count, on.
    Q_PROPERTY(inferno::models::FieldsModel* groups READ groups CONSTANT)
    /// Fields name (planned, blackouts, often, skipped), label, count, on.
    Q_PROPERTY(inferno::models::FieldsModel* layers READ layers CONSTANT)
    /// Tags and layers that are off hide all that there is in the span.
    Q_PROPERTY(bool filteredOut READ filteredOut NOTIFY shown)
    /// What would show if one of them were on: fields text, count, iconName.
    Q_PROPERTY(inferno::models::FieldsModel* waysOut READ waysOut CONSTANT)
    Q_PROPERTY(QString monthTitle READ monthTitle NOTIFY monthChanged)
    /// Fields date (ISO), day, inMonth, inSpan, today, failed.
    Q_PROPERTY(inferno::models::FieldsModel* month READ month CONSTANT)
    Q_PROPERTY(QList<QString> weekdays READ weekdays CONSTANT)         ///< "M", "T", …
    Q_PROPERTY(QList<QString> weekdayNames READ weekdayNames CONSTANT) ///< "Monday", …

    /// Of the heat map: 24 values for each day, and what they count (runs, failures, load).
    Q_PROPERTY(QList<double> heat READ heat NOTIFY shown)
    Q_PROPERTY(Metric metric READ metric NOTIFY shown)
    Q_PROPERTY(QString heatWords READ heatWords NOTIFY shown) ///< what the cells mean
    /// Of the timeline: as OverviewPage has them.
    Q_PROPERTY(inferno::models::FieldsModel* lanes READ lanes CONSTANT)
    Q_PROPERTY(inferno::models::FieldsModel* laneHours READ laneHours CONSTANT)
    /// The same as the boxes, one by one and in order of time. Fields event, day ("Tue 24 March"), time, name, words,
    /// kind, status, chosen.
    Q_PROPERTY(inferno::models::FieldsModel* outline READ outline CONSTANT)

    Q_PROPERTY(int chosen READ chosen NOTIFY chosenChanged) ///< an event; -1 for none
    Q_PROPERTY(QString chosenJob READ chosenJob NOTIFY chosenChanged)
    Q_PROPERTY(QString chosenStatus READ chosenStatus NOTIFY chosenChanged)
    Q_PROPERTY(QString chosenWhen READ chosenWhen NOTIFY chosenChanged)
    Q_PROPERTY(QString chosenNote READ chosenNote NOTIFY chosenChanged)
    Q_PROPERTY(QString chosenSchedule READ chosenSchedule NOTIFY chosenChanged)
    Q_PROPERTY(int chosenDay READ chosenDay NOTIFY chosenChanged)
    Q_PROPERTY(double chosenMinute READ chosenMinute NOTIFY chosenChanged)
    Q_PROPERTY(bool canMove READ canMove NOTIFY chosenChanged)
    Q_PROPERTY(bool canRestore READ canRestore NOTIFY chosenChanged)

public:
    enum class View { Month, Week, Day, HeatMap, Timeline };
    Q_ENUM(View)
    enum class Metric { Runs, Failures, Busy };
    Q_ENUM(Metric)

    explicit CalendarPage(AppState& app);

    View view() const { return view_; }
    QString title() const;
    QString subtitle() const;
    bool showsToday() const;
    FieldsModel* days() { return &days_; }
    FieldsModel* boxes() { return &boxes_; }
    FieldsModel* bands() { return &bands_; }
    FieldsModel* hours() { return &hours_; }
    QString zoneName() const;
    int nowDay() const;
    double nowMinute() const;
    QString nowText() const;
    QList<double> load() const { return load_; }
    QList<double> loadPlaces() const { return loadPlaces_; }
    int workers() const { return answer_.workers; }
    double loadMost() const { return loadMost_; }
    bool hasConflict() const { return conflict_.has_value(); }
    double conflictPlace() const;
    double conflictWanted() const { return conflict_ ? conflict_->wanted : 0; }
    QString conflictTitle() const;
    QString conflictText() const;
    QString conflictMark() const;
    QString spreadText() const;
    QString oftenText() const;
    QString partialPlanText() const;
    FieldsModel* groups() { return &groups_; }
    FieldsModel* layers() { return &layers_; }
    bool filteredOut() const { return filteredOut_; }
    FieldsModel* waysOut() { return &waysOut_; }
    QString monthTitle() const;
    FieldsModel* month() { return &month_; }
    QStringList weekdays() const;
    QStringList weekdayNames() const;
    QList<double> heat() const { return heat_; }
    Metric metric() const { return metric_; }
    QString heatWords() const;
    FieldsModel* lanes() { return &lanes_; }
    FieldsModel* laneHours() { return &laneHours_; }
    FieldsModel* outline() { return &outline_; }
    int chosen() const { return chosen_; }
    QString chosenJob() const;
    QString chosenStatus() const;
    QString chosenWhen() const;
    QString chosenNote() const;
    QString chosenSchedule() const;
    int chosenDay() const;
    double chosenMinute() const;
    bool canMove() const;
    bool canRestore() const;

    void refresh() override;
    /// `argument`: a date, "2026-03-24", whose week shows.
    void enter(const QString& argument) override;

    Q_INVOKABLE void setView(inferno::models::CalendarPage::View view);
    Q_INVOKABLE void setMetric(inferno::models::CalendarPage::Metric metric);
    Q_INVOKABLE void step(int by);
    Q_INVOKABLE void goToday();
    Q_INVOKABLE void goTo(const QString& date);
    Q_INVOKABLE void openDay(int day);
    Q_INVOKABLE void stepMonth(int by);
    Q_INVOKABLE void toggleGroup(const QString& name);
    Q_INVOKABLE void toggleLayer(const QString& name);
    Q_INVOKABLE void takeWayOut(int way);
    /// All tags, and all layers.
    Q_INVOKABLE void clearFilters();
    /// How many minutes a box is high at least, and how many stand side by side: follows from the size of the grid.
    Q_INVOKABLE void setRoom(double shortestMinutes, int lanes);
    Q_INVOKABLE void choose(int event);
    Q_INVOKABLE void chooseNext(int by);
    /// Chooses the next (or the one before) run that failed, wherever it is.
    Q_INVOKABLE void nextFailure(int by);
    Q_INVOKABLE QString timeText(int day, double minute) const; ///< "Fri 27 Mar, 13:30"
    Q_INVOKABLE QString heatText(int cell) const;               ///< "Fri 27 Mar, 13:00–14:00: 12 runs"
    Q_INVOKABLE QString spanText(int day, double from, double to) const;

    Q_INVOKABLE void skip(int event);
    Q_INVOKABLE void moveTo(int event, int day, double minute);
    Q_INVOKABLE void moveBy(int event, int minutes);
    Q_INVOKABLE void restore(int event);
    Q_INVOKABLE void spread();
    /// Nothing starts from one time to the other; `name` as blackouts have it, of letters, digits, dot, underscore,
    /// dash.
    Q_INVOKABLE void addBlackout(const QString& name, const QString& from, const QString& to);
    Q_INVOKABLE void removeBlackout(const QString& name);
    /// "2026-03-27 13:30", for the fields of the dialog.
    Q_INVOKABLE QString fieldTime(int day, double minute) const;
    /// Why such a blackout cannot be; "" where it can.
    Q_INVOKABLE QString blackoutProblem(const QString& name, const QString& from, const QString& to) const;

Q_SIGNALS:
    void spanChanged();
    void shown();
    void nowMoved();
    void monthChanged();
    void chosenChanged();
    void revealed(int day, double minute); ///< what was chosen by a verb shall be in view

private:
    /// A run or a planned fire at the clock of the zone.
    struct Event {
        std::size_t item = 0; ///< of answer_
        QDateTime start;
        QDateTime end;
        QString kind;
        QString status;
        QString clock; ///< "moved from 02:30", where the clock skips it
        QString group;
    };
    /// What is asked for one fire.
    struct Step {
        enum class Act { Skip, Move, Restore };
        Act act = Act::Skip;
        QString job;
        std::string fire; ///< as the schedule says
        std::string to{};
    };
    struct Undo {
        QString text;
        QList<Step> steps{};
        QString blackout{};                     ///< the one to take away again
        std::optional<client::Blackout> lost{}; ///< the one to make again
    };

    // Reading.
    void read();
    void take(client::CalendarView view);
    void readBlackouts();
    void readFailures();
    void planAlone();
    void run(const QList<Step>& steps, const QString& failure, const Undo& undo);
    Answer<void> runOne(const Step& step);
    /// What brings a planned fire back to how it is now.
    Step asItIs(const Event& event) const;
    void offerUndo(const Undo& undo);
    void takeBack(const Undo& last);

    // The span: whole days from first_ on.
    int dayCount() const;
    QDate monthOfView() const;
    QDateTime begin() const;
    QDateTime end() const;
    /// The day and minute of an instant by the clock; a day beyond the span where it is not in it.
    std::pair<int, double> placeOf(const QDateTime& time) const;
    QDateTime timeAt(int day, double minute) const;
    QDateTime now() const;
    void moveSpan(const QDate& date);
    void tellPath();

    // What is shown.
    void compose();
    void gatherEvents();
    void showGroups();
    void showLayers();
    void showWaysOut();
    void showDays();
    void showBoxes();
    void showBands();
    void showHours();
    void showLoad();
    void showHeat();
    void showLanes();
    void showOutline();
    void showMonth();
    void markChosen();
    QString shownGroup(const Event& event) const;
    bool isOn(const Event& event) const;
    QString groupOf(const std::string& job) const;
    QString kindOf(const client::CalendarItem& item, const QString& clock) const;
    QString clockNoteOf(const client::CalendarItem& item, const QDateTime& start) const;
    QString tipOf(const Event& event) const;
    /// The same without its name and time, in one line.
    QString wordsOf(const Event& event) const;
    const client::CalendarItem& itemOf(const Event& event) const { return answer_.items[event.item]; }
    const Event* eventAt(int event) const;
    QString keyOf(const Event& event) const;

    View view_ = View::Week;
    Metric metric_ = Metric::Runs;
    QDate date_;  ///< that the span is around
    QDate first_; ///< of the span
    QDate monthShown_;
    client::CalendarView answer_;
    bool planned_ = false; ///< by ourselves
    int asked_ = 0;        ///< readings under way: only the newest counts
    std::vector<client::Blackout> blackouts_;
    std::vector<client::Run> failures_; ///< newest first
    std::set<QDate> failedDays_;
    std::vector<Event> events_;
    std::map<std::string, QString> groupOfJob_;
    std::set<QString> off_; ///< groups that are not shown
    bool filteredOut_ = false;
    QStringList ways_; ///< of each way out: a layer, or a tag with # before it
    FieldsModel waysOut_{{"text", "count", "iconName"}};
    std::set<QString> layersOn_{QStringLiteral("planned"), QStringLiteral("blackouts"), QStringLiteral("often")};
    double shortest_ = 35;
    int lanesWide_ = 2;
    QList<double> load_;
    QList<double> loadPlaces_;
    double loadMost_ = 0;
    std::optional<Conflict> conflict_;
    QList<double> heat_;
    int chosen_ = -1;
    QString chosenKey_;
    QString wanted_;      ///< key of an event to choose when it is read
    QDateTime failureAt_; ///< the failure that was asked for last
    FieldsModel days_;
    FieldsModel boxes_;
    FieldsModel bands_;
    FieldsModel hours_;
    FieldsModel groups_;
    FieldsModel layers_;
    FieldsModel month_;
    FieldsModel lanes_;
    FieldsModel laneHours_;
    FieldsModel outline_;
    QTimer soon_; ///< gathers the changes of a moment into one reading
};

} // namespace inferno::models
