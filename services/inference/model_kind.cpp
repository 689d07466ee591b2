// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/inference/model_kind.h"

#include <algorithm>
#include <functional>

namespace inferno::serving {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kZipEntry = "PK\x01\x02";
constexpr std::size_t kEntryBytes = 46;
constexpr std::uint64_t kMaxDirectoryBytes = 64U << 20;
constexpr std::uint64_t kMaxTail = (64U << 10) + 22; // the last record and the longest comment behind it

Result<Bytes> readAt(File& file, std::uint64_t offset, std::uint64_t count) {
    Bytes bytes(count);
    INFERNO_TRY(const std::size_t read, file.read(offset, bytes));
    bytes.resize(read);
    return bytes;
}

struct Directory {
    std::uint64_t offset = 0;
    std::uint64_t bytes = 0;
};

/// Where a zip's directory is (APPNOTE.TXT 6.3, 4.3.14 to 4.3.16); 0 bytes: this is no zip, or one of several disks.
Result<Directory> directoryOf(File& file, std::uint64_t size) {
    const std::uint64_t tailBytes = std::min(size, kMaxTail);
    INFERNO_TRY(const Bytes tail, readAt(file, size - tailBytes, tailBytes));
    const std::size_t at = asText(tail).rfind("PK\x05\x06");
    if (at == std::string_view::npos || at + 22 > tail.size())
        return Directory{};
    const ByteView last = ByteView(tail).subspan(at);
    Directory found{getLe<std::uint32_t>(last.subspan(16)), getLe<std::uint32_t>(last.subspan(12))};
    if (found.offset != 0xFFFFFFFFU && found.bytes != 0xFFFFFFFFU)
        return found;
    if (at < 20 || asText(tail).substr(at - 20, 4) != "PK\x06\x07")
        return Directory{};
    INFERNO_TRY(const Bytes wide, readAt(file, getLe<std::uint64_t>(ByteView(tail).subspan(at - 12)), 56));
    if (wide.size() < 56 || asText(wide).substr(0, 4) != "PK\x06\x06")
        return Directory{};
    return Directory{getLe<std::uint64_t>(ByteView(wide).subspan(48)),
                     getLe<std::uint64_t>(ByteView(wide).subspan(40))};
}

/// Whether an entry of the zip has a name like this. False for what is no zip.
Result<bool> hasEntry(File& file, std::uint64_t size, const std::function<bool(std::string_view)>& isWanted) {
    INFERNO_TRY(const Directory directory, directoryOf(file, size));
    if (directory.bytes == 0 || directory.bytes > kMaxDirectoryBytes || directory.offset > size)
        return false;
    INFERNO_TRY(const Bytes bytes, readAt(file, directory.offset, directory.bytes));
    const ByteView view(bytes);
    for (std::size_t at = 0; at + kEntryBytes <= bytes.size() && asText(view).substr(at, 4) == kZipEntry;) {
        const std::size_t name = getLe<std::uint16_t>(view.subspan(at + 28));
        const std::size_t more =
            getLe<std::uint16_t>(view.subspan(at + 30)) + getLe<std::uint16_t>(view.subspan(at + 32));
        if (isWanted(asText(view).substr(at + kEntryBytes, name)))
            return true;
        at += kEntryBytes + name + more;
    }
    return false;
}

/// A file below the one folder that PyTorch puts around everything: "archive/data.pkl".
bool isInRoot(std::string_view entry, std::string_view file) {
    const std::size_t slash = entry.find('/');
    return slash != std::string_view::npos && entry.substr(slash + 1).starts_with(file);
}

} // namespace

Result<ModelKind> kindOfFile(Vfs& vfs, const fs::path& path) {
    const auto info = vfs.stat(path);
    if (!info || info->directory)
        return fail(ErrorCode::ModelInvalid, info ? path.string() + " is a folder" : info.error().detail,
                    "name a file that torch.jit.save or torch.save has written");
    INFERNO_TRY(const auto file, vfs.open(path, OpenMode::Read));
    INFERNO_TRY(const Bytes first, readAt(*file, 0, 16));
    const std::string_view head = asText(first);
    if (head.starts_with("GGUF"))
        return ModelKind::Gguf;
    // A pickle of protocol 2 and its first operation: torch.save before PyTorch 1.6.
    if (head.starts_with("\x80\x02"))
        return ModelKind::StateDict;
    if (!head.starts_with("PK"))
        return ModelKind::Other;
    struct Mark {
        ModelKind kind;
        bool (*is)(std::string_view entry);
    };
    constexpr Mark kMarks[] = {
        {ModelKind::Archive, [](std::string_view entry) { return entry == "MAR-INF/MANIFEST.json"; }},
        {ModelKind::TorchScript, [](std::string_view entry) { return isInRoot(entry, "code/"); }},
        {ModelKind::ExportedProgram,
         [](std::string_view entry) {
             return entry.ends_with("serialized_exported_program.json") || isInRoot(entry, "archive_format");
         }},
        {ModelKind::StateDict, [](std::string_view entry) { return isInRoot(entry, "data.pkl"); }},
    };
    for (const Mark& mark : kMarks) {
        INFERNO_TRY(const bool has, hasEntry(*file, info->size, mark.is));
        if (has)
            return mark.kind;
    }
    return ModelKind::Other;
}

std::string scriptingLines(const fs::path& path) {
    // As a literal of Python: what is in a name must not become code.
    const auto quoted = [](const fs::path& name) {
        std::string text = "\"";
        for (const char c : name.string()) {
            if (c == '"' || c == '\\')
                text += '\\';
            text += static_cast<unsigned char>(c) < 0x20 ? '?' : c;
        }
        return text + "\"";
    };
    fs::path scripted = path;
    scripted.replace_extension(".pt");
    if (scripted == path)
        scripted.replace_extension(".scripted.pt");
    return "import torch\n"
           "from your_module import YourModel  # the class whose weights these are\n"
           "\n"
           "model = YourModel()\n"
           "model.load_state_dict(torch.load(" +
           quoted(path) +
           ", map_location=\"cpu\"))\n"
           "model.eval()\n"
           "torch.jit.script(model).save(" +
           quoted(scripted) + ")\n";
}

Error refusalOf(ModelKind kind, const fs::path& path) {
    const auto error = [&](ErrorCode code, const std::string& why, std::string hint) {
        return Error{code, path.string() + " " + why, std::move(hint), nullptr};
    };
    switch (kind) {
    case ModelKind::StateDict:
        return error(
            ErrorCode::ModelInvalid, "holds weights for a class in Python, and no program",
            "script it where that class is: inferno export-model --model-path FILE prints the lines of Python");
    case ModelKind::ExportedProgram:
        return error(ErrorCode::ModelInvalid, "is a program of torch.export, which LibTorch in C++ does not read",
                     "save the module with torch.jit.script or torch.jit.trace instead");
    case ModelKind::Gguf:
        return error(ErrorCode::NotBuilt, "is GGUF: only TorchScript is served yet",
                     "export the model with torch.jit.script or torch.jit.trace, and save()");
    case ModelKind::Archive:
        return error(ErrorCode::ModelInvalid, "is a model archive already", "register it as it is");
    case ModelKind::TorchScript:
    case ModelKind::Other: break;
    }
    return error(ErrorCode::ModelInvalid, "is no TorchScript file",
                 "export the model with torch.jit.script or torch.jit.trace, and save()");
}

} // namespace inferno::serving
