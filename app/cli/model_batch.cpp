// SPDX-License-Identifier: GPL-3.0-or-later
// inferno batch: every line of a file through a model, the answers in the order of the lines.
#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <fstream>
#include <map>
#include <mutex>
#include <thread>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/cli/asked_model.h"
#include "app/cli/commands.h"
#include "app/cli/line_source.h"
#include "core/base/bytes.h"
#include "core/base/vfs.h"

namespace inferno::cli {
namespace {

using nlohmann::json;
using namespace std::chrono_literals;

constexpr std::uint64_t kMostAhead = 1024; ///< answers that wait for one before them
constexpr auto kShowEvery = 200ms;
constexpr int kMostWaits = 60; ///< for an engine that starts again, a second each

struct BatchOptions {
    std::string model;
    std::string version;
    std::string handler;
    std::string input = "-";
    std::string output;
    int batchSize = 8;
    bool resume = false;
    bool force = false;
};

using OrderedJson = nlohmann::ordered_json; ///< members stay as the model wrote them

std::string lineOf(const OrderedJson& answer) {
    return answer.dump(-1, ' ', false, OrderedJson::error_handler_t::replace) + "\n";
}

/// What a line of the output says of one of the input.
OrderedJson answered(std::uint64_t line, const Result<std::string>& outcome) {
    if (!outcome)
        return {{"line", line},
                {"error",
                 {{"code", idOf(outcome.error().code)},
                  {"detail", outcome.error().detail.empty() ? outcome.error().message() : outcome.error().detail}}}};
    auto output = OrderedJson::parse(*outcome, nullptr, false);
    return {{"line", line}, {"output", output.is_discarded() ? OrderedJson(*outcome) : std::move(output)}};
}

/// What an earlier call has left.
struct Done {
    std::uint64_t line = 0;  ///< the last one that is answered
    std::uint64_t bytes = 0; ///< where its answer ends; what follows was cut off
    std::uint64_t failures = 0;
};

Result<Done> doneBefore(const std::string& path) {
    Done done;
    std::ifstream file(path, std::ios::binary);
    std::string text;
    while (std::getline(file, text) && !file.eof()) { // a line without its end was cut off
        const json answer = json::parse(text, nullptr, false);
        if (!answer.is_object() || !answer.contains("line") || !answer["line"].is_number_unsigned() ||
            answer["line"].get<std::uint64_t>() <= done.line)
            return fail(ErrorCode::InputInvalid, path + " is not what 'inferno batch' writes",
                        "name another --output, or give --force to replace it");
        done.line = answer["line"].get<std::uint64_t>();
        done.bytes += text.size() + 1;
        done.failures += answer.contains("error") ? 1 : 0;
    }
    return done;
}

/// The lines of a file, and their answers in the same order.
class Batch {
public:
    Batch(AskedModel& model, const BatchOptions& options, LineSource input, File& output, const Done& before)
        : model_(model), options_(options), input_(std::move(input)), skip_(before.line), output_(output),
          offset_(before.bytes), failures_(before.failures) {}

    Result<void> run(const std::function<void(std::uint64_t answered, std::uint64_t failures)>& show) {
        std::vector<std::thread> threads;
        for (int i = 0; i < options_.batchSize; ++i)
            threads.emplace_back([this] { work(); });
        {
            std::unique_lock lock(mutex_);
            while (working_ > 0 || !started_) {
                changed_.wait_for(lock, kShowEvery);
                show(answered_, failures_);
            }
        }
        for (std::thread& thread : threads)
            thread.join();
        INFERNO_CHECK(output_.sync());
        if (stopped_)
            return std::unexpected(*stopped_);
        return {};
    }

    std::uint64_t answeredCount() const { return answered_; }
    std::uint64_t failures() const { return failures_; }
    std::uint64_t lastLine() const { return lastLine_; }

private:
    struct Task {
        std::uint64_t number; ///< in the order of answers
        std::uint64_t line;
        std::string text;
    };

    /// The next line that holds something and was not answered before.
    std::optional<Task> next() {
        const std::scoped_lock reading(reading_); // the other threads ask and write meanwhile
        {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, [this] { return taken_ - written_ < kMostAhead || stopped_; });
        }
        while (auto text = input_.next([this] { return isStopped_ || Context::interrupted(); })) {
            if (++line_ <= skip_ || text->find_first_not_of(" \t\r") == std::string::npos)
                continue;
            if (text->ends_with('\r'))
                text->pop_back();
            const std::scoped_lock lock(mutex_);
            return Task{taken_++, line_, *std::move(text)};
        }
        return std::nullopt;
    }

    void work() {
        std::unique_lock lock(mutex_);
        started_ = true;
        ++working_;
        lock.unlock();
        while (const auto task = next()) {
            auto outcome = ask(task->text);
            lock.lock();
            if (!outcome && concernsAll(outcome.error())) {
                if (Context::interrupted() && isPassing(outcome.error())) {
                    lock.unlock(); // its line is for --resume
                    break;
                }
                stop(outcome.error());
            } else {
                failures_ += outcome ? 0 : 1;
                waiting_[task->number] = {task->line, lineOf(answered(task->line, outcome))};
                write();
            }
            const bool ends = stopped_.has_value();
            lock.unlock();
            if (ends)
                break;
        }
        lock.lock();
        --working_;
        changed_.notify_all();
    }

    void stop(const Error& error) {
        if (!stopped_)
            stopped_ = error;
        isStopped_ = true;
        changed_.notify_all();
    }

