// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>

#include "models/app_state.h"

namespace inferno::ui {

/// What the command palette lists: pages, commands and jobs, ranked by how well they match `query`. A prefix narrows:
/// `>` commands, `@` jobs. A command that needs a job asks for it in the palette: then `verb` is set, and only jobs are
/// listed. Commands that cannot run now are listed with the reason. `activate` does the act, or tells `windowAsked`
/// what the window must do. Cost: one pass over all entries for each change of the query. GUI thread.
class PaletteModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(inferno::models::AppState* app MEMBER app_ WRITE setApp NOTIFY appChanged REQUIRED)
    Q_PROPERTY(QString query READ query WRITE setQuery NOTIFY queryChanged)
    Q_PROPERTY(QString verb READ verb NOTIFY queryChanged) ///< "Run", "Retry", …; "" = no command waits for a job
    Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
    enum class Role : int {
        Title = Qt::UserRole, ///< with matched letters in <b>, as StyledText
        PlainTitle,
        Context, ///< where it belongs: "Page", "Command", "Job"
        Keys,
        IconName,
        Enabled,
        Reason,
    };

    explicit PaletteModel(QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    void setApp(models::AppState* app);
    [[nodiscard]] QString query() const { return query_; }
    void setQuery(const QString& query);
    [[nodiscard]] QString verb() const;
    [[nodiscard]] int count() const { return int(shown_.size()); }

    /// Does what the row says. True where the palette is done, false where it now asks for a job.
    Q_INVOKABLE bool activate(int row);
    /// Back to the beginning: no query, no verb, everything as it is now.
    Q_INVOKABLE void restart();
    /// Gives up the command that waits for a job; false where none does.
    Q_INVOKABLE bool dropVerb();

Q_SIGNALS:
    void appChanged();
    void queryChanged();
    void countChanged();
    /// The window does it: "rail", "keys", "theme-light", "theme-dark", "theme-system", "quit".
    void windowAsked(const QString& what);

private:
    enum class Kind { Page, Command, JobCommand, Job };
    struct Entry {
        Kind kind = Kind::Page;
        QString id;
        QString title;
        QString keys;
        QString icon;
        QString reason; ///< why not now; "" = it can
    };
    struct Hit {
        qsizetype entry = 0;
        int score = 0;
    };

    void gather();
    void gatherCommands();
    void rank();
    void runCommand(const Entry& entry);

    models::AppState* app_ = nullptr;
    QString query_;
    QString verbId_;
    QString verbTitle_;
    QList<Entry> entries_;
    QList<Hit> shown_;
};

/// How well `words` is found in `title`: 0 not at all, more is better. The start counts most, then the start of a word,
/// then any place, then the letters in their order.
[[nodiscard]] int matchScore(QStringView title, QStringView words);

} // namespace inferno::ui
