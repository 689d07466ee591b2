// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/holds.h"

#include <algorithm>
#include <charconv>

#include <nlohmann/json.hpp>

#include "core/vault/event.h"

namespace inferno::vault {
namespace {

using nlohmann::json;

constexpr std::uint64_t kMaxFile = 1 << 20;
constexpr std::size_t kMaxReason = 500; ///< so that kMax of them fit into a note

std::unexpected<Error> altered(const std::string& what) {
    return fail(ErrorCode::VaultAltered, "holds.note, offset 0: " + what,
                "restore the file from a backup of the vault folder");
}

std::optional<std::uint64_t> numberOf(std::string_view text) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

/// RFC 3339, or a date alone: its first instant in UTC.
Result<WallTime> instantOf(std::string_view text) {
    return parseRfc3339(text.size() == 10 ? std::string(text) + "T00:00:00Z" : std::string(text));
}

json documentOf(const Hold& hold) {
    return {{"id", hold.id},
            {"range", hold.range.text()},
            {"reason", hold.reason},
            {"by", hold.by},
            {"placed", formatUtc(hold.placed)}};
}

Result<Hold> holdOf(std::string_view line) {
    const json document = json::parse(line, nullptr, false);
    const auto text = [&](const char* name) {
        const auto found = document.find(name);
        return found != document.end() && found->is_string() ? found->get<std::string>() : std::string();
    };
    if (!document.is_object() || !document.contains("id") || !document["id"].is_number_unsigned())
        return altered("a hold cannot be read");
    Hold hold;
    hold.id = document["id"];
    INFERNO_TRY(hold.range, HoldRange::parse(text("range")));
    hold.reason = text("reason");
    hold.by = text("by");
    INFERNO_TRY(hold.placed, parseRfc3339(text("placed")));
    return hold;
}

} // namespace

std::filesystem::path holdsPath(const std::filesystem::path& vaultFolder) {
    return vaultFolder / "holds.note";
}

Result<HoldRange> HoldRange::parse(std::string_view text) {
    const auto wrong = [&] {
        return fail(ErrorCode::InputInvalid, "'" + std::string(text) + "' is no range of events",
                    "write it as 17..42, both included, or as two times of RFC 3339, the second excluded");
    };
    const std::size_t dots = text.find("..");
    if (dots == std::string_view::npos || text.size() == 2)
        return wrong();
    const std::string_view left = text.substr(0, dots);
    const std::string_view right = text.substr(dots + 2);
    HoldRange range;
    if ((left.empty() || numberOf(left)) && (right.empty() || numberOf(right))) {
        range.numbers = Numbers{numberOf(left).value_or(0), numberOf(right).value_or(UINT64_MAX)};
        return range.numbers->first <= range.numbers->last ? Result<HoldRange>(range) : wrong();
    }
    // The file holds milliseconds: what is finer is widened, so that it covers what was asked for when it is read
    // again.
    using std::chrono::milliseconds;
    range.times = Times{};
    Times& times = *range.times;
    for (const auto& [part, time] : {std::pair{left, &times.from}, std::pair{right, &times.to}}) {
        if (part.empty())
            continue;
        const auto instant = instantOf(part);
        if (!instant || *instant < WallTime::min() + milliseconds(1) || *instant > WallTime::max() - milliseconds(1))
            return wrong();
        *time = time == &times.from ? std::chrono::floor<milliseconds>(*instant)
                                    : std::chrono::ceil<milliseconds>(*instant);
    }
    return times.from < times.to ? Result<HoldRange>(range) : wrong();
}

std::string HoldRange::text() const {
    if (numbers)
        return std::to_string(numbers->first) + ".." +
               (numbers->last == UINT64_MAX ? "" : std::to_string(numbers->last));
    return (times->from == WallTime::min() ? "" : formatUtc(times->from)) + ".." +
           (times->to == WallTime::max() ? "" : formatUtc(times->to));
}

bool Hold::covers(const HeldPart& part) const {
    if (range.numbers)
        return part.firstSeq <= range.numbers->last && part.nextSeq > range.numbers->first;
    return part.firstReceived < range.times->to && part.lastReceived >= range.times->from;
}

Result<std::unique_ptr<Holds>> Holds::open(Vfs& vfs, const std::filesystem::path& vaultFolder,
                                           std::span<const VerifierKey> verifiers, const std::string& origin,
                                           const NoteSigner* signer, bool newVault) {
    std::unique_ptr<Holds> holds(new Holds(vfs, holdsPath(vaultFolder), origin, signer));
    INFERNO_TRY(auto file, HoldsFile::read(vfs, vaultFolder, verifiers, origin));
    if (file) {
        holds->holds_ = std::move(file->holds);
        holds->nextId_ = file->nextId;
    } else if (newVault && signer) {
        INFERNO_CHECK(holds->store({}, 1));
    } else {
        holds->missing_ = !newVault;
    }
    return holds;
}

Result<std::optional<HoldsFile>> HoldsFile::read(Vfs& vfs, const std::filesystem::path& vaultFolder,
                                                 std::span<const VerifierKey> verifiers, const std::string& origin) {
    const auto bytes = readFile(vfs, holdsPath(vaultFolder), kMaxFile);
    if (!bytes && bytes.error().code == ErrorCode::IoNotFound)
        return std::nullopt;
    INFERNO_CHECK(bytes);
    const auto note = openNote(asText(*bytes), verifiers);
    if (!note)
        return altered("the signature does not hold (" + note.error().detail + ")");
    std::string_view rest = note->text;
    const auto line = [&] {
        const std::string_view out = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(out.size() + 1, rest.size()));
        return out;
    };
    constexpr std::string_view kNext = "next ";
    if (line() != origin + "/holds")
        return altered("it belongs to another vault");
    const std::string_view next = line();
    const auto id = next.starts_with(kNext) ? numberOf(next.substr(kNext.size())) : std::nullopt;
    if (!id)
        return altered("it cannot be read");
    HoldsFile file{*id, {}};
    while (!rest.empty()) {
        auto hold = holdOf(line());
        if (!hold)
            return altered(hold.error().detail);
        file.holds.push_back(*std::move(hold));
    }
    return file;
}

