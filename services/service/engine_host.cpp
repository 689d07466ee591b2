// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/service/engine_host.h"

#include "services/config/properties.h"
#include "services/host/free_memory.h"
#include "services/inference/engine_supervisor.h"
#include "services/service/engine_traffic.h"

namespace inferno::service {
namespace {

class EngineHost final : public api::ModelHost {
public:
    EngineHost(std::unique_ptr<serving::EngineSupervisor> supervisor, const Clock& clock)
        : supervisor_(std::move(supervisor)), traffic_(*supervisor_, clock) {}
    ~EngineHost() override { supervisor_->end(); }
    EngineHost(const EngineHost&) = delete;
    EngineHost& operator=(const EngineHost&) = delete;

    std::vector<api::ServedModel> list() const override {
        std::vector<api::ServedModel> out;
        const serving::EngineStatus engine = supervisor_->status();
        for (const serving::ModelInfo& info : supervisor_->list())
            out.push_back({documentOf(info, engine.device), info.url, info.handler, info.minWorkers, info.maxWorkers,
                           info.batchSize, info.queueSize, info.waiting(), info.maxBatchDelay, info.responseTimeout,
                           info.startupTimeout, info.loadedAtStartup, engine.pid.value_or(0), engine.memoryBytes,
                           tensorOf(info.input), tensorOf(info.output)});
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
        options.signature = request.signature;
        serving::ModelOptions usual;
        usual.batchSize = request.usualBatchSize;
        usual.minWorkers = usual.maxWorkers = request.usualWorkers;
        usual.maxBatchDelay = request.usualBatchDelay;
        const auto info = supervisor_->registerModel(request.path.string(), options, usual);
        if (!info)
            return std::unexpected(info.error());
        traffic_.versionsChanged();
        return documentOf(*info, supervisor_->status().device);
    }
    std::vector<std::string> warnings(const std::string& name, const std::string& version) const override {
        const auto found = supervisor_->describe(name, version);
        return found ? found->front().warnings : std::vector<std::string>{};
    }
    Result<void> unload(const std::string& name, const std::string& version) override {
        INFERNO_CHECK(supervisor_->unregisterModel(name, version));
        traffic_.versionsChanged();
        return {};
    }
    Result<void> mayUnload(const std::string& name, const std::string& version) const override {
        return supervisor_->mayUnregister(name, version);
    }
    Result<void> scale(const std::string& name, const std::string& version, int minWorkers, int maxWorkers) override {
        INFERNO_CHECK(supervisor_->scale(name, version, minWorkers, maxWorkers));
        return {};
    }
    Result<void> setDefault(const std::string& name, const std::string& version) override {
        INFERNO_CHECK(supervisor_->setDefault(name, version));
        return {};
    }
    Result<api::ModelAnswer> predict(const std::string& name, const std::string& version, std::string_view input,
                                     const std::stop_token& gone) override {
        return answerOf(traffic_.predict(name, version, input, gone));
    }
    bool predictAtOnce(const std::string& name, const std::string& version, std::string_view input,
                       const std::stop_token& gone, OnAnswer done) override {
        return traffic_.predictAtOnce(name, version, input, gone,
                                      [done = std::move(done)](auto answer) { done(answerOf(std::move(answer))); });
    }
    Result<std::string> warmUp(const std::string& name, const std::string& version, std::string_view input) override {
        return supervisor_->warmUp(name, version, input);
    }
    void end() override { supervisor_->end(); }
    api::ModelTraffic* traffic() override { return &traffic_; }
    void stopDownloads() override { supervisor_->stopDownloads(); }
    std::string problem() const override {
        const serving::EngineStatus status = supervisor_->status();
        if (status.state == serving::EngineState::Waiting)
            return "the inference engine died and is started again: " + status.lastProblem;
        if (status.state == serving::EngineState::Missing && !supervisor_->list().empty())
            return "models are registered, but inferno-engine is not installed";
        for (const serving::ModelInfo& info : supervisor_->list())
            if (info.state == serving::ModelState::Failed)
                return "the model " + info.name + " " + info.version + " is not served: " + info.problem;
        return {};
    }

private:
    static Result<api::ModelAnswer> answerOf(Result<serving::ModelAnswer> answer) {
        if (!answer)
            return std::unexpected(std::move(answer).error());
        return api::ModelAnswer{std::move(answer->body), std::move(answer->version), answer->waited, answer->computed,
                                answer->batch};
    }
    static std::optional<api::ModelTensor> tensorOf(const std::optional<serving::TensorInfo>& tensor) {
        return tensor ? std::optional(api::ModelTensor{tensor->name, tensor->datatype, tensor->shape}) : std::nullopt;
    }
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
        out.workers = info.minWorkers > 0 ? info.maxWorkers : 0;
        out.problem = info.problem;
        out.signature = info.signature;
        out.memory = info.memory;
        if (info.lastUsed)
            out.last_used = formatUtc(*info.lastUsed);
        return out;
    }

