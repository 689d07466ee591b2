// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/model_playground.h"

#include <algorithm>

#include <QFile>
#include <QJsonDocument>

#include "models/model_words.h"
#include "models/words.h"

namespace inferno::models {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kPastMax = 50;
constexpr int kLeavesMax = 500; // values of an answer that are compared
constexpr qint64 kFileMax = 64 << 20;

/// Where JSON breaks off, "" where it does not.
QString mistakeIn(const QString& json) {
    QJsonParseError error;
    const QByteArray bytes = json.toUtf8();
    QJsonDocument::fromJson(bytes, &error);
    if (error.error == QJsonParseError::NoError)
        return {};
    const auto line = bytes.left(error.offset).count('\n') + 1;
    return ModelPlayground::tr("Line %1: %2").arg(line).arg(error.errorString());
}

/// Whether both are numbers, and the same one.
bool sameNumber(const QString& a, const QString& b) {
    bool first = false;
    bool second = false;
    return a.toDouble(&first) == b.toDouble(&second) && first && second;
}

} // namespace

ModelPlayground::ModelPlayground(AppState& app, QObject* parent)
    : QObject(parent), app_(app), choiceRows_({"label", "name", "version"}),
      differences_({"path", "leftValue", "rightValue", "differs"}),
      historyRows_({"time", "label", "outcome", "figure", "rank", "latency"}) {
    for (ModelTrial* trial : {&first_, &second_}) {
        connect(trial, &ModelTrial::changed, this, &ModelPlayground::changed);
        connect(trial, &ModelTrial::finished, this, [this, trial] {
            remember(*trial);
            compare();
        });
    }
    connect(this, &ModelPlayground::changed, this, &ModelPlayground::commandChanged);
    connect(this, &ModelPlayground::requestChanged, this, &ModelPlayground::commandChanged);
}

// What is asked, and whom

void ModelPlayground::setChoices(const QList<Choice>& choices) {
    if (choices == choices_)
        return;
    choices_ = choices;
    QList<FieldsModel::Row> rows;
    for (const Choice& choice : choices_)
        rows.append({QString(choice.name + u' ' + choice.version), choice.name, choice.version});
    choiceRows_.setRows(rows);
    if (chosen() < 0 && !choices_.isEmpty()) {
        const auto sameModel = std::find_if(choices_.rbegin(), choices_.rend(),
                                            [this](const Choice& one) { return one.name == chosen_.name; });
        take(sameModel == choices_.rend() ? choices_.first() : *sameModel);
        pickOther();
    }
    if (other() < 0)
        pickOther();
    Q_EMIT changed();
}

void ModelPlayground::choose(const QString& name, const QString& version) {
    const auto found = std::ranges::find_if(
        choices_, [&](const Choice& choice) { return choice.name == name && choice.version == version; });
    if (found == choices_.end() || *found == chosen_)
        return;
    take(*found);
    pickOther();
    Q_EMIT changed();
}

void ModelPlayground::take(const Choice& choice) {
    const bool untouched = request_.trimmed().isEmpty() || request_ == sampleOf(chosen_.handler);
    const bool anotherModel = choice.name != chosen_.name;
    chosen_ = choice;
    if (untouched)
        useSample();
    if (anotherModel) {
        first_.clear();
        second_.clear();
        compare();
    }
}

/// The version before the chosen one of the same model, else any other of it.
void ModelPlayground::pickOther() {
    other_ = {};
    for (const Choice& choice : choices_) {
        if (choice.name == chosen_.name && choice.version != chosen_.version &&
            (other_.name.isEmpty() || versionLess(choice.version, chosen_.version)))
            other_ = choice;
    }
}

void ModelPlayground::setChosen(int row) {
    if (row < 0 || row >= choices_.size() || choices_.at(row) == chosen_)
        return;
    take(choices_.at(row));
    if (other_ == chosen_ || other_.name != chosen_.name)
        pickOther();
    Q_EMIT changed();
}

void ModelPlayground::setOther(int row) {
    if (row < 0 || row >= choices_.size())
        return;
    other_ = choices_.at(row);
    Q_EMIT changed();
}

void ModelPlayground::setComparing(bool comparing) {
    if (comparing == comparing_)
        return;
    comparing_ = comparing;
    Q_EMIT changed();
    compare();
}

void ModelPlayground::setRequest(const QString& request) {
    if (request == request_)
        return;
    request_ = request;
    const QString words = request_.trimmed();
    requestError_ = words.startsWith(u'@') || words.isEmpty() ? QString() : mistakeIn(words);
    Q_EMIT requestChanged();
}

QString ModelPlayground::sampleOf(const QString& handler) const {
    if (handler == "graph_fraud"_L1)
        return u"{\n  \"user_id\": 77\n}"_s;
    if (handler == "image_classifier"_L1)
        return u"@/path/to/picture.jpg"_s;
    if (handler == "tensor"_L1)
        return u"[\n  [0.1, 0.2, 0.3, 0.4]\n]"_s;
    return u"{}"_s;
}

