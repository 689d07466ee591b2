// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>

#include <nlohmann/json.hpp>

#include "core/report/report.h"

namespace inferno::report {
namespace {

using nlohmann::json;
using std::chrono::milliseconds;

constexpr const char* kFormat = "inferno-report/1";

// One function for each type names its fields once; `Writer` and `Reader` walk them.

class Writer {
public:
    json object = json::object();

    void field(const char* name, const std::string& value) { object[name] = value; }
    void field(const char* name, bool value) { object[name] = value; }
    void field(const char* name, int value) { object[name] = value; }
    void field(const char* name, std::uint64_t value) { object[name] = value; }
    void field(const char* name, WallTime value) { object[name] = formatUtc(value); }
    void field(const char* name, milliseconds value) { object[name] = value.count(); }
    void field(const char* name, Standing value) { object[name] = nameOf(value); }
    template <typename T>
    void field(const char* name, const std::optional<T>& value) {
        if (value)
            field(name, *value);
    }
    template <typename T>
    void field(const char* name, const std::vector<T>& values) {
        json list = json::array();
        for (const T& value : values) {
            Writer item;
            item.field("v", value);
            list.push_back(std::move(item.object["v"]));
        }
        object[name] = std::move(list);
    }
    template <typename T>
    void field(const char* name, const T& value);
};

/// Thrown inside this file alone: unwinding is what keeps the readers free of checks.
struct BadField {
    std::string path;
    const char* expected;
};

class Reader {
public:
    Reader(const json& object, std::string path) : object_(object), path_(std::move(path)) {
        if (!object_.is_object())
            throw BadField{path_, "an object"};
    }

    template <typename T>
    void field(const char* name, T& value) {
        const auto found = object_.find(name);
        if (found == object_.end())
            throw BadField{path_ + name, "there"};
        read(*found, path_ + name, value);
    }
    template <typename T>
    void field(const char* name, std::optional<T>& value) {
        const auto found = object_.find(name);
        value.reset();
        if (found != object_.end())
            read(*found, path_ + name, value.emplace());
    }

private:
    static void read(const json& from, const std::string& path, std::string& value) {
        if (!from.is_string())
            throw BadField{path, "a text"};
        value = from.get<std::string>();
    }
    static void read(const json& from, const std::string& path, bool& value) {
        if (!from.is_boolean())
            throw BadField{path, "true or false"};
        value = from.get<bool>();
    }
    static void read(const json& from, const std::string& path, int& value) {
        if (!from.is_number_integer() || from.get<std::int64_t>() < INT32_MIN || from.get<std::int64_t>() > INT32_MAX)
            throw BadField{path, "an integer"};
        value = from.get<int>();
    }
    static void read(const json& from, const std::string& path, std::uint64_t& value) {
        if (!from.is_number_unsigned())
            throw BadField{path, "a number that is not negative"};
        value = from.get<std::uint64_t>();
    }
    static void read(const json& from, const std::string& path, milliseconds& value) {
        if (!from.is_number_integer())
            throw BadField{path, "a number of milliseconds"};
        value = milliseconds{from.get<std::int64_t>()};
    }
    static void read(const json& from, const std::string& path, WallTime& value) {
        const auto time = from.is_string() ? parseRfc3339(from.get_ref<const std::string&>())
                                           : Result<WallTime>(fail(ErrorCode::TimeInvalid, {}));
        if (!time)
            throw BadField{path, "an RFC 3339 time"};
        value = *time;
    }
    static void read(const json& from, const std::string& path, Standing& value) {
        for (const Standing standing :
             {Standing::Evidence, Standing::Exception, Standing::NotTested, Standing::NotApplicable})
            if (from.is_string() && from.get_ref<const std::string&>() == nameOf(standing)) {
                value = standing;
                return;
            }
        throw BadField{path, "evidence, exception, not_tested or not_applicable"};
    }
    template <typename T>
    static void read(const json& from, const std::string& path, std::vector<T>& values) {
        if (!from.is_array())
            throw BadField{path, "a list"};
        values.clear();
        values.reserve(from.size());
        for (std::size_t i = 0; i < from.size(); ++i)
            read(from[i], path + "[" + std::to_string(i) + "]", values.emplace_back());
    }
    template <typename T>
    static void read(const json& from, const std::string& path, T& value);

