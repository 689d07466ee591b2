// SPDX-License-Identifier: GPL-3.0-or-later
// inferno export-model: a TorchScript file as a .mar, which can be registered here and in TorchServe.
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <memory>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/cli/asked_model.h"
#include "app/cli/model_tools.h"
#include "app/cli/output_file.h"
#include "core/base/units.h"
#include "core/inference/zip_writer.h"
#include "services/inference/model_handlers.h"
#include "services/inference/model_kind.h"
#include "services/inference/model_registry.h"

namespace inferno::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kMostBytes = 4ULL << 30;

struct ExportOptions {
    std::string model;
    std::string outputDir = ".";
    std::string handler = "tensor";
    std::string name;
    std::string version = "1.0";
    bool force = false;
};

/// Compares what is written with what a file holds.
class Comparison {
public:
    explicit Comparison(std::unique_ptr<File> file) : file_(std::move(file)) {}

    Result<void> take(std::string_view piece) {
        Bytes there(piece.size());
        INFERNO_TRY(const std::size_t read, file_->read(at_, there));
        same_ = same_ && read == piece.size() && std::memcmp(there.data(), piece.data(), piece.size()) == 0;
        at_ += piece.size();
        return {};
    }
    Result<bool> same() const {
        INFERNO_TRY(const std::uint64_t size, file_->size());
        return same_ && size == at_;
    }

private:
    std::unique_ptr<File> file_;
    std::uint64_t at_ = 0;
    bool same_ = true;
};

/// What goes into the archive: the model, and what its handler reads beside it.
struct Contents {
    inference::ArchiveManifest manifest;
    std::vector<std::pair<std::string, Bytes>> files;

    Result<void> write(const inference::ZipWriter::Sink& sink) const {
        std::vector<inference::ArchiveFile> borrowed;
        for (const auto& [name, content] : files)
            borrowed.push_back({name, asText(content)});
        return inference::writeModelArchive(manifest, borrowed, sink);
    }
};

/// What lies beside a model for its handler, and for any: its configuration, and requests to try it with.
std::vector<std::string> filesBeside(const std::string& handler) {
    std::vector<std::string> names;
    if (handler == "graph_fraud")
        names = {"graph.json", "thresholds.json"};
    else if (handler == "image_classifier")
        names = {"index_to_name.json"};
    else if (handler == "text_classifier")
        names = {"vocab.json", "vocab.txt", "text_classifier.json", "index_to_name.json"};
    for (const char* name : {"model-config.yaml", "sample_input.json", "sample_input.jpg", "sample_input.jpeg",
                             "sample_input.png", "sample_input.txt"})
        names.emplace_back(name);
    return names;
}

Result<Contents> contentsOf(Vfs& vfs, const ExportOptions& options) {
    const fs::path model = options.model;
    Contents contents;
    INFERNO_TRY(contents.manifest.handler, serving::handlerFor(options.handler, {}));
    contents.manifest.name = options.name.empty() ? model.stem().string() : options.name;
    contents.manifest.version = options.version;
    INFERNO_CHECK(serving::checkName(contents.manifest.name));
    INFERNO_CHECK(serving::checkVersion(contents.manifest.version));
    contents.manifest.serializedFile = contents.manifest.name + ".pt";
    INFERNO_TRY(Bytes bytes, readFile(vfs, model, kMostBytes));
    contents.files.emplace_back(contents.manifest.serializedFile, std::move(bytes));
    const fs::path folder = fs::absolute(model).parent_path();
    const auto take = [&](const fs::path& beside, const std::string& name) -> Result<void> {
        if (!exists(vfs, beside))
            return {};
        INFERNO_TRY(Bytes content, readFile(vfs, beside, kMostBytes));
        contents.files.emplace_back(name, std::move(content));
        return {};
    };
    for (const std::string& name : filesBeside(contents.manifest.handler))
        INFERNO_CHECK(take(folder / name, name));
    fs::path warmUp = fs::absolute(model);
    INFERNO_CHECK(take(warmUp.replace_extension(".warmup"), contents.manifest.name + ".warmup"));
    return contents;
}

/// A folder that is gone with this object.
class TrialFolder {
public:
    static Result<std::unique_ptr<TrialFolder>> make() {
        std::error_code error;
        std::string pattern = (fs::temp_directory_path(error) / "inferno-export-XXXXXX").string();
        if (error || !::mkdtemp(pattern.data()))
            return std::unexpected(errnoError(error ? error.value() : errno, "making a folder like " + pattern));
        return std::unique_ptr<TrialFolder>(new TrialFolder(pattern));
    }
    ~TrialFolder() {
        std::error_code ignored;
        fs::remove_all(path, ignored);
    }
    const fs::path path;

private:
    explicit TrialFolder(fs::path made) : path(std::move(made)) {}
};