    /// Not this line's fault: all others would fail too.
    static bool concernsAll(const Error& error) {
        switch (error.code) {
        case ErrorCode::ModelInput:
        case ErrorCode::InputInvalid:
        case ErrorCode::InputTooLarge:
        case ErrorCode::ModelMemory:
        case ErrorCode::RequestTimeout: return false;
        case ErrorCode::ModelInvalid: return !error.detail.starts_with("Prediction failed"); // raised by this line
        default: return true;
        }
    }

    /// The engine starts again, or has too much to do.
    static bool isPassing(const Error& error) {
        return error.code == ErrorCode::EngineUnavailable || error.code == ErrorCode::RateLimited;
    }

    Result<std::string> ask(const std::string& text) {
        const char first = text[text.find_first_not_of(" \t")];
        const std::string type = first == '{' || first == '[' ? "application/json" : "text/plain";
        for (int waits = 0;; ++waits) {
            auto answer = model_.predict(text, type);
            const bool comesBack = !answer && isPassing(answer.error()) && model_.comesBack();
            if (!comesBack || waits == kMostWaits || Context::interrupted())
                return answer;
            std::this_thread::sleep_for(1s);
        }
    }

    /// Writes what is next, as far as it is there.
    void write() {
        for (auto at = waiting_.begin(); at != waiting_.end() && at->first == written_ && !stopped_;
             at = waiting_.erase(at)) {
            if (auto out = output_.write(offset_, asBytes(at->second.second)); !out) {
                stop(out.error());
                break;
            }
            offset_ += at->second.second.size();
            lastLine_ = at->second.first;
            ++written_;
            ++answered_;
        }
        changed_.notify_all();
    }

    AskedModel& model_;
    const BatchOptions& options_;
    std::mutex reading_; ///< guards the next three; taken before `mutex_`
    LineSource input_;
    std::uint64_t line_ = 0;
    const std::uint64_t skip_;
    std::atomic<bool> isStopped_{false}; ///< `stopped_` is there
    File& output_;
    std::mutex mutex_; ///< guards the rest
    std::condition_variable changed_;
    std::map<std::uint64_t, std::pair<std::uint64_t, std::string>> waiting_; ///< number: line, its answer
    std::uint64_t offset_;
    std::uint64_t taken_ = 0;
    std::uint64_t written_ = 0;
    std::uint64_t answered_ = 0;
    std::uint64_t failures_;
    std::uint64_t lastLine_ = 0;
    std::optional<Error> stopped_;
    bool started_ = false;
    int working_ = 0;
};

Result<std::unique_ptr<File>> outputOf(Vfs& vfs, const BatchOptions& options, Done& done) {
    if (exists(vfs, options.output)) {
        if (options.resume) {
            INFERNO_TRY(done, doneBefore(options.output));
        } else if (!options.force) {
            return fail(ErrorCode::InputInvalid, options.output + " is there already",
                        "--resume goes on where it ends, --force begins anew");
        }
    }
    INFERNO_TRY(auto file, vfs.open(options.output, OpenMode::Create, 0600));
    INFERNO_CHECK(file->truncate(done.bytes));
    return file;
}

int tell(Context& context, const BatchOptions& options, const Batch& batch, bool interrupted) {
    if (context.json())
        printJson({{"output", options.output},
                   {"answered", batch.answeredCount()},
                   {"failures", batch.failures()},
                   {"interrupted", interrupted}});
    else
        printLine(std::to_string(batch.answeredCount()) + " lines answered" +
                  (batch.failures() > 0 ? ", " + std::to_string(batch.failures()) + " with an error" : "") + ": " +
                  options.output + (interrupted ? "; interrupted, --resume goes on" : ""));
    return interrupted || batch.failures() > 0 ? kRefused : kOk;
}

Result<int> batch(Context& context, const BatchOptions& options) {
    INFERNO_TRY(LineSource input, LineSource::open(options.input));
    SystemVfs vfs;
    Context::catchInterrupt();
    INFERNO_TRY(const auto model,
                askedModel(context, vfs, {options.model, options.version, options.handler, options.batchSize, 0}));
    Done done;
    INFERNO_TRY(const auto output, outputOf(vfs, options, done));
    Batch run(*model, options, std::move(input), *output, done);
    const bool shown = ::isatty(STDERR_FILENO) != 0 && !context.json();
    const auto finished = run.run([&](std::uint64_t answered, std::uint64_t failures) {
        if (shown)
            std::fprintf(stderr, "\r\033[K%llu lines answered, %llu with an error …",
                         static_cast<unsigned long long>(answered), static_cast<unsigned long long>(failures));
    });
    if (shown)
        std::fputs("\r\033[K", stderr);
    if (!finished)
        return std::unexpected(finished.error());
    return tell(context, options, run, Context::interrupted());
}

} // namespace

void addModelBatch(CLI::App& program, Context& context) {
    const auto options = std::make_shared<BatchOptions>();
    CLI::App* command = program.add_subcommand("batch", "Send each line of a file to a model");
    command->add_option("--model", options->model, "a registered one, else a file, .mar or folder")->required();
    command->add_option("--version", options->version, "its version (the default one)");
    command->add_option("--handler", options->handler, "of a file: what answers requests (the archive's, or tensor)");
    command->add_option("--input", options->input, "a request in each line, JSON or text; - for the standard input")
        ->capture_default_str();
    command->add_option("--output", options->output, "where the answers go, a JSON object for each line")->required();
    command->add_option("--batch-size", options->batchSize, "so many requests at once, which the model may join")
        ->check(CLI::Range(1, 1024))
        ->capture_default_str();
    CLI::Option* resuming = command->add_flag("--resume", options->resume, "go on where the output ends");
    command->add_flag("--force", options->force, "replace the output")->excludes(resuming);
    onCall(command, context, [&context, options] { return batch(context, *options); });
}

} // namespace inferno::cli
