// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/service/engine_host.h"

#include "services/inference/engine_supervisor.h"

namespace inferno::service {
namespace {

class EngineHost final : public api::ModelHost {
public:
    explicit EngineHost(std::unique_ptr<serving::EngineSupervisor> supervisor) : supervisor_(std::move(supervisor)) {}

    std::vector<api::ServedModel> list() const override {
        std::vector<api::ServedModel> out;
        const serving::EngineStatus engine = supervisor_->status();
        for (const serving::ModelInfo& info : supervisor_->list())
            out.push_back({documentOf(info, engine.device), info.url, info.handler, info.minWorkers, info.maxWorkers,
                           info.batchSize, info.queueSize, info.maxBatchDelay, info.responseTimeout,
                           info.startupTimeout, info.loadedAtStartup, engine.pid.value_or(0), engine.memoryBytes});
        return out;
    }
    Result<client::Model> load(const api::ModelRequest& request) override {
        serving::ModelOptions options;
        options.name = request.name;
        options.version = request.version;
        options.handler = request.handler;
        options.batchSize = request.batchSize;
        options.maxBatchDelay = request.maxBatchDelay;
        options.minWorkers = options.maxWorkers = request.workers;
        options.responseTimeout = request.responseTimeout;
        options.startupTimeout = request.startupTimeout;
        serving::ModelOptions usual;
        usual.batchSize = request.usualBatchSize;
        usual.minWorkers = usual.maxWorkers = request.usualWorkers;
        usual.maxBatchDelay = request.usualBatchDelay;
        const auto info = supervisor_->registerModel(request.path.string(), options, usual);
        if (!info)
            return std::unexpected(info.error());
        return documentOf(*info, supervisor_->status().device);
    }
    std::vector<std::string> warnings(const std::string& name, const std::string& version) const override {
        const auto found = supervisor_->describe(name, version);
        return found ? found->front().warnings : std::vector<std::string>{};
    }
    Result<void> unload(const std::string& name, const std::string& version) override {
        return supervisor_->unregisterModel(name, version);
    }
    Result<void> scale(const std::string& name, const std::string& version, int minWorkers, int maxWorkers) override {
        INFERNO_CHECK(supervisor_->scale(name, version, minWorkers, maxWorkers));
        return {};
    }
    Result<void> setDefault(const std::string& name, const std::string& version) override {
        return supervisor_->setDefault(name, version);
    }
    Result<api::ModelAnswer> predict(const std::string& name, const std::string& version,
                                     std::string_view input) override {
        INFERNO_TRY(serving::ModelAnswer answer, supervisor_->predict(name, version, input));
        return api::ModelAnswer{std::move(answer.body), std::move(answer.version), answer.waited, answer.computed,
                                answer.batch};
    }
    Result<std::string> warmUp(const std::string& name, const std::string& version, std::string_view input) override {
        return supervisor_->warmUp(name, version, input);
    }
    void end() override { supervisor_->end(); }
    std::string problem() const override {
        const serving::EngineStatus status = supervisor_->status();
        if (status.state == serving::EngineState::Waiting)
            return "the inference engine died and is started again: " + status.lastProblem;
        if (status.state == serving::EngineState::Missing && !supervisor_->list().empty())
            return "models are registered, but inferno-engine is not installed";
        return {};
    }

private:
    static client::Model documentOf(const serving::ModelInfo& info, const std::string& device) {
        client::Model out;
        out.name = info.name;
        out.version = info.version;
        out.is_default = info.isDefault;
        out.path = info.path.string();
        out.format = "torchscript";
        out.sha256 = info.sha256;
        out.size = static_cast<std::uint64_t>(info.size);
        // types.h calls a model that could not be loaded unhealthy
        out.status = info.state == serving::ModelState::Failed ? "unhealthy" : std::string(textOf(info.state));
        out.device = device;
        out.registered = formatUtc(info.registered);
        out.requests = info.requests;
        out.handler = info.handler;
        out.batch_size = info.batchSize;
        out.max_batch_delay = std::chrono::duration<double>(info.maxBatchDelay).count();
        out.workers = info.maxWorkers;
        out.problem = info.problem;
        return out;
    }

    std::unique_ptr<serving::EngineSupervisor> supervisor_;
};

} // namespace

Result<std::unique_ptr<api::ModelHost>> openModels(const config::Config& config, const std::filesystem::path& engine,
                                                   const std::filesystem::path& folder, Unpack unpack, Vfs& vfs,
                                                   const Clock& clock) {
    serving::EngineSupervisor::Config how;
    how.engineProgram = engine;
    how.modelsFolder = folder;
    how.workers = static_cast<int>(config.integer("inference.workers"));
    how.queueSize = static_cast<int>(config.integer("inference.job_queue_size"));
    how.responseTimeout = std::chrono::seconds(config.integer("inference.default_response_timeout"));
    how.loadTimeout = std::chrono::seconds(config.integer("inference.default_startup_timeout"));
    how.unpack = std::move(unpack);
    INFERNO_TRY(auto supervisor, serving::EngineSupervisor::open(std::move(how), vfs, clock));
    return std::make_unique<EngineHost>(std::move(supervisor));
}

} // namespace inferno::service