/// That an engine loads what is packed: an archive that none can serve is of no use. `beside`: the model's folder.
Result<void> checkLoads(Vfs& vfs, const Contents& contents, const fs::path& beside) {
    INFERNO_TRY(const auto folder, TrialFolder::make());
    for (const auto& [name, content] : contents.files)
        INFERNO_CHECK(writeFileAtomically(vfs, folder->path / name, content, 0600));
    serving::ModelOptions options;
    options.name = contents.manifest.name;
    options.handler = contents.manifest.handler;
    const serving::OpenOptions how = openOptions(1);
    INFERNO_TRY(const auto opened, serving::OpenedModel::open(vfs, folder->path, options, how));
    const auto engine = serving::OwnEngine::start(*opened, how);
    if (!engine && engine.error().code == ErrorCode::EngineMissing)
        return {}; // then nobody can say
    if (engine)
        return {};
    Error error = engine.error();
    // That folder is gone: the same files lie beside the model.
    const std::string trial = folder->path.string();
    for (auto at = error.detail.find(trial); at != error.detail.npos; at = error.detail.find(trial))
        error.detail.replace(at, trial.size(), beside.string());
    return std::unexpected(std::move(error));
}

Result<void> makeFolder(const fs::path& folder) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (error)
        return std::unexpected(errnoError(error.value(), "making the folder " + folder.string()));
    return {};
}

/// False: the same archive is there already.
Result<bool> write(Vfs& vfs, const Contents& contents, const fs::path& path, bool force) {
    if (exists(vfs, path) && !force) {
        INFERNO_TRY(auto file, vfs.open(path, OpenMode::Read));
        Comparison there(std::move(file));
        INFERNO_CHECK(contents.write([&](std::string_view piece) { return there.take(piece); }));
        INFERNO_TRY(const bool same, there.same());
        if (same)
            return false;
        return fail(ErrorCode::InputInvalid, path.string() + " is there already, and has other content",
                    "name another --output-dir or --model-name, or give --force to replace it");
    }
    INFERNO_TRY(OutputFile output, OutputFile::open(vfs, path, 0644));
    INFERNO_CHECK(contents.write([&](std::string_view piece) { return output.write(piece); }));
    INFERNO_CHECK(output.commit());
    return true;
}

void tell(const Context& context, const Contents& contents, const fs::path& path, bool written) {
    nlohmann::json names = nlohmann::json::array();
    std::string listed;
    for (const auto& [name, content] : contents.files) {
        names.push_back(name);
        listed += (listed.empty() ? "" : ", ") + name;
    }
    const serving::FileFacts facts = [&] {
        SystemVfs vfs;
        return serving::factsOf(vfs, path).value_or(serving::FileFacts{});
    }();
    const auto& manifest = contents.manifest;
    if (context.json())
        return printJson({{"output", path.string()},
                          {"name", manifest.name},
                          {"version", manifest.version},
                          {"handler", manifest.handler},
                          {"files", names},
                          {"size", static_cast<std::uint64_t>(facts.size)},
                          {"sha256", facts.sha256},
                          {"written", written}});
    printLine((written ? "Exported " : "Already there, with the same content: ") + printable(path.string()) + " (" +
              formatSize(facts.size) + "): " + printable(listed));
    printLine("The handler is " + manifest.handler + ". To serve it: inferno models register " +
              printable(path.string()));
}

/// What torch.save has written cannot be packed; but what would make it fit can be said.
std::unexpected<Error> unscripted(const Context& context, const fs::path& model) {
    const std::string lines = serving::scriptingLines(model);
    if (context.json())
        printJson({{"written", false}, {"kind", "state_dict"}, {"python", lines}});
    else
        print(lines);
    return fail(ErrorCode::ModelInvalid,
                model.string() + " holds weights for a class in Python, and no program: TorchScript has both",
                "run the lines of Python above where that class is, then export the .pt that they write");
}

Result<int> exportModel(const Context& context, const ExportOptions& options) {
    SystemVfs vfs;
    const fs::path model = options.model;
    if (!exists(vfs, model))
        return fail(ErrorCode::IoNotFound, model.string(), "name a TorchScript file");
    INFERNO_TRY(const serving::ModelKind kind, serving::kindOfFile(vfs, model));
    if (kind == serving::ModelKind::StateDict)
        return unscripted(context, model);
    if (kind != serving::ModelKind::TorchScript)
        return std::unexpected(serving::refusalOf(kind, model));
    INFERNO_TRY(const Contents contents, contentsOf(vfs, options));
    INFERNO_CHECK(checkLoads(vfs, contents, fs::absolute(model).parent_path()));
    INFERNO_CHECK(makeFolder(options.outputDir));
    const fs::path path = fs::absolute(fs::path(options.outputDir) / (contents.manifest.name + ".mar"));
    INFERNO_TRY(const bool written, write(vfs, contents, path.lexically_normal(), options.force));
    tell(context, contents, path.lexically_normal(), written);
    return kOk;
}

} // namespace

void addModelExport(CLI::App& program, Context& context) {
    const auto options = std::make_shared<ExportOptions>();
    CLI::App* command = program.add_subcommand("export-model", "Pack a TorchScript file as a .mar");
    command->add_option("--model-path", options->model, "the TorchScript file")->required();
    command->add_option("--output-dir", options->outputDir, "where NAME.mar goes; made if it is absent")
        ->capture_default_str();
    command->add_option("--handler", options->handler, "what answers requests")->capture_default_str();
    command->add_option("--model-name", options->name, "its name (the file's)");
    command->add_option("--version", options->version, "its version")->capture_default_str();
    command->add_flag("--force", options->force, "replace an archive of other content");
    onCall(command, context, [&context, options] { return exportModel(context, *options); });
}

} // namespace inferno::cli
