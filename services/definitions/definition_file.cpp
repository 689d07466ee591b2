// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/definitions/definition_file.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include <yaml-cpp/yaml.h>

#include "core/base/nearest.h"
#include "core/templates/yaml_end.h"

namespace inferno::definitions {
namespace {

using nlohmann::json;

constexpr std::size_t kMostBytes = 4U << 20;
constexpr std::size_t kMostValues = 1'000'000; ///< aliases may stand for more than the file holds
constexpr int kMostLevels = 64;
constexpr int kOptionLevel = 1; ///< of a job's options; the job itself is at 0

/// Fields that the API takes as texts, or as lists of texts: 2024 is a name too.
constexpr std::array<std::string_view, 9> kTexts = {"name",     "command",   "condition", "depends_on", "pool",
                                                    "schedule", "schedules", "tags",      "workdir"};

bool isWord(std::string_view text, std::initializer_list<std::string_view> words) {
    return std::ranges::find(words, text) != words.end();
}

json numberOr(const std::string& text) {
    const std::size_t sign = text.find_first_not_of("+-");
    // No inf, no nan, no .5: those are words here.
    if (sign == std::string::npos || sign > 1 || text[sign] < '0' || text[sign] > '9')
        return text;
    const char* const begin = text.data() + (text[0] == '+' ? 1 : 0);
    const char* const end = text.data() + text.size();
    std::int64_t whole = 0;
    if (const auto read = std::from_chars(begin, end, whole); read.ec == std::errc{} && read.ptr == end)
        return whole;
    double real = 0;
    if (const auto read = std::from_chars(begin, end, real); read.ec == std::errc{} && read.ptr == end)
        return real;
    return text;
}

/// A plain scalar by YAML's core schema; a quoted one is a text.
json scalarOf(const YAML::Node& node) {
    const std::string& text = node.Scalar();
    if (node.Tag() == "!" || node.Tag() == "tag:yaml.org,2002:str")
        return text;
    if (isWord(text, {"", "~", "null", "Null", "NULL"}))
        return nullptr;
    if (isWord(text, {"true", "True", "TRUE"}))
        return true;
    if (isWord(text, {"false", "False", "FALSE"}))
        return false;
    return numberOr(text);
}

class Reader {
public:
    explicit Reader(const std::string& file) : file_(file) {}

    Result<std::vector<FileJob>> read(const std::vector<YAML::Node>& roots) {
        std::vector<FileJob> jobs;
        for (const YAML::Node& root : roots) {
            if (root.IsNull())
                continue;
            INFERNO_TRY(const YAML::Node list, listOf(root));
            for (const YAML::Node& one : list) {
                INFERNO_TRY(auto job, jobOf(one));
                jobs.push_back(std::move(job));
            }
        }
        return jobs;
    }

private:
    static int lineAt(const YAML::Node& node) { return node.Mark().line + 1; }

    std::unexpected<Error> wrong(const YAML::Node& where, const std::string& why, const std::string& hint) const {
        return fail(ErrorCode::InputInvalid, file_ + ":" + std::to_string(lineAt(where)) + ": " + why, hint);
    }

    Result<YAML::Node> listOf(const YAML::Node& root) const {
        if (root.IsSequence())
            return root;
        if (!root.IsMap())
            return wrong(root, "here jobs are expected", "begin with jobs: and a list of them");
        YAML::Node jobs(YAML::NodeType::Undefined);
        std::string unknown;
        const YAML::Node* at = nullptr;
        YAML::Node key;
        for (const auto& entry : root) {
            const std::string name = entry.first.IsScalar() ? entry.first.Scalar() : "";
            if (name == "jobs")
                jobs.reset(entry.second);
            else if (name == "name" || name == "command") { // one job alone
                YAML::Node list(YAML::NodeType::Sequence);
                list.push_back(root);
                return list;
            } else if (!name.starts_with("x-") && !at) {
                unknown = name;
                key.reset(entry.first);
                at = &key;
            }
        }
        if (at)
            return wrong(key, "there is no '" + unknown + "' beside the jobs",
                         nearest(unknown, std::vector<std::string>{"jobs"}) == "jobs"
                             ? "did you mean jobs?"
                             : "jobs, or a key that begins with x-");
        if (!jobs.IsDefined() || !(jobs.IsSequence() || jobs.IsNull()))
            return wrong(root, "there is no list of jobs", "write jobs: and below it a - for each");
        return jobs.IsNull() ? YAML::Node(YAML::NodeType::Sequence) : jobs;
    }

    Result<FileJob> jobOf(const YAML::Node& node) {
        if (!node.IsMap())
            return wrong(node, "a job is a map of its options", "write name: and command: below the -");
        FileJob job;
        job.line = lineAt(node);
        INFERNO_TRY(job.document, valueOf(node, 0, "", &job.lines));
        return job;
    }

