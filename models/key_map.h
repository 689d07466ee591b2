// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QHash>
#include <QVariantMap>
#include <QtQml/qqmlregistration.h>

namespace inferno::models {

class PageRegistry;

/// Every key of the window that does something: what the shell listens to, what pages ask when a key comes, and what
/// hints, the sheet of keys, the palette and Settings > Keyboard show. An action has an id, "SCOPE.NAME"; its scope is
/// "window", which works everywhere, or a page. Keys can be given to other actions, one chord each; what already has a
/// chord keeps it until it is taken away. A chord is Qt's portable text, "Ctrl+Shift+P". `stored` is what the window
/// keeps: only what differs from how it was built. GUI thread.
class KeyMap : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("AppState.keys")

    /// By id, the first chord as it is shown: "Ctrl+K", "←"; "" where it has none.
    Q_PROPERTY(QVariant texts READ texts NOTIFY changed)
    /// By id, its chords; for Shortcut.
    Q_PROPERTY(QVariant sequences READ sequences NOTIFY changed)
    Q_PROPERTY(QString stored READ stored WRITE setStored NOTIFY storedChanged) ///< JSON
    Q_PROPERTY(int changedCount READ changedCount NOTIFY changed)

public:
    enum class Role : int {
        ActionId = Qt::UserRole,
        Text,
        Scope,      ///< "window" or the id of a page
        ScopeTitle, ///< "Everywhere", "Jobs"
        First,      ///< the first of its scope: a heading stands before it
        Keys,       ///< all its chords, as they are shown: a list
        Fixed,      ///< it belongs to the platform, or to what has the focus
        Changed,    ///< it is not as it was built
    };

    explicit KeyMap(const PageRegistry& pages, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    QVariant texts() const { return texts_; }
    QVariant sequences() const { return sequences_; }
    QString text(const QString& id) const { return texts_.value(id).toString(); }
    QString stored() const;
    /// What is no chord, or would give a key to two actions, is left out.
    void setStored(const QString& stored);
    int changedCount() const;

    /// What this key means on a page, without its scope: "run"; "" for nothing.
    Q_INVOKABLE QString action(const QString& scope, int key, int modifiers) const;
    /// The chord that is pressed; "" for a modifier alone.
    Q_INVOKABLE static QString chord(int key, int modifiers);
    /// The same as it is shown to people.
    Q_INVOKABLE static QString shown(const QString& chord);
    /// Why an action cannot have this chord, with the name of what has it; "" = it can.
    Q_INVOKABLE QString problem(const QString& id, const QString& chord) const;
    /// Gives an action this chord in the place of all it had; "" takes its keys away. Otherwise the problem.
    Q_INVOKABLE QString assign(const QString& id, const QString& chord);
    Q_INVOKABLE void reset(const QString& id);
    Q_INVOKABLE void resetAll();

    struct Action {
        QString id;
        QString text;
        QString scope;
        QStringList built; ///< chords that it has until somebody changes them
        bool fixed = false;
        QStringList chords{};
    };
    const QList<Action>& actions() const { return actions_; }

Q_SIGNALS:
    void changed();
    void storedChanged();

private:
    void add(const QString& id, const QString& text, const QStringList& chords, bool fixed = false);
    void addWindow(const PageRegistry& pages);
    void addPages();
    void addExplorers();
    void addForms();
    qsizetype find(const QString& id) const;
    void settle(qsizetype row);
    const Action* holder(const QString& scope, const QString& chord, const QString& except) const;
    QString scopeTitle(const QString& scope) const;

    const PageRegistry& pages_;
    QList<Action> actions_;
    QHash<QString, QString> meanings_; ///< "SCOPE CHORD" → NAME
    QVariantMap texts_;
    QVariantMap sequences_;
};

} // namespace inferno::models
