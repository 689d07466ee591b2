// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/asked_model.h"

#include <algorithm>

#include "app/unpack/run_unpack.h"
#include "services/inference/model_registry.h"

namespace inferno::cli {
namespace {

namespace fs = std::filesystem;
using client::Client;
using client::Model;

class RegisteredModel final : public AskedModel {
public:
    RegisteredModel(Client& service, Model model) : service_(service), model_(std::move(model)) {}

    /// Of the version that was chosen, also where requests that name none are split among several.
    Result<std::string> predict(const std::string& body, const std::string& contentType) override {
        return service_.predict(model_.name, model_.version, body, contentType);
    }
    bool comesBack() const override { return true; }
    const Model* registered() const override { return &model_; }

private:
    Client& service_;
    Model model_;
};

class OpenedFile final : public AskedModel {
public:
    OpenedFile(std::unique_ptr<serving::OpenedModel> model, std::unique_ptr<serving::OwnEngine> engine)
        : model_(std::move(model)), engine_(std::move(engine)) {}

    Result<std::string> predict(const std::string& body, const std::string&) override { return engine_->predict(body); }
    bool comesBack() const override { return false; }
    serving::OwnEngine* engine() override { return engine_.get(); }
    const serving::OpenedModel* opened() const override { return model_.get(); }

private:
    std::unique_ptr<serving::OpenedModel> model_;
    std::unique_ptr<serving::OwnEngine> engine_;
};

/// The version that is meant of the models of a service; nothing where there is none of that name.
std::optional<Model> chosen(const std::vector<Model>& models, const ModelChoice& choice) {
    const auto found = std::ranges::find_if(models, [&](const Model& model) {
        return model.name == choice.model &&
               (choice.version.empty() ? model.is_default : model.version == choice.version);
    });
    return found == models.end() ? std::nullopt : std::optional(*found);
}

/// Whether a service that does not run has a model of that name.
bool isKept(Context& context, Vfs& vfs, const ModelChoice& choice) {
    const auto target = context.target();
    if (!target || target->isUrl())
        return true; // whoever is there is asked
    const auto models = serving::readRegistry(vfs, target->dataDir / "models/registry.json");
    return models && std::ranges::any_of(*models, [&](const auto& each) { return each.first.first == choice.model; });
}

Result<std::unique_ptr<AskedModel>> opened(Vfs& vfs, const ModelChoice& choice) {
    serving::ModelOptions options;
    options.handler = choice.handler;
    options.batchSize = choice.batchSize;
    options.maxBatchDelay = std::chrono::milliseconds(0); // batches form while the workers are busy
    options.queueSize = std::max(100, 4 * choice.batchSize);
    const serving::OpenOptions how = openOptions(choice.workers);
    INFERNO_TRY(auto model, serving::OpenedModel::open(vfs, choice.model, options, how));
    INFERNO_TRY(auto engine, serving::OwnEngine::start(*model, how));
    return std::make_unique<OpenedFile>(std::move(model), std::move(engine));
}

std::unexpected<Error> unknown(const ModelChoice& choice) {
    return fail(ErrorCode::ModelUnknown,
                "no model is called '" + choice.model + "'" +
                    (choice.version.empty() ? "" : " in version " + choice.version) + ", and no file",
                "inferno models list shows all");
}

} // namespace

serving::OpenOptions openOptions(int workers) {
    std::error_code error;
    serving::OpenOptions how;
    how.engineProgram = fs::read_symlink("/proc/self/exe", error).parent_path() / "inferno-engine";
    how.workers = workers;
    how.stop = &Context::interrupted();
    how.unpack = [](const fs::path& archive, const fs::path& folder) {
        return unpack::runUnpack({"extract", archive.string(), folder.string()}, {{}, &Context::interrupted()});
    };
    return how;
}

Result<std::unique_ptr<AskedModel>> askedModel(Context& context, Vfs& vfs, const ModelChoice& choice) {
    std::error_code unreadable;
    const bool isFile = fs::exists(choice.model, unreadable) && choice.version.empty();
    if (choice.model.find('/') == std::string::npos) {
        Client* service = nullptr;
        INFERNO_TRY(service, context.runningService());
        if (!service && (!isFile || isKept(context, vfs, choice))) {
            INFERNO_TRY(service, context.service());
        }
        if (service) {
            INFERNO_TRY(const std::vector<Model> models, service->models());
            if (auto model = chosen(models, choice))
                return std::make_unique<RegisteredModel>(*service, *std::move(model));
        }
    }
    if (!isFile)
        return unknown(choice);
    return opened(vfs, choice);
}

} // namespace inferno::cli