Result<void> Holds::store(const std::vector<Hold>& holds, std::uint64_t nextId) {
    if (!signer_)
        return fail(ErrorCode::Internal, "the holds were opened to be read alone");
    std::string text = origin_ + "/holds\nnext " + std::to_string(nextId) + "\n";
    for (const Hold& hold : holds)
        text += documentOf(hold).dump(-1, ' ', true) + "\n";
    INFERNO_TRY(const std::string note, signer_->signedNote(text));
    INFERNO_CHECK(writeFileAtomically(vfs_, path_, asBytes(note)));
    holds_ = holds;
    nextId_ = nextId;
    return {};
}

std::unexpected<Error> Holds::missing() const {
    return fail(ErrorCode::VaultAltered, "the file of legal holds, " + path_.string() + ", is missing",
                "restore it from a backup of the vault folder: until then nothing is pruned or erased");
}

Result<Hold> Holds::add(const HoldRange& range, const std::string& reason, const std::string& by, WallTime now) {
    const std::lock_guard lock(mutex_);
    if (missing_)
        return missing();
    if (reason.empty())
        return fail(ErrorCode::InputInvalid, "a hold needs a reason", "--reason \"case 4711\"");
    if (reason.size() > kMaxReason || holds_.size() >= kMax)
        return fail(ErrorCode::InputTooLarge, "a reason has at most " + std::to_string(kMaxReason) +
                                                  " bytes, and there are at most " + std::to_string(kMax) + " holds");
    const Hold hold{nextId_, range, sanitized(reason), sanitized(by), now};
    auto next = holds_;
    next.push_back(hold);
    INFERNO_CHECK(store(next, nextId_ + 1));
    return hold;
}

Result<std::vector<Hold>> Holds::find(std::string_view which) const {
    const std::lock_guard lock(mutex_);
    if (missing_)
        return missing();
    const auto id = numberOf(which);
    std::optional<HoldRange> range;
    if (!id) {
        INFERNO_TRY(range, HoldRange::parse(which));
    }
    std::vector<Hold> found;
    for (const Hold& hold : holds_)
        if (id ? hold.id == *id : hold.range == *range)
            found.push_back(hold);
    if (found.empty())
        return fail(ErrorCode::HoldUnknown, "no hold is '" + std::string(which) + "'", "inferno audit hold list");
    return found;
}

Result<void> Holds::release(std::uint64_t id) {
    const std::lock_guard lock(mutex_);
    auto next = holds_;
    if (std::erase_if(next, [&](const Hold& hold) { return hold.id == id; }) == 0)
        return fail(ErrorCode::HoldUnknown, "no hold has number " + std::to_string(id), "inferno audit hold list");
    return store(next, nextId_);
}

std::vector<Hold> Holds::list() const {
    const std::lock_guard lock(mutex_);
    return holds_;
}

Result<void> Holds::check(const HeldPart& part) const {
    const std::lock_guard lock(mutex_);
    if (missing_)
        return missing();
    for (const Hold& hold : holds_)
        if (hold.covers(part))
            return fail(ErrorCode::HoldActive,
                        "hold " + std::to_string(hold.id) + ", on " + hold.range.text() +
                            ", covers this: " + hold.reason,
                        "inferno audit hold release " + std::to_string(hold.id) + " --reason …, if you may");
    return {};
}

} // namespace inferno::vault
