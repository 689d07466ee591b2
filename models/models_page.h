// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>

#include "models/fields_model.h"
#include "models/model_figures.h"
#include "models/model_playground.h"
#include "models/model_registration.h"
#include "models/model_traffic.h"
#include "models/page_object.h"

namespace inferno::models {

/// The models that are served: the registry of their versions, one of which is chosen; who answers its requests and how
/// well (`traffic`, `figures`), and a place to try it (`playground`). A version that was unloaded here stays in the
/// list until the window closes, so that it can be loaded again. While `active`, figures are read each 5 s. GUI thread.
class ModelsPage : public inferno::models::PageObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("AppState.pageObject")

    /// Fields name, version, isDefault, status, handler, size, hash, signature, device, batch, memory, share (of the
    /// requests that name no version), requests, lastUsed, loaded.
    Q_PROPERTY(inferno::models::FieldsModel* rows READ rows CONSTANT)
    Q_PROPERTY(inferno::models::ModelTraffic* traffic READ traffic CONSTANT)
    Q_PROPERTY(inferno::models::ModelFigures* figures READ figures CONSTANT)
    Q_PROPERTY(inferno::models::ModelPlayground* playground READ playground CONSTANT)
    Q_PROPERTY(inferno::models::ModelRegistration* registration READ registration CONSTANT)
    Q_PROPERTY(bool active READ active WRITE setActive NOTIFY activeChanged)

    Q_PROPERTY(QString words READ words WRITE setWords NOTIFY listChanged)
    Q_PROPERTY(bool onlyDefaults READ onlyDefaults WRITE setOnlyDefaults NOTIFY listChanged)
    Q_PROPERTY(QString filterText READ filterText NOTIFY listChanged)
    Q_PROPERTY(QString countText READ countText NOTIFY listChanged) ///< "11 versions", "6 of 11 versions"
    Q_PROPERTY(int total READ total NOTIFY listChanged)

    /// The chosen version.
    Q_PROPERTY(int selectedRow READ selectedRow NOTIFY selectedChanged)
    Q_PROPERTY(QString name READ name NOTIFY selectedChanged)
    Q_PROPERTY(QString version READ version NOTIFY selectedChanged)
    Q_PROPERTY(bool isDefault READ isDefault NOTIFY selectedChanged)
    Q_PROPERTY(QString status READ status NOTIFY selectedChanged)
    Q_PROPERTY(bool loaded READ loaded NOTIFY selectedChanged)
    Q_PROPERTY(bool cpuFallback READ cpuFallback NOTIFY selectedChanged) ///< it computes without a GPU
    Q_PROPERTY(QString hash READ hash NOTIFY selectedChanged)
    Q_PROPERTY(QString shortHash READ shortHashText NOTIFY selectedChanged)
    Q_PROPERTY(QString problem READ problem NOTIFY selectedChanged)
    Q_PROPERTY(QString whyNoUnload READ whyNoUnload NOTIFY selectedChanged)
    /// Fields label, value, mono.
    Q_PROPERTY(inferno::models::FieldsModel* facts READ facts CONSTANT)

public:
    explicit ModelsPage(AppState& app);

    FieldsModel* rows() { return &rows_; }
    ModelTraffic* traffic() { return &traffic_; }
    ModelFigures* figures() { return &figures_; }
    ModelPlayground* playground() { return &playground_; }
    ModelRegistration* registration() { return &registration_; }
    bool active() const { return timer_.isActive(); }
    void setActive(bool active);
    QString words() const { return words_; }
    void setWords(const QString& words);
    bool onlyDefaults() const { return onlyDefaults_; }
    void setOnlyDefaults(bool only);
    QString filterText() const;
    QString countText() const;
    int total() const { return static_cast<int>(models_.size()); }
    const QList<client::Model>& all() const { return models_; }

    int selectedRow() const { return static_cast<int>(shown_.indexOf(selected_)); }
    QString name() const { return selected_.first; }
    QString version() const { return selected_.second; }
    bool isDefault() const { return chosen().is_default; }
    QString status() const { return statusOf(chosen()); }
    bool loaded() const { return status() != QLatin1String(kUnloaded); }
    bool cpuFallback() const { return chosen().device == "cpu"; }
    QString hash() const { return QString::fromStdString(chosen().sha256); }
    QString shortHashText() const;
    QString problem() const { return QString::fromStdString(chosen().problem); }
    FieldsModel* facts() { return &facts_; }
    QString whyNoUnload() const;

    void refresh() override;
    /// "NAME" or "NAME/VERSION" chooses it; without a version the default one.
    void enter(const QString& argument) override;

    Q_INVOKABLE void select(int row);
    Q_INVOKABLE void clearFilters();
    /// Whether the chosen version can be unloaded; says why where it cannot.
    Q_INVOKABLE bool mayUnload();
    /// What unloading the chosen version means, for the question before it.
    Q_INVOKABLE QString unloadText() const;
    Q_INVOKABLE void unload();
    /// Loads the chosen version again, as it was.
    Q_INVOKABLE void load();

Q_SIGNALS:
    void activeChanged();
    void listChanged();
    void selectedChanged();

private:
    using Key = std::pair<QString, QString>; ///< name and version
    static constexpr const char* kUnloaded = "unloaded";

    void read();
    void readSplits();
    void takeSplit(const client::ModelSplit& split);
    QString shareOf(const client::Model& model) const;
    qsizetype served(const std::string& name) const;
    void take(const std::vector<client::Model>& models);
    void apply(const client::Model& model);
    void settle();
    void settleChoices();
    void settleFacts();
    void chooseWanted();
    void setSelected(const Key& key);
    bool fits(const client::Model& model) const;
    FieldsModel::Row rowOf(const client::Model& model) const;
    QString statusOf(const client::Model& model) const;
    client::Model* find(const Key& key);
    const client::Model& chosen() const;
    /// The version that `unload` and `load` work on, marked as under way; null where it is not there.
    client::Model* beginWork();

    ModelTraffic traffic_;
    ModelFigures figures_;
    ModelPlayground playground_;
    ModelRegistration registration_;
    QList<client::Model> models_;                      ///< by name, then version; with those that were unloaded here
    QList<Key> shown_;                                 ///< those that fit, in the order of the list
    QList<Key> working_;                               ///< that are being loaded or unloaded
    std::map<std::string, client::SplitState> splits_; ///< of the models that have several versions
    int reads_ = 0;
    Key selected_;
    Key wanted_; ///< by a route, while it is not there yet
    QString words_;
    bool onlyDefaults_ = false;
    FieldsModel rows_;
    FieldsModel facts_;
    QTimer timer_;
};

} // namespace inferno::models
