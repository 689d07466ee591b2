// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/tidy/rules.h"

#include <array>
#include <regex>

namespace inferno::tidy {
namespace {

/// A folder and the folders of the project that its files may include. The longest matching prefix decides.
struct Layer {
    std::string_view folder;
    std::vector<std::string_view> mayInclude;
    bool qt = false;
};

const std::vector<Layer>& layers() {
    static const std::vector<Layer> kLayers = {
        {"core/base/", {"core/base/"}},
        {"core/sqlite/", {"core/base/", "core/sqlite/"}},
        {"core/schedule/", {"core/base/", "core/schedule/"}},
        {"core/rules/", {"core/base/", "core/rules/"}},
        {"core/storage/", {"core/base/", "core/storage/"}},
        {"core/inference/", {"core/base/", "core/inference/"}},
        {"core/", {"core/"}},
        {"services/client/", {"core/base/", "services/client/"}},
        {"services/", {"core/", "services/"}},
        {"models/fakes/", {"core/base/", "core/schedule/", "core/vault/", "services/client/", "models/"}, true},
        {"models/proof_check", {"core/base/", "core/vault/", "services/client/", "models/"}},
        {"models/", {"core/base/", "core/schedule/", "core/rules/", "services/client/", "models/"}, true},
        {"qml/", {"models/", "qml/", "core/base/"}, true},
        {"app/desktop/",
         {"core/", "services/anchor/", "services/client/", "services/definitions/", "services/evidence/", "models/",
          "qml/", "app/"},
         true},
        {"app/unpack/", {"core/", "app/"}, true},
        {"app/report/", {"core/", "app/"}, true},
        {"app/", {"core/", "services/", "app/"}},
        {"resources/", {"core/", "resources/"}},
        {"tests/", {"core/", "services/", "models/", "qml/", "app/", "resources/", "tests/"}, true},
    };
    return kLayers;
}

/// A library's headers and the only folders that may see them.
struct Fence {
    std::regex header;
    std::vector<std::string_view> folders;
    std::string_view name;
};

const std::vector<Fence>& fences() {
    static const std::vector<Fence> kFences = {
        {std::regex("^(torch|ATen|c10)/"), {"core/inference/", "resources/models/"}, "LibTorch"},
        {std::regex("^sqlite3\\.h"), {"core/sqlite/", "tests/"}, "SQLite's C API"},
        {std::regex("^boost/beast"), {"services/http/", "tests/services/http/"}, "Boost.Beast"},
        {std::regex("^boost/"), {"services/", "app/service/", "tests/"}, "Boost"},
        {std::regex("^curl/"), {"services/", "tests/"}, "libcurl"},
        {std::regex("^spdlog/"), {"services/", "app/service/", "tests/"}, "spdlog"},
        {std::regex("^CLI/"), {"app/"}, "CLI11"},
        {std::regex("^QtCharts"), {"qml/Inferno/Charts/"}, "Qt Charts"},
        {std::regex("^K(Archive|Tar|Zip)"), {"app/unpack/"}, "KArchive"},
    };
    return kFences;
}

bool startsWithAny(std::string_view text, const std::vector<std::string_view>& prefixes) {
    for (const std::string_view prefix : prefixes)
        if (text.starts_with(prefix))
            return true;
    return false;
}

bool endsWithAny(std::string_view text, std::initializer_list<std::string_view> suffixes) {
    for (const std::string_view suffix : suffixes)
        if (text.ends_with(suffix))
            return true;
    return false;
}

std::vector<std::string> linesOf(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

class Checker {
public:
    Checker(std::string_view path, std::string_view text) : path_(path), lines_(linesOf(text)) {}

    std::vector<Violation> run() {
        const bool cpp = endsWithAny(path_, {".h", ".cpp"});
        const bool qml = path_.ends_with(".qml");
        if (cpp || qml || endsWithAny(path_, {".sh", ".cmake", "CMakeLists.txt", ".def"}))
            licence();
        if (cpp) {
            includes();
            if (path_.ends_with(".h") && !contains("#pragma once"))
                report(0, "a header needs #pragma once");
        }
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            line_ = static_cast<int>(i) + 1;
            if (cpp)
                cppLine(lines_[i]);
            if (qml)
                qmlLine(lines_[i]);
        }
        return std::move(found_);
    }

private:
    void report(int line, std::string what) { found_.push_back({std::string(path_), line, std::move(what)}); }

    bool contains(std::string_view needle) const {
        for (const std::string& line : lines_)
            if (line.find(needle) != std::string::npos)
                return true;
        return false;
    }

    void licence() {
        for (std::size_t i = 0; i < std::min<std::size_t>(3, lines_.size()); ++i)
            if (lines_[i].find("SPDX-License-Identifier: GPL-3.0-or-later") != std::string::npos)
                return;
        report(1, "the first lines lack the SPDX licence");
    }

    void includes() {
        static const std::regex kInclude(R"re(^\s*#\s*include\s*([<"])([^>"]+)[>"])re");
        const Layer* layer = nullptr;
        for (const Layer& candidate : layers())
            if (path_.starts_with(candidate.folder)) {
                layer = &candidate;
                break;
            }
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            std::smatch match;
            if (!std::regex_search(lines_[i], match, kInclude))
                continue;
            const int line = static_cast<int>(i) + 1;
            const std::string header = match[2];
            const bool own = match[1] == "\"";
            if (own && layer && header.find('/') != std::string::npos && !startsWithAny(header, layer->mayInclude))
                report(line, "'" + header + "' is not below this layer");
            static const std::regex kQt("^(Q[A-Z]|Qt[A-Z])");
            if (layer && !layer->qt && std::regex_search(header, kQt))
                report(line, "Qt ('" + header + "') lives in models, qml, app/desktop, app/unpack and app/report");
            for (const Fence& fence : fences())
                if (std::regex_search(header, fence.header) && !startsWithAny(path_, fence.folders))
                    report(line, std::string(fence.name) + " ('" + header + "') has its own room");
        }
    }

