// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/model_traffic.h"

#include <algorithm>
#include <cmath>

#include "models/model_words.h"
#include "models/words.h"

namespace inferno::models {

using namespace Qt::StringLiterals;

namespace {

constexpr int kUndoMs = 10'000;
constexpr int kReadMs = 60; // who runs through a list asks only where they stop
constexpr int kWhole = 100;
constexpr int kPresets[] = {99, 90, 50, 0}; // of the first

/// "header:x-account" → "header x-account".
QString stickyWords(const std::string& sticky) {
    return text(sticky).replace(u':', u' ');
}

} // namespace

ModelTraffic::ModelTraffic(AppState& app, QObject* parent)
    : QObject(parent), app_(app), segments_({"version", "label", "begin", "share", "kind"}),
      presets_({"label", "share"}) {
    undoTimer_.setSingleShot(true);
    undoTimer_.setInterval(kUndoMs);
    connect(&undoTimer_, &QTimer::timeout, this, [this] {
        undoText_.clear();
        Q_EMIT changed();
    });
    readTimer_.setSingleShot(true);
    readTimer_.setInterval(kReadMs);
    connect(&readTimer_, &QTimer::timeout, this, &ModelTraffic::read);
    connect(&app, &AppState::serviceChanged, this, &ModelTraffic::changed);
}

// Reading

void ModelTraffic::open(const QString& model, const QString& version, const QString& status) {
    const bool other = model != model_;
    const bool moved = version != version_;
    status_ = status;
    if (!other && !moved) {
        Q_EMIT changed();
        return;
    }
    model_ = model;
    version_ = version;
    partner_.clear();
    change_ = Change::None;
    reason_.clear();
    changeError_.clear();
    if (other) {
        ++generation_;
        split_.reset();
        errorText_.clear();
        undoText_.clear();
        versions_.clear();
        shares_ = draft_ = {};
    }
    draft_ = shares_;
    choosePair();
    show();
    Q_EMIT wasRead();
    if (!model_.isEmpty() && (other || !versions_.contains(version_)))
        readTimer_.start();
}

void ModelTraffic::read() {
    if (model_.isEmpty())
        return;
    app_.backend().modelSplit(model_).then(this, [this, asked = generation_](const Result<client::ModelSplit>& split) {
        if (asked != generation_ || applying_)
            return;
        if (split) {
            take(*split);
        } else {
            errorText_ = titleOfError(split.error());
            Q_EMIT changed();
        }
    });
}

void ModelTraffic::take(const client::ModelSplit& split) {
    split_ = split;
    errorText_.clear();
    QStringList versions;
    for (const auto& figures : split.versions)
        versions.append(text(figures.version));
    std::ranges::sort(versions, versionLess);
    QList<double> weights;
    for (const QString& version : versions)
        weights.append(figuresOf(version)->weight);
    const bool keep = drafted() && versions == versions_;
    versions_ = versions;
    shares_ = wholePercents(weights);
    if (!keep)
        draft_ = shares_;
    choosePair();
    show();
    Q_EMIT wasRead();
}

const client::VersionFigures* ModelTraffic::figuresOf(const QString& version) const {
    if (!split_)
        return nullptr;
    const auto found = std::ranges::find(split_->versions, version.toStdString(), &client::VersionFigures::version);
    return found == split_->versions.end() ? nullptr : &*found;
}

// What is balanced

/// The shown version and its partner: the one that was chosen, else the one with the largest share, else the default.
/// The older of the two is the first, so that neither its place nor its colour changes with the row that is chosen.
void ModelTraffic::choosePair() {
    const auto shown = versions_.indexOf(version_);
    qsizetype partner = versions_.indexOf(partner_);
    if (partner < 0 || partner == shown) {
        partner = -1;
        for (qsizetype i = 0; i < versions_.size(); ++i) {
            const bool isDefault = split_ && text(split_->default_version) == versions_.at(i);
            if (i != shown && (partner < 0 || shares_.at(i) > shares_.at(partner) ||
                               (shares_.at(i) == shares_.at(partner) && isDefault)))
                partner = i;
        }
    }
    first_ = static_cast<int>(shown < 0 ? partner : partner < 0 ? shown : std::min(shown, partner));
    second_ = static_cast<int>(shown < 0 || partner < 0 ? -1 : std::max(shown, partner));
}

void ModelTraffic::show() {
    QList<FieldsModel::Row> segments;
    int begin = 0;
    const auto add = [&](int index, int kind) {
        if (index < 0)
            return;
        const QString& version = versions_.at(index);
        const bool isDefault = split_ && text(split_->default_version) == version;
        //: A version of a model that answers where a request names none.
        segments.append({version, isDefault ? tr("%1 default").arg(version) : version, begin, draft_.at(index), kind});
        begin += draft_.at(index);
    };
    add(first_, 0);
    add(second_, 1);
    for (int i = 0; i < versions_.size(); ++i) {
        if (i != first_ && i != second_ && draft_.at(i) > 0)
            add(i, 2);
    }
    segments_.setRows(segments);
    QList<FieldsModel::Row> presets;
    for (const int preset : kPresets)
        presets.append({tr("%1 / %2").arg(preset).arg(kWhole - preset),
                        static_cast<int>(std::lround(together() * preset / 100.0))});
    presets_.setRows(presets);
    Q_EMIT changed();
}

QStringList ModelTraffic::partners() const {
    QStringList others = versions_;
    others.removeAll(version_);
    return others;
}

int ModelTraffic::partner() const {
    return static_cast<int>(partners().indexOf(first() == version_ ? second() : first()));
}

void ModelTraffic::setPartner(int row) {
    partner_ = partners().value(row);
    draft_ = shares_;
    choosePair();
    show();
    Q_EMIT wasRead();
}

void ModelTraffic::setFirstShare(int share) {
    if (first_ < 0 || !changeable())
        return;
    const int all = together();
    share = std::clamp(share, 0, all);
    if (share == firstShare())
        return;
    draft_[first_] = share;
    draft_[second_] = all - share;
    changeError_.clear();
    change_ = drafted() ? Change::Split : Change::None;
    show();
}

QString ModelTraffic::requestsText(int version) const {
    const client::VersionFigures* figures = figuresOf(versions_.value(version));
    if (!figures)
        return {};
    //: A version and how many requests it answered.
    return tr("%1 · %2 requests").arg(versions_.value(version), groupedNumber(static_cast<qint64>(figures->requests)));
}

QString ModelTraffic::restText() const {
    QStringList parts;
    for (int i = 0; i < versions_.size(); ++i) {
        if (i != first_ && i != second_ && shares_.at(i) > 0)
            parts.append(tr("%1 keeps %2 %").arg(versions_.at(i)).arg(shares_.at(i)));
    }
    return parts.join(u", "_s);
}

QString ModelTraffic::about() const {
    if (!split_)
        return {};
    QStringList parts;
    if (!split_->changed.empty())
        parts.append(
            tr("since %1").arg(whenText(timeOf(split_->changed, app_.zone()), nowIn(app_.clock(), app_.zone()))));
    if (!split_->sticky.empty())
        parts.append(tr("sticky by %1").arg(stickyWords(split_->sticky)));
    if (!split_->shadow.empty())
        parts.append(tr("copies go to %1").arg(text(split_->shadow)));
    return parts.isEmpty() ? tr("never changed") : parts.join(u", "_s);
}

// Changes

QString ModelTraffic::whyNoPromotion() const {
    if (!app_.connected())
        return tr("The service does not answer");
    if (!split_)
        return tr("The traffic of this model is not known yet");
    if (status_ != "ready"_L1)
        return tr("%1 is not ready").arg(version_);
    const auto index = versions_.indexOf(version_);
    if (text(split_->default_version) == version_ && index >= 0 && shares_.at(index) == kWhole)
        return tr("It has all requests");
    return {};
}

QString ModelTraffic::whyNoRollBack() const {
    if (!app_.connected())
        return tr("The service does not answer");
    if (!split_ || split_->changed.empty())
        return tr("The traffic was never changed");
    if (!split_->previous)
        return tr("The last change was a rollback");
    return {};
}

QString ModelTraffic::change() const {
    switch (change_) {
    case Change::None: return {};
    case Change::Split: return u"split"_s;
    case Change::Promotion: return u"promotion"_s;
    case Change::RollBack: return u"rollback"_s;
    }
    return {};
}

/// "1.2 90 %, 1.3 10 %"; the default alone where there are no weights.
QString ModelTraffic::sharesText(const client::SplitState& state) const {
    if (state.weights.empty())
        return tr("%1 with all requests").arg(text(state.default_version));
    QList<double> weights;
    QStringList names;
    for (const auto& [version, weight] : state.weights) {
        names.append(text(version));
        weights.append(weight);
    }
    const QList<int> shares = wholePercents(weights);
    QStringList parts;
    for (qsizetype i = 0; i < names.size(); ++i) {
        if (shares.at(i) > 0)
            parts.append(tr("%1 with %2 %").arg(names.at(i)).arg(shares.at(i)));
    }
    return parts.join(u", "_s);
}

QString ModelTraffic::changeTitle() const {
    switch (change_) {
    case Change::None: return {};
    case Change::Split:
        return tr("Send %1 % to %2 and %3 % to %4").arg(firstShare()).arg(first()).arg(secondShare()).arg(second());
    case Change::Promotion: return tr("Make %1 the default and send it all requests").arg(version_);
    case Change::RollBack:
        return split_ && split_->previous ? tr("Go back to %1").arg(sharesText(*split_->previous)) : QString();
    }
    return {};
}

QString ModelTraffic::changeText() const {
    return split_ ? tr("Now: %1.").arg(sharesText(*split_)) : QString();
}

QString ModelTraffic::changeVerb() const {
    switch (change_) {
    case Change::None: return {};
    case Change::Split: return tr("Apply");
    case Change::Promotion: return tr("Promote");
    case Change::RollBack: return tr("Roll back");
    }
    return {};
}

/// "1.2=90 1.3=10".
QString ModelTraffic::weightWords() const {
    QStringList words;
    for (qsizetype i = 0; i < versions_.size(); ++i) {
        if (draft_.at(i) > 0)
            words.append(shellWord(versions_.at(i) + u'=' + QString::number(draft_.at(i))));
    }
    return words.join(u' ');
}

QString ModelTraffic::command() const {
    const QString model = shellWord(model_);
    QString line;
    switch (change_) {
    case Change::None: return {};
    case Change::Split: line = u"inferno models split %1 %2"_s.arg(model, weightWords()); break;
    case Change::Promotion: line = u"inferno models default %1 %2"_s.arg(model, shellWord(version_)); break;
    case Change::RollBack: line = u"inferno models rollback %1"_s.arg(model); break;
    }
    return reason_.trimmed().isEmpty() ? line : line + u" --reason "_s + shellWord(reason_.trimmed());
}

void ModelTraffic::setReason(const QString& reason) {
    reason_ = reason;
    Q_EMIT changed();
}

void ModelTraffic::startChange(Change change) {
    if (applying_ || !(change == Change::Promotion ? canPromote() : canRollBack()))
        return;
    draft_ = shares_;
    change_ = change;
    changeError_.clear();
    show();
    Q_EMIT changeAsked();
}

void ModelTraffic::cancelChange() {
    if (applying_)
        return;
    draft_ = shares_;
    change_ = Change::None;
    reason_.clear();
    changeError_.clear();
    show();
}

void ModelTraffic::apply() {
    if (applying_ || change_ == Change::None || !app_.connected())
        return;
    switch (change_) {
    case Change::None: break;
    case Change::Split: send(tr("The split is applied"), sendSplit()); break;
    case Change::Promotion:
        send(tr("%1 is the default").arg(version_),
             app_.backend().setDefaultModel(model_, version_, reason_.trimmed()));
        break;
    case Change::RollBack:
        send(tr("The split is rolled back"), app_.backend().rollBackModel(model_, reason_.trimmed()));
        break;
    }
}

ModelTraffic::Answered ModelTraffic::sendSplit() {
    client::SplitRequest request;
    request.reason = reason_.trimmed().toStdString();
    request.weights.emplace();
    for (qsizetype i = 0; i < versions_.size(); ++i) {
        if (draft_.at(i) > 0)
            request.weights->emplace(versions_.at(i).toStdString(), draft_.at(i));
    }
    return app_.backend().setModelSplit(model_, request);
}

void ModelTraffic::send(const QString& done, Answered answer, bool undoable) {
    applying_ = true;
    changeError_.clear();
    Q_EMIT changed();
    answer.then(this, [this, done, undoable, asked = generation_](const Result<client::ModelSplit>& split) {
        applying_ = false;
        if (asked != generation_) {
            Q_EMIT changed(); // another model is shown meanwhile
        } else if (!split) {
            const QString detail = detailOfError(split.error());
            changeError_ = titleOfError(split.error()) + (detail.isEmpty() ? QString() : u": "_s + detail);
            Q_EMIT changed();
        } else {
            applied(done, *split, undoable);
        }
    });
}

void ModelTraffic::applied(const QString& done, const client::ModelSplit& split, bool undoable) {
    undoText_ = undoable && split.previous ? done : QString();
    undoTimer_.start();
    change_ = Change::None;
    reason_.clear();
    draft_ = shares_;
    take(split);
    app_.say(done);
}

void ModelTraffic::undo() {
    if (undoText_.isEmpty() || applying_)
        return;
    undoText_.clear();
    reason_ = tr("undone at once");
    send(tr("The change is undone"), app_.backend().rollBackModel(model_, reason_), false);
}

} // namespace inferno::models