    /// `field`: the job's option that it is, or is in; "" for the job itself.
    Result<json> valueOf(const YAML::Node& node, int level, const std::string& field,
                         std::map<std::string, int>* lines = nullptr) {
        if (++values_ > kMostValues)
            return wrong(node, "the file stands for more than a million values", "write out fewer aliases");
        if (level > kMostLevels)
            return wrong(node, "this is nested too deeply", "at most 64 levels");
        if (node.IsMap())
            return mapOf(node, level, field, lines);
        if (node.IsSequence()) {
            json list = json::array();
            for (const YAML::Node& item : node) {
                INFERNO_TRY(auto value, valueOf(item, level + 1, field));
                list.push_back(std::move(value));
            }
            return list;
        }
        const bool variable = field == "env" && level > kOptionLevel;
        json value = node.IsNull() ? json(nullptr) : scalarOf(node);
        if (value.is_null())
            return variable ? json("") : value;
        return variable || std::ranges::find(kTexts, field) != kTexts.end() ? json(node.Scalar()) : value;
    }

    Result<json> mapOf(const YAML::Node& node, int level, const std::string& field, std::map<std::string, int>* lines) {
        json object = json::object();
        json merged = json::object();
        std::set<std::string> seen;
        for (const auto& entry : node) {
            if (!entry.first.IsScalar())
                return wrong(entry.first, "the name of an option is a text", "write NAME: value");
            const std::string name = entry.first.Scalar();
            if (!seen.insert(name).second)
                return wrong(entry.first, "'" + name + "' stands here twice", "remove one of them");
            if (name == "<<" && entry.first.Tag() != "!") {
                INFERNO_CHECK(merge(entry.second, level + 1, field, merged, lines));
                continue;
            }
            INFERNO_TRY(object[name], valueOf(entry.second, level + 1, field.empty() ? name : field));
            if (lines)
                (*lines)[name] = lineAt(entry.first);
        }
        for (auto& [name, value] : merged.items())
            if (!object.contains(name))
                object[name] = std::move(value);
        return object;
    }

    /// What comes first wins.
    Result<void> merge(const YAML::Node& from, int level, const std::string& field, json& into,
                       std::map<std::string, int>* lines) {
        std::vector<YAML::Node> maps;
        if (from.IsSequence())
            for (const YAML::Node& one : from)
                maps.push_back(one);
        else
            maps.push_back(from);
        for (const YAML::Node& map : maps) {
            if (!map.IsMap())
                return wrong(map, "<< takes a map, or a list of maps", "write <<: *NAME");
            std::map<std::string, int> there;
            INFERNO_TRY(json object, valueOf(map, level, field, &there));
            for (auto& [name, value] : object.items())
                if (!into.contains(name)) {
                    into[name] = std::move(value);
                    if (lines)
                        lines->try_emplace(name, there[name]);
                }
        }
        return {};
    }

    const std::string& file_;
    std::size_t values_ = 0;
};

/// Where the text is JSON, the values are those that JSON gives it: YAML knows not all of its escapes.
void takeAsJson(json whole, std::vector<FileJob>& jobs) {
    if (whole.is_object())
        whole = whole.contains("jobs") && !whole.contains("name") ? std::move(whole["jobs"]) : json::array({whole});
    if (whole.size() == jobs.size())
        for (std::size_t i = 0; i < jobs.size(); ++i)
            jobs[i].document = std::move(whole[i]);
}

/// Halves of characters, \ud83d\ude00, at which YAML ends, as other escapes of the same length.
std::string withoutSurrogates(std::string text) {
    for (std::size_t at = text.find("\\u"); at != text.npos; at = text.find("\\u", at + 2))
        if (at + 6 <= text.size() && (text[at + 2] == 'd' || text[at + 2] == 'D') && text[at + 3] >= '8')
            text.replace(at + 2, 4, "fffd");
    return text;
}

} // namespace

Result<std::vector<FileJob>> readDefinitions(std::string_view text, const std::string& file) {
    if (text.size() > kMostBytes)
        return fail(ErrorCode::InputTooLarge, file + " is larger than 4 MiB", "divide it");
    json whole = json::parse(text, nullptr, false);
    const bool isJson = !whole.is_discarded();
    try {
        const std::string yaml = isJson ? withoutSurrogates(std::string(text)) : std::string(text);
        if (!templates::hasEnd(yaml))
            return fail(ErrorCode::InputInvalid, file + ": this is no YAML: something stands behind its end",
                        "write jobs: and below it a - for each");
        auto jobs = Reader(file).read(YAML::LoadAll(yaml));
        if (jobs && isJson)
            takeAsJson(std::move(whole), *jobs);
        return jobs;
    } catch (const YAML::Exception& problem) {
        const std::string line = problem.mark.is_null() ? "" : ":" + std::to_string(problem.mark.line + 1);
        return fail(ErrorCode::InputInvalid, file + line + ": this is no YAML: " + problem.msg,
                    "a text that begins with *, @, % or & stands in quotes");
    }
}

int lineOf(const FileJob& job, std::string_view detail) {
    const auto isLetter = [](char c) { return c == '_' || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
    std::size_t first = std::string_view::npos;
    int line = job.line;
    for (const auto& [name, at] : job.lines)
        for (std::size_t found = detail.find(name); found != detail.npos && !name.empty();
             found = detail.find(name, found + 1)) {
            const bool begins = found == 0 || !isLetter(detail[found - 1]);
            const bool ends = found + name.size() == detail.size() || !isLetter(detail[found + name.size()]);
            if (!begins || !ends)
                continue;
            if (found < first) {
                first = found;
                line = at;
            }
            break;
        }
    return line;
}

} // namespace inferno::definitions