    void cppLine(const std::string& line) {
        static const std::regex kClock(R"((system_clock::now|steady_clock::now|\btime\(nullptr\)|\btime\(NULL\)))");
        if (path_.starts_with("core/") && path_ != "core/base/clock.cpp" && std::regex_search(line, kClock))
            report(line_, "core takes its time from a Clock");
        if (!path_.starts_with("tests/") && line.find("QEventLoop") != std::string::npos)
            report(line_, "no nested event loops");
        static const std::regex kContext("setContextProperty|qmlRegisterType|findChild<");
        if (startsWithAny(path_, {"models/", "app/desktop/", "qml/"}) && std::regex_search(line, kContext))
            report(line_, "QML gets typed properties and QML_ELEMENT, nothing by name");
        unfinished(line);
    }

    void qmlLine(const std::string& line) {
        static const std::regex kColour(R"("#[0-9a-fA-F]{6,8}")");
        if (path_.find("/Theme/") == std::string::npos && std::regex_search(line, kColour))
            report(line_, "a colour outside Inferno.Theme");
        static const std::regex kText(
            R"re(\b(text|title|label|placeholderText|toolTip|description|Accessible\.name)\s*:\s*"[^"]*[A-Za-z]{2}[^"]*"\s*$)re");
        // The gallery shows samples to designers, never words to users.
        const bool sample = path_.find("/Gallery") != std::string_view::npos;
        const bool name = line.find("\"Inferno\"") != std::string::npos;
        if (path_.starts_with("qml/") && !sample && !name && std::regex_search(line, kText))
            report(line_, "a text that users see, without qsTr");
        unfinished(line);
    }

    void unfinished(const std::string& line) {
        // Split, so that this file passes its own rule.
        static const std::regex kMarks("\\b(TO"
                                       "DO|FIX"
                                       "ME|XX"
                                       "X|HA"
                                       "CK)\\b");
        if (std::regex_search(line, kMarks))
            report(line_, "unfinished work belongs into an issue, not into a comment");
    }

    std::string_view path_;
    std::vector<std::string> lines_;
    std::vector<Violation> found_;
    int line_ = 0;
};

} // namespace

std::vector<Violation> check(std::string_view path, std::string_view text) {
    return Checker(path, text).run();
}

} // namespace inferno::tidy
