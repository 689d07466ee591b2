// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/executors/usage_log.h"

#include <algorithm>
#include <charconv>

namespace inferno::executors {
namespace {

constexpr std::string_view kMagic = "inferno-usage";
constexpr std::string_view kNone = "-";

std::string optionalText(const std::optional<std::uint64_t>& value) {
    return value ? std::to_string(*value) : std::string(kNone);
}

std::string lineOf(const UsageSample& sample) {
    return std::to_string(sample.at.count()) + " " + std::to_string(sample.cpu.count()) + " " +
           std::to_string(static_cast<std::uint64_t>(sample.memory)) + " " + optionalText(sample.readBytes) + " " +
           optionalText(sample.writtenBytes) + " " + std::to_string(sample.processes) + "\n";
}

std::string headOf(const Usage& usage) {
    const auto thousandths = static_cast<std::int64_t>(usage.cpuLimit * 1000 + 0.5);
    return std::string(kMagic) + " 1 " + std::to_string(usage.started.time_since_epoch().count()) + " " +
           (usage.limits.empty() ? std::string(kNone) : usage.limits) + " " + std::to_string(thousandths) + " " +
           std::to_string(static_cast<std::uint64_t>(usage.memoryLimit)) + "\n";
}

/// The words of a line, one after the other.
class Words {
public:
    explicit Words(std::string_view line) : line_(line) {}

    std::string_view next() {
        const std::string_view word = line_.substr(0, line_.find(' '));
        line_.remove_prefix(std::min(word.size() + 1, line_.size()));
        return word;
    }
    template <typename Number>
    Number number() {
        const std::string_view word = next();
        Number value{};
        const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
        good_ = good_ && error == std::errc{} && end == word.data() + word.size() && value >= 0;
        return value;
    }
    std::optional<std::uint64_t> numberOrNone() {
        if (line_.substr(0, line_.find(' ')) != kNone)
            return number<std::uint64_t>();
        next();
        return std::nullopt;
    }
    /// Every number was one, and nothing is left.
    bool good() const { return good_ && line_.empty(); }

private:
    std::string_view line_;
    bool good_ = true;
};

std::optional<UsageSample> sampleOf(std::string_view line) {
    Words words(line);
    UsageSample sample;
    sample.at = std::chrono::milliseconds(words.number<std::int64_t>());
    sample.cpu = std::chrono::milliseconds(words.number<std::int64_t>());
    sample.memory = ByteSize{words.number<std::uint64_t>()};
    sample.readBytes = words.numberOrNone();
    sample.writtenBytes = words.numberOrNone();
    sample.processes = words.number<int>();
    return words.good() ? std::optional(sample) : std::nullopt;
}

std::optional<Usage> headOf(std::string_view line) {
    Words words(line);
    if (words.next() != kMagic || words.next() != "1")
        return std::nullopt;
    Usage usage;
    usage.started = WallTime(std::chrono::nanoseconds(words.number<std::int64_t>()));
    usage.limits = words.next();
    if (usage.limits == kNone)
        usage.limits.clear();
    usage.cpuLimit = static_cast<double>(words.number<std::int64_t>()) / 1000;
    usage.memoryLimit = ByteSize{words.number<std::uint64_t>()};
    return words.good() ? std::optional(std::move(usage)) : std::nullopt;
}

} // namespace

Result<Usage> parseUsage(std::string_view text) {
    const auto bad = [](const char* what) {
        return fail(ErrorCode::IoFailed, std::string("the samples of the launch cannot be read: ") + what);
    };
    std::optional<Usage> usage;
    for (auto end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(end + 1);
        if (!usage) {
            usage = headOf(line);
            if (!usage)
                return bad("the first line is not that of version 1");
            continue;
        }
        const auto sample = sampleOf(line);
        if (!sample || (!usage->samples.empty() && sample->at < usage->samples.back().at))
            return bad("a line is no sample");
        usage->samples.push_back(*sample);
    }
    if (!usage)
        return bad("it is empty");
    return *std::move(usage);
}

UsageLog::UsageLog(Vfs& vfs, std::filesystem::path path, Usage head, std::chrono::milliseconds interval)
    : vfs_(vfs), path_(std::move(path)), usage_(std::move(head)), interval_(interval) {}

std::string UsageLog::finish(const UsageSample& sample) {
    if (!usage_.samples.empty()) {
        add(sample);
        return {};
    }
    usage_.samples.push_back(sample);
    return text();
}

void UsageLog::add(const UsageSample& sample) {
    const bool first = usage_.samples.empty();
    const bool full = usage_.samples.size() >= kMostSamples;
    if (full)
        halve();
    if (first || full)
        rewrite();
    usage_.samples.push_back(sample);
    const std::string line = lineOf(sample);
    if (file_ && file_->write(size_, asBytes(line)))
        size_ += line.size();
}

void UsageLog::halve() {
    std::vector<UsageSample>& all = usage_.samples;
    for (std::size_t i = 0; i + 1 < all.size(); i += 2) {
        UsageSample merged = all[i + 1];
        merged.memory = std::max(all[i].memory, all[i + 1].memory);
        merged.processes = std::max(all[i].processes, all[i + 1].processes);
        all[i / 2] = merged;
    }
    all.resize(all.size() / 2);
    interval_ *= 2;
}

std::string UsageLog::text() const {
    std::string text = headOf(usage_);
    for (const UsageSample& sample : usage_.samples)
        text += lineOf(sample);
    return text;
}

/// In one step, so that who reads sees the old samples or the new ones.
void UsageLog::rewrite() {
    const std::string whole = text();
    file_.reset();
    size_ = whole.size();
    std::filesystem::path temporary = path_;
    temporary += ".tmp";
    auto file = vfs_.open(temporary, OpenMode::Create, 0600);
    if (!file || !(*file)->truncate(0) || !(*file)->write(0, asBytes(whole)) || !vfs_.rename(temporary, path_))
        return;
    file_ = *std::move(file);
}

} // namespace inferno::executors