    std::unique_ptr<serving::EngineSupervisor> supervisor_;
    EngineTraffic traffic_;
};

} // namespace

Result<std::unique_ptr<api::ModelHost>> openModels(const config::Config& config, const std::filesystem::path& dataDir,
                                                   const std::filesystem::path& binFolder, Unpack unpack, Vfs& vfs,
                                                   const Clock& clock,
                                                   std::function<void(const std::string&)> engineEnded) {
    constexpr double kGiB = 1ULL << 30;
    serving::EngineSupervisor::Config engine;
    engine.engineProgram = binFolder / "inferno-engine";
    engine.modelsFolder = dataDir / "models";
    engine.modelStore = api::modelStoreOf(config, dataDir);
    engine.workers = static_cast<int>(config.integer("inference.workers"));
    engine.queueSize = static_cast<int>(config.integer("inference.job_queue_size"));
    engine.responseTimeout = std::chrono::seconds(config.integer("inference.default_response_timeout"));
    engine.loadTimeout = std::chrono::seconds(config.integer("inference.default_startup_timeout"));
    engine.handlers = config.map("inference.handlers");
    engine.downloads.allowed = config.list("inference.allowed_urls");
    engine.downloads.mostBytes = static_cast<std::uint64_t>(config.integer("inference.download_limit_mb")) << 20;
    engine.memoryLimit = static_cast<std::uint64_t>(config.number("inference.memory_limit_gb") * kGiB);
    engine.freeMemory = [] { return host::freeMemory(); };
    engine.unpack = std::move(unpack);
    engine.ended = std::move(engineEnded);
    auto signatures = serving::readTrustedKeys(vfs, config.list("inference.trusted_keys"),
                                               config.flag("inference.require_signature"));
    if (!signatures)
        return fail(ErrorCode::ConfigInvalid,
                    config.origin("inference.trusted_keys").text() + ": " + signatures.error().detail,
                    signatures.error().hint);
    engine.signatures = *std::move(signatures);
    INFERNO_TRY(auto supervisor, serving::EngineSupervisor::open(std::move(engine), vfs, clock));
    return std::make_unique<EngineHost>(std::move(supervisor), clock);
}

Result<void> checkModels(const config::Config& config, Vfs& vfs) {
    INFERNO_CHECK(serving::readTrustedKeys(vfs, config.list("inference.trusted_keys"),
                                           config.flag("inference.require_signature")));
    constexpr std::uint64_t kLimit = 1U << 20;
    if (const std::string& file = config.text("inference.config"); !file.empty()) {
        const auto content = readFile(vfs, file, kLimit);
        if (!content)
            return fail(ErrorCode::ConfigInvalid, "inference.config: " + content.error().message(),
                        "name a config.properties that is there");
        INFERNO_CHECK(config::readTorchServeConfig(asText(*content), file));
    }
    return {};
}

} // namespace inferno::service
