// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

#include "models/app_state.h"
#include "models/commands.h"
#include "models/palette_index.h"

namespace inferno::models {

/// What the command palette lists, by what is typed: pages, commands, jobs, models, tags and settings, the best first.
/// A sign in front narrows: `>` commands, `@` jobs, `#` tags, `:` a time or a number to go to, `?` help. A command that
/// needs something asks for it here, step by step, and what cannot be undone is asked about once. Commands that cannot
/// be done now are listed with the reason. The last 20 are kept, without what was typed into them. GUI thread.
/// Cost: that of PaletteIndex; the list of names is made anew only when names come or go.
class PaletteModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(inferno::models::AppState* app MEMBER app_ WRITE setApp NOTIFY appChanged REQUIRED)
    Q_PROPERTY(QString query READ query WRITE setQuery NOTIFY queryChanged)
    /// What was chosen so far: "Run job", "nightly"; empty at the beginning.
    Q_PROPERTY(QStringList crumbs READ crumbs NOTIFY stageChanged)
    Q_PROPERTY(QString question READ question NOTIFY stageChanged) ///< "which job?"; "" at the beginning
    Q_PROPERTY(bool sure READ sure NOTIFY stageChanged)            ///< it is asked whether it shall really be done
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    Q_PROPERTY(int current READ current WRITE setCurrent NOTIFY currentChanged)
    /// The current row on the command line, as it would be done there; "" where there is no such line. As long as
    /// something is asked for, it has the names of what is missing, and is nothing to copy.
    Q_PROPERTY(QString line READ line NOTIFY currentChanged)
    Q_PROPERTY(bool lineComplete READ lineComplete NOTIFY currentChanged)
    /// What the current row would do, once that was asked; "" until then.
    Q_PROPERTY(QString explanation READ explanation NOTIFY currentChanged)
    Q_PROPERTY(QString stored READ stored WRITE setStored NOTIFY storedChanged) ///< the last commands; JSON

public:
    enum class Role : int {
        Title = Qt::UserRole, ///< with matched letters in <b>, as StyledText
        PlainTitle,
        Context, ///< where it belongs: "Page", "Queue", "Job"
        Keys,
        IconName,
        Enabled,
        Reason,
        Danger, ///< the answer that does what cannot be undone
    };
    static constexpr int kRecentMax = 20;

    explicit PaletteModel(QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    void setApp(AppState* app);
    const QString& query() const { return query_; }
    void setQuery(const QString& query);
    QStringList crumbs() const { return crumbs_; }
    QString question() const;
    bool sure() const { return stage_ == Stage::Sure; }
    int count() const { return static_cast<int>(shown_.size()); }
    int current() const { return current_; }
    void setCurrent(int row);
    QString line() const;
    bool lineComplete() const;
    const QString& explanation() const { return explanation_; }
    QString stored() const;
    void setStored(const QString& stored);
    const QList<Command>& commands() const { return commands_; }

    /// Does what the row says. True where the palette is done, false where it asks for more or cannot.
    Q_INVOKABLE bool activate(int row);
    /// What the row would do: fills `explanation`, and changes nothing.
    Q_INVOKABLE void explain(int row);
    /// Back to the beginning, with everything as it is now.
    Q_INVOKABLE void restart();
    /// One step back; false at the beginning.
    Q_INVOKABLE bool back();

Q_SIGNALS:
    void appChanged();
    void queryChanged();
    void countChanged();
    void currentChanged();
    void stageChanged();
    void storedChanged();
    /// Another question is asked: the field begins with this.
    void asked(const QString& text);
    /// The window does it: "rail", "keys", "find", "refresh", "quit".
    void windowAsked(const QString& what);

private:
    enum class Stage { Root, Step, Sure };
    enum class Kind { Page, Command, Job, Tag, Model, Setting, Recent, Place, Help, Choice, Typed, No, Yes };
    struct Row {
        Kind kind = Kind::Page;
        QString id; ///< of a page or command; a name; a value; a route
        QString title;
        QString context{};
        QString icon{};
        QString keys{};
        QString reason{};
        QStringList values{}; ///< of a recent command
    };
    struct Recent {
        QString id;
        QStringList values;
    };

    void watch();
    void gather();
    void gatherNames(std::vector<PaletteIndex::Entry>& names);
    void rank();
    QList<Row> rankRoot() const;
    QList<Row> rankFirst(quint32 kinds) const;
    QList<Row> rankStep() const;
    QList<Row> places(const QString& words) const;
    QList<Row> helpRows() const;
    QList<Row> recentRows() const;
    Row rowOf(const Command& command) const;
    Row rowOfEntry(int entry) const;
    const Command* find(const QString& id) const;
    const Command* commandOf(const Row& row) const;
    QStringList valuesWith(const Row& row) const;
    QString titleOfValue(const Command& command, const QStringList& before, const QString& value) const;
    bool go(const Row& row);
    bool begin(const Command& command, const QStringList& values);
    bool advance();
    void ask();
    void perform();
    void remember();

    AppState* app_ = nullptr;
    bool dirty_ = true;
    QTimer gatherTimer_;
    QString query_;
    Stage stage_ = Stage::Root;
    QList<Command> commands_;
    std::vector<Row> entries_; ///< of the beginning, as `index_` counts them
    PaletteIndex index_;
    Command command_; ///< that is being asked for
    QStringList values_;
    QStringList crumbs_;
    QList<CommandStep::Choice> choices_; ///< of this step
    PaletteIndex choiceIndex_;
    qsizetype typedFrom_ = 0; ///< the first value that was typed; none where it is beyond
    QList<Recent> recents_;
    QList<Row> shown_;
    int current_ = 0;
    QString explanation_;
};

} // namespace inferno::models
