// SPDX-License-Identifier: GPL-3.0-or-later
// inferno benchmark: how fast a model answers, by how many ask at once and how many are computed together.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <mutex>
#include <thread>

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/cli/asked_model.h"
#include "app/cli/model_tools.h"
#include "core/base/units.h"
#include "services/inference/sample_input.h"

namespace inferno::cli {
namespace {

using nlohmann::json;
using namespace std::chrono_literals;
using Steady = std::chrono::steady_clock;
using Latency = std::chrono::nanoseconds;

constexpr std::uint64_t kInputLimit = 64U << 20;
constexpr int kWarmUps = 20; ///< TorchScript compiles in its first calls
constexpr auto kWarmUpTime = 1s;

struct BenchmarkOptions {
    std::string model;
    std::string version;
    std::string handler;
    std::string input;
    std::string contentType = "application/json";
    std::vector<int> batchSizes;
    std::vector<int> concurrency = {1, 4, 8};
    std::string duration = "2s";
    std::string batchDelay = "0s";
    int workers = 0;
};

struct Cell {
    int batchSize = 1;
    int concurrency = 1;
    double seconds = 0;
    std::vector<Latency> latencies; ///< sorted
    std::uint64_t failures = 0;

    double perSecond() const { return seconds > 0 ? static_cast<double>(latencies.size()) / seconds : 0; }
    double quantileMs(double quantile) const {
        if (latencies.empty())
            return 0;
        const auto at = static_cast<std::size_t>(quantile * static_cast<double>(latencies.size() - 1) + 0.5);
        return std::chrono::duration<double, std::milli>(latencies[at]).count();
    }
    double meanMs() const {
        Latency sum{0};
        for (const Latency latency : latencies)
            sum += latency;
        return latencies.empty()
                   ? 0
                   : std::chrono::duration<double, std::milli>(sum).count() / static_cast<double>(latencies.size());
    }
};

/// What is measured, and with which request.
struct Subject {
    std::unique_ptr<AskedModel> model;
    serving::SampleInput input;
    std::vector<int> batchSizes;
    std::chrono::milliseconds duration{};
    std::chrono::milliseconds batchDelay{};
};

/// So many clients, each of which asks again as soon as it is answered.
Result<Cell> measure(Subject& subject, int batchSize, int concurrency) {
    Cell cell{batchSize, concurrency, 0, {}, 0};
    std::mutex mutex;
    std::optional<Error> failure;
    const auto begin = Steady::now();
    const auto end = begin + subject.duration;
    const auto ask = [&] {
        std::vector<Latency> mine;
        std::uint64_t failed = 0;
        std::optional<Error> first;
        for (auto now = Steady::now(); now < end && !Context::interrupted();) {
            const auto answer = subject.model->predict(subject.input.body, subject.input.contentType);
            const auto then = Steady::now();
            if (answer)
                mine.push_back(then - now);
            else if (++failed == 1)
                first = answer.error();
            if (!answer && failed > 10 && mine.empty())
                break; // it does not answer at all
            now = then;
        }
        const std::scoped_lock lock(mutex);
        cell.latencies.insert(cell.latencies.end(), mine.begin(), mine.end());
        cell.failures += failed;
        if (first && !failure)
            failure = std::move(first);
    };
    std::vector<std::thread> clients;
    for (int i = 0; i < concurrency; ++i)
        clients.emplace_back(ask);
    for (std::thread& client : clients)
        client.join();
    cell.seconds = std::chrono::duration<double>(Steady::now() - begin).count();
    std::ranges::sort(cell.latencies);
    if (cell.latencies.empty() && failure && !Context::interrupted())
        return std::unexpected(*failure);
    return cell;
}

Result<void> warmUp(Subject& subject) {
    const auto end = Steady::now() + kWarmUpTime;
    for (int i = 0; i < kWarmUps && Steady::now() < end && !Context::interrupted(); ++i)
        INFERNO_CHECK(subject.model->predict(subject.input.body, subject.input.contentType));
    return {};
}

/// Where a registered model's files are, for a request that fits. An archive is unpacked for it.
Result<std::unique_ptr<serving::OpenedModel>> filesOf(Vfs& vfs, const client::Model& model) {
    serving::ModelOptions options;
    options.handler = model.handler;
    return serving::OpenedModel::open(vfs, model.path, options, openOptions());
}

Result<serving::SampleInput> inputOf(Vfs& vfs, AskedModel& model, const BenchmarkOptions& options) {
    if (!options.input.empty()) {
        INFERNO_TRY(const Bytes content, readFile(vfs, options.input, kInputLimit));
        return serving::SampleInput{std::string(asText(content)), options.contentType, options.input};
    }
    const auto ask = [&](const serving::SampleInput& input) -> Result<void> {
        INFERNO_CHECK(model.predict(input.body, input.contentType));
        return {};
    };
    std::unique_ptr<serving::OpenedModel> files;
    const serving::OpenedModel* opened = model.opened();
    if (!opened) {
        auto found = filesOf(vfs, *model.registered());
        if (!found)
            return fail(found.error().code, "no request is known, as its files cannot be read: " + found.error().detail,
                        "give a file with a request: --input FILE");
        files = *std::move(found);
        opened = files.get();
    }
    INFERNO_TRY(auto input, serving::inputThatFits(vfs, opened->info(), opened->folder(), ask));
    if (!input)
        return fail(ErrorCode::ModelInput, "it is not known what the model takes",
                    "give a file with a request: --input FILE");
    return *std::move(input);
}

Result<std::vector<int>> batchSizesOf(const AskedModel& model, const BenchmarkOptions& options) {
    if (const client::Model* registered = model.registered()) {
        if (!options.batchSizes.empty())
            return fail(ErrorCode::InputInvalid,
                        "a registered model computes as many requests together as it was registered with",
                        "leave --batch-size out, or name its file: " + registered->path);
        return std::vector<int>{std::max(1, registered->batch_size)};
    }
    return options.batchSizes.empty() ? std::vector<int>{1, 2, 4, 8, 16} : options.batchSizes;
}

Result<Subject> subjectOf(Context& context, Vfs& vfs, const BenchmarkOptions& options) {
    Subject subject;
    INFERNO_TRY(subject.duration, parseDuration(options.duration));
    INFERNO_TRY(subject.batchDelay, parseDuration(options.batchDelay));
    const int most = std::max(1, *std::ranges::max_element(options.concurrency));
    INFERNO_TRY(subject.model,
                askedModel(context, vfs, {options.model, options.version, options.handler, most, options.workers}));
    INFERNO_TRY(subject.batchSizes, batchSizesOf(*subject.model, options));
    INFERNO_TRY(subject.input, inputOf(vfs, *subject.model, options));
    return subject;
}

/// Measures all pairs, or as many as there are until Ctrl+C.
Result<std::vector<Cell>> measureAll(Subject& subject, const BenchmarkOptions& options, bool shown) {
    std::vector<Cell> cells;
    const std::size_t all = subject.batchSizes.size() * options.concurrency.size();
    for (const int batchSize : subject.batchSizes) {
        if (serving::OwnEngine* engine = subject.model->engine())
            INFERNO_CHECK(engine->serve(batchSize, subject.batchDelay));
        INFERNO_CHECK(warmUp(subject));
        for (const int concurrency : options.concurrency) {
            if (Context::interrupted())
                return cells;
            if (shown)
                std::fprintf(stderr, "\r\033[K%zu of %zu: batches of %d, %d at once …", cells.size() + 1, all,
                             batchSize, concurrency);
            INFERNO_TRY(Cell cell, measure(subject, batchSize, concurrency));
            if (!cell.latencies.empty())
                cells.push_back(std::move(cell));
        }
    }
    return cells;
}

std::string number(double value, int decimals) {
    char text[64];
    std::snprintf(text, sizeof text, "%.*f", decimals, value);
    return text;
}

void printCells(const Context& context, const Subject& subject, const std::vector<Cell>& cells) {
    const client::Model* registered = subject.model->registered();
    printLine(printable(registered ? registered->name + " " + registered->version + ", registered"
                                   : subject.model->opened()->info().path.string()) +
              ", asked with " + printable(subject.input.what));
    Table table({{"BATCH SIZE", false, true},
                 {"AT ONCE", false, true},
                 {"REQUESTS/S", false, true},
                 {"MEAN MS", false, true},
                 {"P50 MS", false, true},
                 {"P95 MS", false, true},
                 {"P99 MS", false, true},
                 {"FAILED", false, true}});
    for (const Cell& cell : cells)
        table.add({std::to_string(cell.batchSize), std::to_string(cell.concurrency), number(cell.perSecond(), 0),
                   number(cell.meanMs(), 3), number(cell.quantileMs(0.5), 3), number(cell.quantileMs(0.95), 3),
                   number(cell.quantileMs(0.99), 3), std::to_string(cell.failures)});
    print(table.text(context.terminal()));
}

json documentOf(const BenchmarkOptions& options, Subject& subject, const std::vector<Cell>& cells) {
    json rows = json::array();
    for (const Cell& cell : cells)
        rows.push_back({{"batch_size", cell.batchSize},
                        {"concurrency", cell.concurrency},
                        {"seconds", cell.seconds},
                        {"requests", cell.latencies.size()},
                        {"failures", cell.failures},
                        {"requests_per_second", cell.perSecond()},
                        {"latency_ms",
                         {{"mean", cell.meanMs()},
                          {"p50", cell.quantileMs(0.5)},
                          {"p90", cell.quantileMs(0.9)},
                          {"p95", cell.quantileMs(0.95)},
                          {"p99", cell.quantileMs(0.99)},
                          {"max", cell.quantileMs(1)}}}});
    json document{{"model", options.model},
                  {"registered", subject.model->registered() != nullptr},
                  {"input", subject.input.what},
                  {"interrupted", Context::interrupted().load()},
                  {"items", rows}};
    if (const serving::OwnEngine* engine = subject.model->engine())
        document["engine"] = {{"torch", engine->facts().torch},
                              {"blas", engine->facts().blas},
                              {"device", engine->facts().device},
                              {"workers", engine->facts().workers},
                              {"threads", engine->facts().intraOpThreads}};
    return document;
}

Result<int> benchmark(Context& context, const BenchmarkOptions& options) {
    SystemVfs vfs;
    Context::catchInterrupt();
    INFERNO_TRY(Subject subject, subjectOf(context, vfs, options));
    const bool shown = ::isatty(STDERR_FILENO) != 0 && !context.json();
    const auto cells = measureAll(subject, options, shown);
    if (shown)
        std::fputs("\r\033[K", stderr);
    if (!cells)
        return std::unexpected(cells.error());
    if (context.json())
        printJson(documentOf(options, subject, *cells));
    else
        printCells(context, subject, *cells);
    if (Context::interrupted())
        note("interrupted: this is what was measured until then");
    return Context::interrupted() ? kRefused : kOk;
}

} // namespace

void addModelBenchmark(CLI::App& program, Context& context) {
    const auto options = std::make_shared<BenchmarkOptions>();
    CLI::App* command = program.add_subcommand("benchmark", "Measure how fast a model answers");
    command->add_option("--model", options->model, "a registered one, else a file, .mar or folder")->required();
    command->add_option("--version", options->version, "of a registered one (the default one)");
    command->add_option("--handler", options->handler, "of a file: what answers requests (the archive's, or tensor)");
    command->add_option("--input", options->input, "a file with a request, instead of one that fits the handler");
    command->add_option("--content-type", options->contentType, "of --input")->capture_default_str();
    command
        ->add_option("--batch-size", options->batchSizes,
                     "of a file: so many requests are computed together, at most (1,2,4,8,16)")
        ->delimiter(',')
        ->check(CLI::Range(1, 1024));
    command->add_option("--concurrency", options->concurrency, "so many clients at once")
        ->delimiter(',')
        ->check(CLI::Range(1, 256))
        ->capture_default_str();
    command->add_option("--duration", options->duration, "for each pair of the two")->capture_default_str();
    command->add_option("--max-batch-delay", options->batchDelay, "of a file: how long a request waits for others")
        ->capture_default_str();
    command->add_option("--workers", options->workers, "of a file: batches computed at once (half the cores)");
    onCall(command, context, [&context, options] { return benchmark(context, *options); });
}

} // namespace inferno::cli
