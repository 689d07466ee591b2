// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QObject>
#include <QStringList>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

#include "models/app_state.h"
#include "models/fields_model.h"
#include "services/client/model_types.h"

namespace inferno::models {

/// Who answers the requests to a model: the shares of its versions, two of which are balanced against each other
/// (`first` and `second`), and the changes of them. A change is drafted, given a reason and then applied in one step;
/// for some seconds it can be undone at once, later rolled back. GUI thread. Shares are whole per cent.
class ModelTraffic : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("ModelsPage.traffic")

    Q_PROPERTY(bool known READ known NOTIFY changed) ///< the service has said how it is
    Q_PROPERTY(QString errorText READ errorText NOTIFY changed)
    Q_PROPERTY(QString about READ about NOTIFY changed) ///< "since 21 Mar 09:00, sticky by header x-account"
    Q_PROPERTY(QString version READ version NOTIFY changed)
    Q_PROPERTY(QString first READ first NOTIFY changed)   ///< drawn at the left, solid
    Q_PROPERTY(QString second READ second NOTIFY changed) ///< drawn beside it, dashed; "" = there is one version only
    Q_PROPERTY(QString firstText READ firstText NOTIFY changed) ///< "1.2 · 1,118,204 requests"
    Q_PROPERTY(QString secondText READ secondText NOTIFY changed)
    Q_PROPERTY(QString restText READ restText NOTIFY changed)     ///< "1.1 keeps 5 %"; "" = no other has a share
    Q_PROPERTY(QStringList partners READ partners NOTIFY changed) ///< versions that `version` can be balanced with
    Q_PROPERTY(int partner READ partner WRITE setPartner NOTIFY changed)
    Q_PROPERTY(int firstShare READ firstShare WRITE setFirstShare NOTIFY changed)
    Q_PROPERTY(int secondShare READ secondShare NOTIFY changed)
    Q_PROPERTY(int together READ together NOTIFY changed) ///< what the two share
    /// Fields version, label, begin, share, kind (0 first, 1 second, 2 another): the bar from left to right, in per
    /// cent.
    Q_PROPERTY(inferno::models::FieldsModel* segments READ segments CONSTANT)
    /// Fields label, share: of the first.
    Q_PROPERTY(inferno::models::FieldsModel* presets READ presets CONSTANT)

    Q_PROPERTY(bool canPromote READ canPromote NOTIFY changed)
    Q_PROPERTY(QString whyNoPromotion READ whyNoPromotion NOTIFY changed)
    Q_PROPERTY(bool canRollBack READ canRollBack NOTIFY changed)
    Q_PROPERTY(QString whyNoRollBack READ whyNoRollBack NOTIFY changed)
    Q_PROPERTY(QString change READ change NOTIFY changed) ///< "", split, promotion, rollback: what is drafted
    Q_PROPERTY(QString changeTitle READ changeTitle NOTIFY changed)
    Q_PROPERTY(QString changeText READ changeText NOTIFY changed)
    Q_PROPERTY(QString changeVerb READ changeVerb NOTIFY changed)
    Q_PROPERTY(QString command READ command NOTIFY changed) ///< the same for a terminal
    Q_PROPERTY(QString reason READ reason WRITE setReason NOTIFY changed)
    Q_PROPERTY(QString changeError READ changeError NOTIFY changed)
    Q_PROPERTY(bool applying READ applying NOTIFY changed)
    Q_PROPERTY(bool reachable READ reachable NOTIFY changed)   ///< the service answers
    Q_PROPERTY(bool changeable READ changeable NOTIFY changed) ///< there is something to balance, and who does it
    Q_PROPERTY(QString undoText READ undoText NOTIFY changed)  ///< what can be undone at once; "" = nothing

public:
    explicit ModelTraffic(AppState& app, QObject* parent = nullptr);

    bool known() const { return split_.has_value(); }
    QString errorText() const { return errorText_; }
    QString about() const;
    QString version() const { return version_; }
    QString first() const { return versions_.value(first_); }
    QString second() const { return versions_.value(second_); }
    QString firstText() const { return requestsText(first_); }
    QString secondText() const { return requestsText(second_); }
    QString restText() const;
    QStringList partners() const;
    int partner() const;
    void setPartner(int row);
    int firstShare() const { return draft_.value(first_); }
    void setFirstShare(int share);
    int secondShare() const { return draft_.value(second_); }
    int together() const { return firstShare() + secondShare(); }
    FieldsModel* segments() { return &segments_; }
    FieldsModel* presets() { return &presets_; }

    bool canPromote() const { return whyNoPromotion().isEmpty(); }
    QString whyNoPromotion() const;
    bool canRollBack() const { return whyNoRollBack().isEmpty(); }
    QString whyNoRollBack() const;
    QString change() const;
    QString changeTitle() const;
    QString changeText() const;
    QString changeVerb() const;
    QString command() const;
    QString reason() const { return reason_; }
    void setReason(const QString& reason);
    QString changeError() const { return changeError_; }
    bool applying() const { return applying_; }
    bool reachable() const { return app_.connected(); }
    bool changeable() const { return second_ >= 0 && !applying_ && reachable(); }
    QString undoText() const { return undoText_; }

    const std::optional<client::ModelSplit>& split() const { return split_; }
    /// The figures of a version; null where the service has none.
    const client::VersionFigures* figuresOf(const QString& version) const;

    /// Shows this version of a model; reads where it is another one than before. A draft of another model is dropped.
    void open(const QString& model, const QString& version, const QString& status);
    void read();

    Q_INVOKABLE void startPromotion() { startChange(Change::Promotion); }
    Q_INVOKABLE void startRollBack() { startChange(Change::RollBack); }
    /// Drops what is drafted.
    Q_INVOKABLE void cancelChange();
    Q_INVOKABLE void apply();
    /// Rolls the change back that was just applied.
    Q_INVOKABLE void undo();

Q_SIGNALS:
    void changed();
    void wasRead();
    /// A promotion or a rollback is drafted: its reason is asked for.
    void changeAsked();

private:
    enum class Change { None, Split, Promotion, RollBack };
    using Answered = Answer<client::ModelSplit>;

    void take(const client::ModelSplit& split);
    void choosePair();
    void show();
    void startChange(Change change);
    void send(const QString& done, Answered answer, bool undoable = true);
    void applied(const QString& done, const client::ModelSplit& split, bool undoable);
    Answered sendSplit();
    QString requestsText(int version) const;
    QString sharesText(const client::SplitState& state) const;
    QString weightWords() const;
    bool drafted() const { return draft_ != shares_; }

    AppState& app_;
    QString model_;
    QString version_;
    QString status_;
    std::optional<client::ModelSplit> split_;
    QString errorText_;
    int generation_ = 0;
    QStringList versions_; ///< as people count them
    QList<int> shares_;    ///< of `versions_`, as the service says
    QList<int> draft_;     ///< the same with what is being changed
    int first_ = -1;
    int second_ = -1;
    QString partner_; ///< chosen by hand; "" = the one with the largest share
    Change change_ = Change::None;
    QString reason_;
    QString changeError_;
    bool applying_ = false;
    QString undoText_;
    QTimer undoTimer_;
    QTimer readTimer_;
    FieldsModel segments_;
    FieldsModel presets_;
};

} // namespace inferno::models
