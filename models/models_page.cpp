// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/models_page.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <nlohmann/json.hpp>

#include "models/app_state.h"
#include "models/model_words.h"
#include "models/words.h"

namespace inferno::models {

using namespace Qt::StringLiterals;

namespace {

constexpr int kReadMs = 5000;
constexpr int kSplitsEvery = 6; ///< so many times as rarely are the splits of models read that are not chosen

QString orDash(const QString& words) {
    return words.isEmpty() ? u"–"_s : words;
}

QString deviceWord(const std::string& device) {
    return device == "cpu" ? u"CPU"_s : text(device);
}

bool before(const client::Model& a, const client::Model& b) {
    return a.name != b.name ? a.name < b.name : versionLess(text(a.version), text(b.version));
}

nlohmann::json requestOf(const client::Model& model) {
    nlohmann::json request{{"path", model.path}, {"name", model.name}, {"version", model.version}};
    if (!model.handler.empty())
        request["handler"] = model.handler;
    if (model.batch_size > 0)
        request["batch_size"] = model.batch_size;
    if (model.workers > 0)
        request["workers"] = model.workers;
    request["max_batch_delay"] = model.max_batch_delay;
    return request;
}

} // namespace

ModelsPage::ModelsPage(AppState& app)
    : PageObject(app), traffic_(app), figures_(app, traffic_), playground_(app), registration_(app),
      rows_({"name", "version", "isDefault", "status", "handler", "size", "hash", "signature", "device", "batch",
             "memory", "share", "requests", "lastUsed", "loaded"}),
      facts_({"label", "value", "mono"}) {
    timer_.setInterval(kReadMs);
    connect(&timer_, &QTimer::timeout, this, [this] {
        if (this->app().connected())
            read();
    });
    connect(&traffic_, &ModelTraffic::changed, this, [this] {
        if (traffic_.split())
            takeSplit(*traffic_.split());
        Q_EMIT selectedChanged();
    });
    connect(&app.backend(), &Backend::modelChanged, this, &ModelsPage::apply);
    connect(&registration_, &ModelRegistration::registered, this, [this](const client::Model& model) {
        clearFilters();
        apply(model);
        setSelected({text(model.name), text(model.version)});
    });
}

// Reading

void ModelsPage::setActive(bool active) {
    if (active == timer_.isActive())
        return;
    if (active) {
        timer_.start();
        if (app().connected() && hasData())
            read();
    } else {
        timer_.stop();
    }
    Q_EMIT activeChanged();
}

void ModelsPage::refresh() {
    setRefreshing();
    read();
}

void ModelsPage::read() {
    app().backend().models().then(this, [this](const Result<std::vector<client::Model>>& models) {
        if (models)
            take(*models);
        else
            setFailed(models.error());
    });
    traffic_.read();
}

/// Of the chosen model `traffic_` reads it, and what has one version answers all.
void ModelsPage::readSplits() {
    const bool all = reads_++ % kSplitsEvery == 0;
    std::string last;
    for (const client::Model& model : models_) {
        const bool isKnown = splits_.contains(model.name);
        if (std::exchange(last, model.name) == model.name || text(model.name) == selected_.first ||
            served(model.name) < 2 || (isKnown && !all))
            continue;
        app().backend().modelSplit(text(model.name)).then(this, [this](const Result<client::ModelSplit>& split) {
            if (split)
                takeSplit(*split);
        });
    }
}

void ModelsPage::takeSplit(const client::ModelSplit& split) {
    client::SplitState& known = splits_[split.model];
    if (known.weights == split.weights && known.shadow == split.shadow &&
        known.default_version == split.default_version)
        return;
    known = split;
    if (hasData())
        settle();
}

void ModelsPage::take(const std::vector<client::Model>& models) {
    QList<client::Model> all(models.begin(), models.end());
    for (const client::Model& model : models_) {
        const bool back = std::ranges::any_of(
            all, [&](const auto& one) { return one.name == model.name && one.version == model.version; });
        if (model.status == kUnloaded && !back)
            all.append(model);
    }
    models_ = all;
    std::ranges::sort(models_, before);
    settle();
    readSplits();
}

void ModelsPage::apply(const client::Model& model) {
    if (client::Model* known = find({text(model.name), text(model.version)})) {
        *known = model;
    } else {
        models_.append(model);
        std::ranges::sort(models_, before);
    }
    if (hasData())
        settle();
}

void ModelsPage::settle() {
    QList<FieldsModel::Row> rows;
    shown_.clear();
    for (const client::Model& model : models_) {
        if (!fits(model))
            continue;
        shown_.append({text(model.name), text(model.version)});
        rows.append(rowOf(model));
    }
    rows_.setRows(rows);
    setLoaded(shown_.isEmpty(), !models_.isEmpty());
    settleChoices();
    chooseWanted();
    if (!find(selected_))
        setSelected(shown_.value(0));
    else
        setSelected(selected_);
    Q_EMIT listChanged();
}

void ModelsPage::settleChoices() {
    QList<ModelPlayground::Choice> choices;
    for (const client::Model& model : models_) {
        if (model.status == "ready")
            choices.append({text(model.name), text(model.version), text(model.handler)});
    }
    playground_.setChoices(choices);
}

FieldsModel::Row ModelsPage::rowOf(const client::Model& model) const {
    const QDateTime used = timeOf(model.last_used, app().zone());
    //: Requests that are computed together, and how many batches at once: "8 × 2".
    const QString batch = model.batch_size > 0 ? tr("%1 × %2").arg(model.batch_size).arg(model.workers) : QString();
    return {text(model.name),
            text(model.version),
            model.is_default,
            statusOf(model),
            text(model.handler),
            model.size > 0 ? sizeText(model.size) : u"–"_s,
            shortHash(text(model.sha256)),
            text(model.signature),
            orDash(deviceWord(model.device)),
            orDash(batch),
            model.memory > 0 ? sizeText(model.memory) : u"–"_s,
            shareOf(model),
            groupedNumber(static_cast<qint64>(model.requests)),
            orDash(relativeText(used, nowIn(app().clock(), app().zone()))),
            model.status != kUnloaded};
}

/// "" while it is not known.
QString ModelsPage::shareOf(const client::Model& model) const {
    if (model.status == kUnloaded)
        return u"–"_s;
    if (served(model.name) < 2)
        return shareText(1);
    const auto split = splits_.find(model.name);
    if (split == splits_.end())
        return {};
    const auto& [name, state] = *split;
    double all = 0;
    for (const auto& [version, weight] : state.weights)
        all += weight;
    if (const auto weight = state.weights.find(model.version); weight != state.weights.end() && weight->second > 0)
        return shareText(weight->second / all);
    if (all == 0 && model.is_default)
        return shareText(1);
    //: Of a version of a model that answers nobody, and is asked what others are, to be compared.
    return state.shadow == model.version ? tr("copies") : u"–"_s;
}

qsizetype ModelsPage::served(const std::string& name) const {
    return std::ranges::count_if(models_,
                                 [&](const client::Model& one) { return one.name == name && one.status != kUnloaded; });
}

QString ModelsPage::statusOf(const client::Model& model) const {
    const bool busy = working_.contains({text(model.name), text(model.version)});
    return busy && model.status == kUnloaded ? u"loading"_s : busy ? u"unloading"_s : text(model.status);
}

// Filtering

bool ModelsPage::fits(const client::Model& model) const {
    if (onlyDefaults_ && !model.is_default)
        return false;
    const QString all = QStringList{text(model.name), text(model.version), text(model.handler),
                                    statusOf(model),  text(model.sha256),  text(model.device)}
                            .join(u' ');
    const auto words = words_.split(u' ', Qt::SkipEmptyParts);
    return std::ranges::all_of(words, [&](const QString& word) { return all.contains(word, Qt::CaseInsensitive); });
}

void ModelsPage::setWords(const QString& words) {
    if (words == words_)
        return;
    words_ = words;
    if (hasData())
        settle();
}

void ModelsPage::setOnlyDefaults(bool only) {
    if (only == onlyDefaults_)
        return;
    onlyDefaults_ = only;
    if (hasData())
        settle();
}

void ModelsPage::clearFilters() {
    words_.clear();
    onlyDefaults_ = false;
    if (hasData())
        settle();
}

QString ModelsPage::filterText() const {
    QStringList parts;
    if (!words_.trimmed().isEmpty())
        parts.append(u"“%1”"_s.arg(words_.trimmed()));
    if (onlyDefaults_)
        parts.append(tr("default versions only"));
    return parts.join(u", "_s);
}

QString ModelsPage::countText() const {
    if (!hasData())
        return {};
    return shown_.size() == models_.size() ? tr("%n version(s)", "", total())
                                           : tr("%1 of %n version(s)", "", total()).arg(shown_.size());
}

// Choosing

void ModelsPage::enter(const QString& argument) {
    if (!argument.isEmpty()) {
        wanted_ = {argument.section(u'/', 0, 0), argument.section(u'/', 1)};
        chooseWanted();
    }
    if (hasData() && app().connected())
        read();
}

void ModelsPage::chooseWanted() {
    if (wanted_.first.isEmpty())
        return;
    const auto found = std::ranges::find_if(models_, [this](const client::Model& model) {
        return text(model.name) == wanted_.first &&
               (wanted_.second.isEmpty() ? model.is_default : text(model.version) == wanted_.second);
    });
    if (found == models_.end())
        return;
    const Key key{text(found->name), text(found->version)};
    wanted_ = {};
    if (!shown_.contains(key))
        clearFilters();
    setSelected(key);
}

void ModelsPage::select(int row) {
    if (row >= 0 && row < shown_.size())
        setSelected(shown_.at(row));
}

void ModelsPage::setSelected(const Key& key) {
    const bool other = key != selected_;
    selected_ = key;
    settleFacts();
    const bool served = loaded();
    traffic_.open(served ? key.first : QString(), key.second, status());
    if (other) {
        playground_.choose(key.first, key.second);
        app().setPathTail(u"models"_s, key.first.isEmpty() ? QStringList() : QStringList{key.first, key.second});
    }
    Q_EMIT selectedChanged();
}

client::Model* ModelsPage::find(const Key& key) {
    const auto found = std::ranges::find_if(
        models_, [&](const auto& model) { return text(model.name) == key.first && text(model.version) == key.second; });
    return found == models_.end() ? nullptr : &*found;
}

const client::Model& ModelsPage::chosen() const {
    static const client::Model none;
    const client::Model* model = const_cast<ModelsPage*>(this)->find(selected_);
    return model ? *model : none;
}

QString ModelsPage::shortHashText() const {
    return shortHash(hash());
}

void ModelsPage::settleFacts() {
    const client::Model& model = chosen();
    QList<FieldsModel::Row> rows;
    const auto add = [&](const QString& label, const QString& value, bool mono = false) {
        if (!value.isEmpty())
            rows.append({label, value, mono});
    };
    add(tr("Handler"), text(model.handler));
    const QString size = model.size > 0 ? sizeText(model.size) : QString();
    add(tr("Size"),
        model.memory > 0 && !size.isEmpty() ? tr("%1, in memory %2").arg(size, sizeText(model.memory)) : size);
    add(tr("Device"), deviceWord(model.device));
    if (model.batch_size > 0)
        add(tr("Batch"), tr("%1 in %2 ms, %n worker(s)", "", model.workers)
                             .arg(model.batch_size)
                             .arg(std::lround(1000 * model.max_batch_delay)));
    add(tr("Signature"), model.signature == "valid"  ? tr("signed")
                         : model.signature == "none" ? tr("not signed")
                                                     : text(model.signature));
    add(tr("Registered"), whenText(timeOf(model.registered, app().zone()), nowIn(app().clock(), app().zone())));
    add(tr("File"), text(model.path), true);
    facts_.setRows(rows);
}

// Loading and unloading

QString ModelsPage::whyNoUnload() const {
    if (!writable())
        return whyNot();
    const auto sameName = [this](const client::Model& one) {
        return text(one.name) == selected_.first && one.status != kUnloaded;
    };
    if (isDefault() && std::ranges::count_if(models_, sameName) > 1)
        return tr("It is the default version");
    const auto& split = traffic_.split();
    const std::string version = selected_.second.toStdString();
    if (split && split->weights.contains(version))
        return tr("It gets requests");
    if (split && split->shadow == version)
        return tr("It gets copies of requests");
    return {};
}

bool ModelsPage::mayUnload() {
    const QString why = whyNoUnload();
    if (!why.isEmpty())
        app().say(tr("%1 %2 cannot be unloaded: %3").arg(name(), version(), why), true);
    return why.isEmpty();
}

QString ModelsPage::unloadText() const {
    return tr("It answered %1 requests so far. Requests to this version fail from then on. Its file stays, and it can "
              "be "
              "loaded again from here.")
        .arg(groupedNumber(static_cast<qint64>(chosen().requests)));
}

client::Model* ModelsPage::beginWork() {
    client::Model* model = find(selected_);
    if (!model || working_.contains(selected_) || !app().connected())
        return nullptr;
    working_.append(selected_);
    model->problem.clear();
    settle();
    return find(selected_);
}

void ModelsPage::unload() {
    const client::Model* model = beginWork();
    if (!model)
        return;
    app()
        .backend()
        .unregisterModel(text(model->name), text(model->version))
        .then(this, [this, key = selected_](const Result<void>& done) {
            working_.removeAll(key);
            client::Model* gone = find(key);
            if (!done) {
                app().sayError(tr("%1 %2 could not be unloaded").arg(key.first, key.second), done.error());
            } else if (gone) {
                gone->status = kUnloaded;
                gone->is_default = false;
                app().say(tr("%1 %2 is unloaded").arg(key.first, key.second));
            }
            settle();
        });
}

void ModelsPage::load() {
    if (loaded())
        return;
    const client::Model* model = beginWork();
    if (!model)
        return;
    app()
        .backend()
        .registerModel(requestOf(*model))
        .then(this, [this, key = selected_](const Result<client::Model>& loaded) {
            working_.removeAll(key);
            if (loaded) {
                app().say(tr("%1 %2 is loaded").arg(key.first, key.second));
                apply(*loaded);
                return;
            }
            if (client::Model* failed = find(key))
                failed->problem =
                    titleOfError(loaded.error()).toStdString() + ". " + detailOfError(loaded.error()).toStdString();
            settle();
        });
}

} // namespace inferno::models
