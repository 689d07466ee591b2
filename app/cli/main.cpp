// SPDX-License-Identifier: GPL-3.0-or-later
// inferno: the command line. Reads what was typed, runs one command, prints what came of it.
#include <algorithm>
#include <csignal>
#include <cstdio>
#include <functional>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "app/cli/model_tools.h"
#include "app/cli/template_arguments.h"
#include "core/base/nearest.h"

using namespace inferno;
using namespace inferno::cli;

namespace {

int report(const Error& error) {
    std::fprintf(stderr, "error: %s\n", printable(error.message()).c_str());
    return exitCodeOf(kindOf(error.code));
}

int usage(const std::string& why, const std::string& hint) {
    std::fprintf(stderr, "error: The command is not understood · %s · %s\n", printable(why).c_str(),
                 printable(hint).c_str());
    return kUsage;
}

/// "inferno batch-queue create", as far as the words name commands.
std::string commandPath(const CLI::App& program, const CLI::App** deepest) {
    std::string path = "inferno";
    const CLI::App* app = &program;
    for (;;) {
        const auto parsed = app->get_subcommands();
        if (parsed.empty())
            break;
        app = parsed.front();
        path += " " + app->get_name();
    }
    *deepest = app;
    return path;
}

/// The name that a word or option was most likely meant to be.
std::string suggestion(const CLI::App& app, const std::string& word) {
    std::vector<std::string> names;
    if (word.starts_with('-')) {
        for (const CLI::Option* option : app.get_options())
            for (const std::string& name : option->get_lnames())
                names.push_back("--" + name);
        return nearest(word.substr(0, word.find('=')), names);
    }
    for (const CLI::App* subcommand : app.get_subcommands([](const CLI::App*) { return true; }))
        names.push_back(subcommand->get_name());
    return nearest(word, names);
}

int refuse(CLI::App& program, const CLI::ParseError& problem) {
    const CLI::App* deepest = nullptr;
    const std::string path = commandPath(program, &deepest);
    const std::string help = path + " --help shows what it takes";
    const std::vector<std::string> extras = program.remaining(true);
    // CLI11 misses a subcommand before it minds the word that was meant to be one.
    if (!extras.empty()) {
        if (extras.front() == "--format" || extras.front().starts_with("--format="))
            return usage("'" + path + "' does not know '--format'", "--json gives one JSON document; " + help);
        const std::string near = suggestion(*deepest, extras.front());
        return usage("'" + path + "' does not know '" + extras.front() + "'",
                     near.empty() ? help : "did you mean " + near + "? " + help);
    }
    std::string why = problem.what();
    while (!why.empty() && (why.back() == '\n' || why.back() == '.'))
        why.pop_back();
    return usage(why, help);
}

void addVersion(CLI::App& program, Context& context) {
    onCall(program.add_subcommand("version", "Say which version this is"), context, [&context]() -> Result<int> {
        if (context.json())
            printJson({{"version", INFERNO_VERSION}});
        else
            printLine("inferno " INFERNO_VERSION);
        return kOk;
    });
}

/// CLI11 takes "-5 * * * *" for an option; an expression is the one argument of these commands that holds a blank.
void protectExpressions(std::vector<std::string>& arguments) {
    if (arguments.empty() || arguments.front() != "cron" || std::ranges::find(arguments, "--") != arguments.end())
        return;
    const auto isExpression = [](const std::string& argument) {
        return argument.starts_with('-') && argument.find(' ') != std::string::npos;
    };
    const auto found = std::ranges::find_if(arguments, isExpression);
    if (found == arguments.end())
        return;
    std::string expression = std::move(*found);
    arguments.erase(found);
    arguments.insert(arguments.end(), {"--", std::move(expression)});
}

int run(const std::vector<std::string>& typed) {
    Globals globals;
    auto arguments = takeGlobals(typed, globals);
    if (!arguments)
        return report(arguments.error());
    if (const auto command = unbuilt(*arguments))
        return report(Error{ErrorCode::NotBuilt, "'inferno " + *command + "' is not in this version",
                            "inferno --help shows what is", nullptr});

    protectExpressions(*arguments);

    Context context(std::move(globals));
    CLI::App program("Runs batch jobs and models on this machine, and proves afterwards what happened.", "inferno");
    program.footer(globalsHelp());
    program.require_subcommand(1);
    addQueueCommands(program, context);
    addAuditCommands(program, context);
    addCronCommands(program, context);
    addModelCommands(program, context);
    addModelBatch(program, context);
    addModelBenchmark(program, context);
    addModelExport(program, context);
    addModelValidate(program, context);
    addMaintenanceCommands(program, context);
    addServiceCommands(program, context);
    addVersion(program, context);
    if (const auto taken = takeTemplateParameters(*arguments, program); !taken)
        return report(taken.error());
    try {
        program.parse(std::vector<std::string>(arguments->rbegin(), arguments->rend()));
    } catch (const CLI::CallForHelp&) {
        const CLI::App* deepest = nullptr;
        commandPath(program, &deepest);
        print(program.help());
        return kOk;
    } catch (const CLI::ParseError& problem) {
        return refuse(program, problem);
    }
    try {
        const Result<int> result = context.action();
        return result ? *result : report(result.error());
    } catch (const std::exception& problem) { // such as a document of another shape than this version knows
        return report(Error{ErrorCode::Internal, problem.what(), "please report this", nullptr});
    }
}

} // namespace

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_DFL); // a reader such as head may leave
    std::vector<std::string> arguments(argv + 1, argv + argc);
    if (arguments.empty() || arguments == std::vector<std::string>{"help"})
        arguments = {"--help"};
    if (arguments == std::vector<std::string>{"--version"})
        arguments = {"version"};
    return run(arguments);
}