    const json& object_;
    std::string path_;
};

/// The fields of each type: F is a Writer with const values, or a Reader.
template <typename F, typename S>
void fields(F& f, S& s)
    requires std::same_as<std::remove_const_t<S>, Scope>
{
    f.field("id", s.id);
    f.field("version", s.version);
    f.field("title", s.title);
    f.field("period_name", s.periodName);
    f.field("from", s.from);
    f.field("to", s.to);
    f.field("partial", s.partial);
    f.field("zone", s.zone);
    f.field("entity", s.entity);
    f.field("classification", s.classification);
    f.field("host", s.host);
    f.field("vault_id", s.vaultId);
    f.field("inferno_version", s.infernoVersion);
    f.field("prepared_by", s.preparedBy);
    f.field("generated", s.generated);
}

template <typename F, typename R>
void fields(F& f, R& r)
    requires std::same_as<std::remove_const_t<R>, RunRow>
{
    f.field("id", r.id);
    f.field("job", r.job);
    f.field("state", r.state);
    f.field("trigger", r.trigger);
    f.field("scheduled_for", r.scheduledFor);
    f.field("queued", r.queued);
    f.field("started", r.started);
    f.field("finished", r.finished);
    f.field("attempts", r.attempts);
    f.field("exit_code", r.exitCode);
    f.field("signal", r.signal);
    f.field("reason", r.reason);
    f.field("requested_by", r.requestedBy);
}

template <typename F, typename E>
void fields(F& f, E& e)
    requires std::same_as<std::remove_const_t<E>, EventRow>
{
    f.field("event_type", e.type);
    f.field("action", e.action);
    f.field("count", e.count);
    f.field("failures", e.failures);
    f.field("denials", e.denials);
}

template <typename F, typename P>
void fields(F& f, P& p)
    requires std::same_as<std::remove_const_t<P>, Problem>
{
    f.field("verdict", p.verdict);
    f.field("seq", p.seq);
    f.field("file", p.file);
    f.field("offset", p.offset);
    f.field("detail", p.detail);
}

template <typename F, typename A>
void fields(F& f, A& a)
    requires std::same_as<std::remove_const_t<A>, Attestation>
{
    f.field("origin", a.origin);
    f.field("verifier_key", a.verifierKey);
    f.field("key_id", a.keyId);
    f.field("checkpoint_size", a.checkpointSize);
    f.field("checkpoint_root", a.checkpointRoot);
    f.field("checkpoint", a.checkpoint);
    f.field("events", a.events);
    f.field("sealed", a.sealed);
    f.field("verdict", a.verdict);
    f.field("level", a.level);
    f.field("mode", a.mode);
    f.field("verified_at", a.verifiedAt);
    f.field("first_seq", a.firstSeq);
    f.field("next_seq", a.nextSeq);
    f.field("earlier_size", a.earlierSize);
    f.field("consistent", a.consistent);
    f.field("unanchored", a.unanchored);
    f.field("uncheckpointed", a.uncheckpointed);
    f.field("problems", a.problems);
}

template <typename F, typename C>
void fields(F& f, C& c)
    requires std::same_as<std::remove_const_t<C>, Check>
{
    f.field("standing", c.standing);
    f.field("subject", c.subject);
    f.field("finding", c.finding);
}

template <typename F, typename T>
void fields(F& f, T& t)
    requires std::same_as<std::remove_const_t<T>, RunTotals>
{
    f.field("runs", t.runs);
    f.field("completed", t.completed);
    f.field("failed", t.failed);
    f.field("timed_out", t.timedOut);
    f.field("cancelled", t.cancelled);
    f.field("skipped", t.skipped);
    f.field("active", t.active);
    f.field("retries", t.retries);
    f.field("busy_ms", t.busy);
}

template <typename F, typename J>
void fields(F& f, J& j)
    requires std::same_as<std::remove_const_t<J>, JobSummary>
{
    f.field("job", j.job);
    f.field("totals", j.totals);
    f.field("median_ms", j.median);
    f.field("longest_ms", j.longest);
}

template <typename F, typename D>
void fields(F& f, D& d)
    requires std::same_as<std::remove_const_t<D>, DayCount>
{
    f.field("day", d.day);
    f.field("completed", d.completed);
    f.field("failed", d.failed);
    f.field("other", d.other);
}

template <typename F, typename R>
void fields(F& f, R& r)
    requires std::same_as<std::remove_const_t<R>, Report>
{
    f.field("scope", r.scope);
    f.field("totals", r.totals);
    f.field("days", r.days);
    f.field("jobs", r.jobs);
    f.field("failures", r.failures);
    f.field("runs", r.runs);
    f.field("events", r.events);
    f.field("events_total", r.eventsTotal);
    f.field("checks", r.checks);
    f.field("attestation", r.attestation);
    f.field("limits", r.limits);
}

template <typename T>
void Writer::field(const char* name, const T& value) {
    Writer inner;
    fields(inner, value);
    object[name] = std::move(inner.object);
}

template <typename T>
void Reader::read(const json& from, const std::string& path, T& value) {
    Reader inner(from, path + ".");
    fields(inner, value);
}

} // namespace

nlohmann::json toJson(const Report& report) {
    Writer writer;
    fields(writer, report);
    writer.object["format"] = kFormat;
    return std::move(writer.object);
}

Result<Report> reportFromJson(const nlohmann::json& document) {
    if (!document.is_object() || !document.contains("format") || document["format"] != kFormat)
        return fail(ErrorCode::InputInvalid, std::string("the document is no report of format ") + kFormat);
    try {
        Reader reader(document, "");
        Report report;
        fields(reader, report);
        return report;
    } catch (const BadField& bad) {
        return fail(ErrorCode::InputInvalid, "the report's field " + bad.path + " is not " + bad.expected);
    }
}

} // namespace inferno::report
