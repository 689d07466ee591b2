// SPDX-License-Identifier: GPL-3.0-or-later
// inferno validate: whether models can be served, by loading each and asking it once.
#include <algorithm>
#include <array>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/cli/asked_model.h"
#include "app/cli/model_tools.h"
#include "services/inference/model_kind.h"
#include "services/inference/sample_input.h"

namespace inferno::cli {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

/// What lies beside models, so that DIR/* can be named.
constexpr std::array<std::string_view, 8> kBeside{".json", ".md", ".txt", ".yaml", ".yml", ".py", ".sig", ".sha256"};
constexpr std::uint64_t kInputLimit = 64U << 20;

struct ValidateOptions {
    std::vector<std::string> paths;
    std::string handler;
    std::string input;
};

struct Verdict {
    std::string path;
    bool isModel = true;
    std::string name;
    std::string version;
    std::string handler;
    std::string format;
    bool loaded = false;
    std::string triedWith; ///< "": with nothing, as it is not known what the model takes
    std::optional<Error> problem;

    std::string word() const { return !isModel ? "no model" : problem ? "failed" : triedWith.empty() ? "loads" : "ok"; }
};

Result<std::optional<serving::SampleInput>> givenInput(Vfs& vfs, const ValidateOptions& options) {
    if (options.input.empty())
        return std::optional<serving::SampleInput>{};
    INFERNO_TRY(const Bytes content, readFile(vfs, options.input, kInputLimit));
    return serving::SampleInput{std::string(asText(content)), {}, options.input};
}

/// The engine counts in the answer what JSON has no numbers for.
Result<void> checkNumbers(const std::string& answer) {
    const json document = json::parse(answer, nullptr, false);
    const auto count = document.is_object() ? document.find("non_finite") : document.end();
    if (count == document.end() || !count->is_number_unsigned() || *count == 0)
        return {};
    return fail(ErrorCode::ModelInvalid, "it answers " + count->dump() + " values that are NaN or infinite",
                "give an input that it can compute with --input, or look at its weights");
}

/// Loads it and asks it once.
Result<void> tryModel(Vfs& vfs, const ValidateOptions& options, Verdict& verdict) {
    const serving::OpenOptions how = openOptions(1);
    serving::ModelOptions wanted;
    wanted.handler = options.handler;
    INFERNO_TRY(const auto opened, serving::OpenedModel::open(vfs, verdict.path, wanted, how));
    const serving::ModelInfo& info = opened->info();
    verdict.name = info.name;
    verdict.version = info.version;
    verdict.handler = info.handler;
    verdict.format = textOf(info.source);
    INFERNO_TRY(const auto engine, serving::OwnEngine::start(*opened, how));
    verdict.loaded = true;
    INFERNO_TRY(auto input, givenInput(vfs, options));
    const auto ask = [&](const serving::SampleInput& asked) -> Result<void> {
        INFERNO_TRY(const std::string answer, engine->predict(asked.body));
        return checkNumbers(answer);
    };
    if (input) {
        INFERNO_CHECK(ask(*input));
    } else {
        INFERNO_TRY(input, serving::inputThatFits(vfs, info, opened->folder(), ask));
    }
    verdict.triedWith = input ? input->what : "";
    return {};
}

Verdict verdictOf(Vfs& vfs, const std::string& path, const ValidateOptions& options) {
    Verdict verdict;
    verdict.path = path;
    const auto info = vfs.stat(path);
    if (!info) {
        const bool isPattern = path.find_first_of("*?[") != std::string::npos;
        verdict.problem =
            Error{ErrorCode::ModelInvalid, isPattern ? "no file is called like this" : info.error().detail,
                  isPattern ? "look whether the folder has such files" : "name a model", nullptr};
        return verdict;
    }
    if (!info->directory) {
        const std::string ending = fs::path(path).extension().string();
        verdict.isModel = std::ranges::find(kBeside, ending) == kBeside.end();
        if (!verdict.isModel)
            return verdict;
        const auto kind = serving::kindOfFile(vfs, path);
        if (!kind)
            verdict.problem = kind.error();
        else if (*kind == serving::ModelKind::StateDict || *kind == serving::ModelKind::ExportedProgram ||
                 *kind == serving::ModelKind::Gguf)
            verdict.problem = serving::refusalOf(*kind, path);
        if (verdict.problem)
            return verdict;
    }
    if (auto tried = tryModel(vfs, options, verdict); !tried)
        verdict.problem = std::move(tried).error();
    return verdict;
}

json documentOf(const Verdict& verdict) {
    json document{{"path", verdict.path},       {"result", verdict.word()},       {"name", verdict.name},
                  {"version", verdict.version}, {"handler", verdict.handler},     {"source", verdict.format},
                  {"loaded", verdict.loaded},   {"tried_with", verdict.triedWith}};
    if (verdict.problem)
        document["problem"] = {{"code", idOf(verdict.problem->code)},
                               {"title", titleOf(verdict.problem->code)},
                               {"detail", verdict.problem->detail},
                               {"hint", verdict.problem->hint}};
    return document;
}

void printVerdicts(const Context& context, const std::vector<Verdict>& verdicts) {
    Table table({{"MODEL", true}, {"RESULT"}, {"HANDLER"}, {"TRIED WITH", true}});
    for (const Verdict& verdict : verdicts) {
        const Style style = verdict.problem ? Style::Bad : verdict.word() == "ok" ? Style::Good : Style::Plain;
        table.add({printable(verdict.path),
                   {verdict.word(), style},
                   printable(verdict.handler),
                   verdict.word() == "loads" ? "nothing: what it takes is not known" : printable(verdict.triedWith)});
    }
    print(table.text(context.terminal()));
    for (const Verdict& verdict : verdicts)
        if (verdict.problem)
            printLine(printable(verdict.path) + ": " + printable(verdict.problem->message()));
    if (std::ranges::find(verdicts, "loads", &Verdict::word) != verdicts.end())
        printLine("To try a model that loads, give --input, or put sample_input.json into its archive.");
}

Result<int> validate(const Context& context, const ValidateOptions& options) {
    SystemVfs vfs;
    Context::catchInterrupt();
    std::vector<Verdict> verdicts;
    for (const std::string& path : options.paths) {
        Verdict verdict = verdictOf(vfs, path, options);
        if (Context::interrupted())
            break;
        verdicts.push_back(std::move(verdict));
    }
    const auto failed =
        std::ranges::count_if(verdicts, [](const Verdict& verdict) { return verdict.problem.has_value(); });
    const bool any = std::ranges::any_of(verdicts, &Verdict::isModel);
    if (context.json()) {
        json items = json::array();
        for (const Verdict& verdict : verdicts)
            items.push_back(documentOf(verdict));
        printJson({{"items", items}, {"failed", failed}, {"interrupted", Context::interrupted().load()}});
    } else if (!verdicts.empty()) {
        printVerdicts(context, verdicts);
    }
    if (Context::interrupted())
        note("interrupted: " + std::to_string(options.paths.size() - verdicts.size()) + " were not looked at");
    else if (!any)
        return fail(ErrorCode::ModelInvalid, "none of these is a model",
                    "name TorchScript files, .mar archives, or folders of one");
    return failed > 0 || Context::interrupted() ? kRefused : kOk;
}

} // namespace

void addModelValidate(CLI::App& program, Context& context) {
    const auto options = std::make_shared<ValidateOptions>();
    CLI::App* command = program.add_subcommand("validate", "Load models and ask each once, without a service");
    command->add_option("PATH", options->paths, "TorchScript files, .mar archives, or their folders")->required();
    command->add_option("--handler", options->handler, "what answers requests (the archive's, or tensor)");
    command->add_option("--input", options->input, "a file with a request, instead of one that fits the handler");
    onCall(command, context, [&context, options] { return validate(context, *options); });
}

} // namespace inferno::cli