void ModelPlayground::useSample() {
    setRequest(sampleOf(chosen_.handler));
}

QString ModelPlayground::command() const {
    if (chosen_.name.isEmpty())
        return {};
    const QString words = request_.trimmed();
    const QString file = words.startsWith(u'@') ? words.mid(1) : u"-"_s;
    QString line = u"inferno models predict %1 --version %2 --input %3"_s.arg(
        shellWord(chosen_.name), shellWord(chosen_.version), shellWord(file));
    if (!words.startsWith(u'@')) {
        const QByteArray compact = QJsonDocument::fromJson(words.toUtf8()).toJson(QJsonDocument::Compact);
        line = u"printf %s "_s + shellWord(compact.isEmpty() ? words : QString::fromUtf8(compact)) + u" | "_s + line;
    }
    return line;
}

// Asking

std::optional<QByteArray> ModelPlayground::payload() {
    const QString words = request_.trimmed();
    if (!words.startsWith(u'@'))
        return requestError_.isEmpty() ? std::optional(request_.toUtf8()) : std::nullopt;
    QFile file(words.mid(1));
    if (!file.open(QIODevice::ReadOnly))
        requestError_ = file.errorString();
    else if (file.size() > kFileMax)
        requestError_ = tr("The file has more than %1").arg(sizeText(static_cast<quint64>(kFileMax)));
    else
        return file.readAll();
    Q_EMIT requestChanged();
    return std::nullopt;
}

void ModelPlayground::run() {
    start(comparing_);
}

void ModelPlayground::runBoth() {
    setComparing(true);
    start(true);
}

void ModelPlayground::start(bool both) {
    if (chosen() < 0)
        return;
    const auto body = payload();
    if (!body)
        return;
    asked_ = request_;
    first_.ask(app_.backend(), chosen_.name, chosen_.version, *body);
    if (both && other() >= 0)
        second_.ask(app_.backend(), other_.name, other_.version, *body);
    else
        second_.clear();
    compare();
}

void ModelPlayground::stop() {
    for (ModelTrial* trial : {&first_, &second_}) {
        if (trial->running())
            trial->stop();
    }
}

// What came of it

void ModelPlayground::remember(const ModelTrial& trial) {
    if (!trial.body())
        return;
    const QString time = nowIn(app_.clock(), app_.zone()).toString(u"HH:mm:ss");
    past_.prepend({time,
                   trial.name(),
                   trial.version(),
                   asked_,
                   *trial.body(),
                   trial.seconds(),
                   {time, trial.label(), trial.outcome(), trial.figure(), trial.rank(), trial.latencyText()}});
    past_.resize(std::min(past_.size(), kPastMax));
    QList<FieldsModel::Row> rows;
    for (const Past& past : past_)
        rows.append(past.row);
    historyRows_.setRows(rows);
}

void ModelPlayground::recall(int row) {
    if (row < 0 || row >= past_.size())
        return;
    const Past past = past_.at(row);
    stop();
    setComparing(false);
    choose(past.name, past.version);
    setRequest(past.request);
    first_.recall(past.name, past.version, past.body, past.seconds);
    second_.clear();
    compare();
}

void ModelPlayground::setOnlyDifferent(bool only) {
    if (only == onlyDifferent_)
        return;
    onlyDifferent_ = only;
    compare();
}

void ModelPlayground::compare() {
    QList<FieldsModel::Row> rows;
    int different = 0;
    int all = 0;
    if (comparing_ && first_.body() && second_.body()) {
        QHash<QString, QString> right;
        const auto others = leavesOf(*second_.body(), kLeavesMax);
        for (const AnswerLeaf& leaf : others)
            right.insert(leaf.path, leaf.value);
        const auto add = [&](const QString& path, const QString& a, const QString& b) {
            const bool differs = a != b && !sameNumber(a, b);
            ++all;
            different += differs ? 1 : 0;
            if (differs || !onlyDifferent_)
                rows.append({path, a, b, differs});
        };
        for (const AnswerLeaf& leaf : leavesOf(*first_.body(), kLeavesMax))
            add(leaf.path, leaf.value, right.contains(leaf.path) ? right.take(leaf.path) : u"–"_s);
        for (const AnswerLeaf& leaf : others) {
            if (right.contains(leaf.path))
                add(leaf.path, u"–"_s, leaf.value);
        }
    }
    differences_.setRows(rows);
    differenceText_ = all == 0         ? QString()
                      : different == 0 ? tr("Both answer the same")
                                       : tr("%1 of %2 values differ").arg(different).arg(all);
    Q_EMIT compared();
}

} // namespace inferno::models
