// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/client/types.h"

#include <nlohmann/json.hpp>

namespace inferno::client {
namespace {

using nlohmann::json;

/// Reads a field if it is there and not null; a field of another type keeps the default.
template <typename T>
void read(const json& object, const char* name, T& value) {
    const auto field = object.find(name);
    if (field == object.end() || field->is_null())
        return;
    try {
        field->get_to(value);
    } catch (const json::exception&) {
        value = T{};
    }
}

template <typename T>
void read(const json& object, const char* name, std::optional<T>& value) {
    const auto field = object.find(name);
    if (field == object.end() || field->is_null())
        value.reset();
    else
        read(object, name, value.emplace());
}

template <typename T>
json orNull(const std::optional<T>& value) {
    return value ? json(*value) : json(nullptr);
}

json orNull(const std::string& value) {
    return value.empty() ? json(nullptr) : json(value);
}

/// A JSON text inside a string becomes JSON; what cannot be read stays text.
json embedded(const std::string& text) {
    json parsed = json::parse(text, nullptr, false);
    return parsed.is_discarded() ? json(text) : parsed;
}

} // namespace

// One line a field and direction: W writes, R reads.
#define W(field) json[#field] = value.field
#define R(field) read(json, #field, value.field)

void to_json(json& json, const RunBar& value) {
    W(id), W(status), W(started), W(duration);
}
void from_json(const json& json, RunBar& value) {
    R(id), R(status), R(started), R(duration);
}

void to_json(json& json, const Run& value) {
    W(id), W(job_id), W(job), W(status), W(trigger), W(attempt), W(attempts_max), W(queued), W(reason), W(duration);
    W(cause), W(waiting), W(limits), W(estimated), W(missed), W(dropped_bytes);
    json["waiting_since"] = orNull(value.waiting_since);
    json["missed_since"] = orNull(value.missed_since);
    json["scheduled_for"] = orNull(value.scheduled_for);
    json["started"] = orNull(value.started);
    json["finished"] = orNull(value.finished);
    json["exit_code"] = orNull(value.exit_code);
    json["signal"] = orNull(value.signal);
    json["retry_of"] = orNull(value.retry_of);
    json["next_attempt"] = orNull(value.next_attempt);
    json["progress"] = orNull(value.progress);
    if (!value.outputs.empty())
        json["outputs"] = embedded(value.outputs);
}
void from_json(const json& json, Run& value) {
    R(id), R(job_id), R(job), R(status), R(trigger), R(attempt), R(attempts_max), R(queued), R(reason), R(duration);
    R(scheduled_for), R(started), R(finished), R(exit_code), R(signal), R(retry_of), R(next_attempt), R(progress);
    R(cause), R(waiting), R(limits), R(estimated), R(missed), R(dropped_bytes), R(waiting_since), R(missed_since);
    if (json.contains("outputs"))
        value.outputs = json["outputs"].dump();
}

void to_json(json& json, const Resources& value) {
    W(cpu_limit), W(memory_limit_gb), W(gpu_required);
}
void from_json(const json& json, Resources& value) {
    R(cpu_limit), R(memory_limit_gb), R(gpu_required);
}

void to_json(json& json, const JobDefinition& value) {
    W(name), W(command), W(schedules), W(timezone), W(enabled), W(depends_on), W(depends_mode), W(depends_join);
    W(grace), W(retry_attempts), W(retry_delay), W(retry_backoff), W(retry_max_delay), W(priority), W(misfire);
    W(overlap), W(condition), W(jitter), W(env), W(workdir), W(tags), W(cron_fields), W(cron_extensions), W(max_runs);
    W(ignore_blackouts), W(max_parallel), W(pool), W(queued_timeout), W(params), W(permissions), W(retry_on);
    W(resources);
    json["template"] = orNull(value.template_name);
    json["run_at"] = orNull(value.run_at);
    json["starts"] = orNull(value.starts);
    json["ends"] = orNull(value.ends);
    json["timeout"] = orNull(value.timeout);
    if (value.no_run)
        W(no_run);
    if (value.replace)
        W(replace);
}
void from_json(const json& json, JobDefinition& value) {
    R(name), R(command), R(schedules), R(timezone), R(enabled), R(depends_on), R(depends_mode), R(depends_join);
    R(grace), R(retry_attempts), R(retry_delay), R(retry_backoff), R(retry_max_delay), R(priority), R(misfire);
    R(overlap), R(condition), R(jitter), R(env), R(workdir), R(tags), R(run_at), R(timeout), R(no_run), R(replace);
    R(cron_fields), R(cron_extensions), R(starts), R(ends), R(max_runs), R(ignore_blackouts);
    R(max_parallel), R(pool), R(queued_timeout), R(params), R(permissions), R(retry_on), R(resources);
    read(json, "template", value.template_name);
}

void to_json(json& json, const Awaited& value) {
    W(job), W(on), W(armed);
    json["run_id"] = orNull(value.run_id);
    json["status"] = orNull(value.status);
    json["since"] = orNull(value.since);
}
void from_json(const json& json, Awaited& value) {
    R(job), R(on), R(armed), R(run_id), R(status), R(since);
}

void to_json(json& json, const Job& value) {
    json = value.definition;
    W(id), W(status), W(schedule_words), W(kind), W(created), W(updated), W(recent), W(estimated);
    json["last_status"] = orNull(value.last_status);
    json["last_run"] = orNull(value.last_run);
    json["next_run"] = orNull(value.next_run);
    json["p50"] = orNull(value.p50);
    json["p95"] = orNull(value.p95);
    json["progress"] = orNull(value.progress);
    if (!value.runs.empty())
        W(runs);
    if (!value.awaits.empty())
        W(awaits);
}
void from_json(const json& json, Job& value) {
    json.get_to(value.definition);
    R(id), R(status), R(schedule_words), R(kind), R(created), R(updated), R(recent), R(last_status), R(last_run);
    R(next_run), R(p50), R(p95), R(progress), R(runs), R(estimated), R(awaits);
}

void to_json(json& json, const Created& value) {
    W(id), W(name), W(status), W(warnings);
    json["next_run"] = orNull(value.next_run);
    json["run_id"] = orNull(value.run_id);
}
void from_json(const json& json, Created& value) {
    R(id), R(name), R(status), R(next_run), R(run_id), R(warnings);
}

void to_json(json& json, const QueueStats& value) {
    W(paused), W(pause_reason), W(held), W(jobs), W(queued), W(blocked), W(running), W(retrying), W(max_concurrent);
    W(last_24h), W(success_rate_24h), W(success_rate_before), W(runs_24h), W(runs_before), W(per_hour);
    json["paused_since"] = orNull(value.paused_since);
    json["resume_at"] = orNull(value.resume_at);
}
void from_json(const json& json, QueueStats& value) {
    R(paused), R(pause_reason), R(held), R(jobs), R(queued), R(blocked), R(running), R(retrying), R(max_concurrent);
    R(last_24h), R(success_rate_24h), R(success_rate_before), R(runs_24h), R(runs_before), R(per_hour);
    R(paused_since), R(resume_at);
}

void to_json(json& json, const GraphEdge& value) {
    W(from), W(to), W(on);
}
void from_json(const json& json, GraphEdge& value) {
    R(from), R(to), R(on);
}

void to_json(json& json, const Graph& value) {
    W(nodes), W(edges);
}
void from_json(const json& json, Graph& value) {
    R(nodes), R(edges);
}

void to_json(json& json, const CalendarEntry& value) {
    W(job), W(status), W(start), W(estimate);
    json["run_id"] = orNull(value.run_id);
    json["end"] = orNull(value.end);
    json["blackout"] = orNull(value.blackout);
}
void from_json(const json& json, CalendarEntry& value) {
    R(job), R(status), R(start), R(estimate), R(run_id), R(end), R(blackout);
}

void to_json(json& json, const Blackout& value) {
    W(name), W(schedule), W(duration), W(dates), W(timezone), W(tags), W(reason);
    json["from"] = orNull(value.from);
    json["to"] = orNull(value.to);
}
void from_json(const json& json, Blackout& value) {
    R(name), R(schedule), R(duration), R(dates), R(timezone), R(tags), R(reason), R(from), R(to);
}

void to_json(json& json, const AuditEvent& value) {
    json = value.extra.empty() ? json::object() : embedded(value.extra);
    W(seq), W(id), W(received), W(timestamp), W(event_type), W(action), W(severity), W(level), W(origin);
    W(recorded_by);
    for (const auto& [name, text] : {std::pair{"user", &value.user}, std::pair{"source_ip", &value.source_ip},
                                     std::pair{"user_agent", &value.user_agent},
                                     std::pair{"session_id", &value.session_id}, std::pair{"trace_id", &value.trace_id},
                                     std::pair{"resource", &value.resource}, std::pair{"result", &value.result}})
        if (!text->empty())
            json[name] = *text;
    if (value.subject_number != 0)
        W(subject_number);
    if (!value.details.empty())
        json["details"] = embedded(value.details);
}
void from_json(const json& json, AuditEvent& value) {
    R(seq), R(id), R(received), R(timestamp), R(event_type), R(action), R(severity), R(level), R(origin);
    R(recorded_by), R(user), R(source_ip), R(user_agent), R(session_id), R(trace_id), R(resource), R(result);
    R(subject_number);
    if (const auto details = json.find("details"); details != json.end() && !details->is_null())
        value.details = details->dump();
    static constexpr const char* kKnown[] = {"seq",      "id",        "received",       "timestamp",  "event_type",
                                             "action",   "severity",  "level",          "origin",     "recorded_by",
                                             "user",     "source_ip", "user_agent",     "session_id", "trace_id",
                                             "resource", "result",    "subject_number", "details"};
    auto extra = json;
    for (const char* name : kKnown)
        extra.erase(name);
    value.extra = extra.empty() ? "" : extra.dump();
}

void to_json(json& json, const AuditPage& value) {
    W(items), W(next_cursor), W(scanned_blocks), W(skipped_blocks), W(undecryptable_blocks), W(scanned_events),
        W(pruned_events);
}
void from_json(const json& json, AuditPage& value) {
    R(items), R(next_cursor), R(scanned_blocks), R(skipped_blocks), R(undecryptable_blocks), R(scanned_events),
        R(pruned_events);
}

void to_json(json& json, const HistogramBucket& value) {
    W(from), W(to), W(count), W(by);
}
void from_json(const json& json, HistogramBucket& value) {
    R(from), R(to), R(count), R(by);
}

void to_json(json& json, const AuditHistogram& value) {
    W(from), W(to), W(buckets), W(partial);
    W(scanned_blocks), W(skipped_blocks), W(undecryptable_blocks), W(scanned_events), W(pruned_events);
}
void from_json(const json& json, AuditHistogram& value) {
    R(from), R(to), R(buckets), R(partial);
    R(scanned_blocks), R(skipped_blocks), R(undecryptable_blocks), R(scanned_events), R(pruned_events);
}

void to_json(json& json, const FieldValue& value) {
    W(value), W(count);
}
void from_json(const json& json, FieldValue& value) {
    R(value), R(count);
}

void to_json(json& json, const AuditValues& value) {
    W(field), W(items), W(other), W(total), W(partial);
    W(scanned_blocks), W(skipped_blocks), W(undecryptable_blocks), W(scanned_events), W(pruned_events);
}
void from_json(const json& json, AuditValues& value) {
    R(field), R(items), R(other), R(total), R(partial);
    R(scanned_blocks), R(skipped_blocks), R(undecryptable_blocks), R(scanned_events), R(pruned_events);
}

void to_json(json& json, const AuditPattern& value) {
    W(event_type), W(action), W(result), W(count), W(first), W(last), W(buckets);
}
void from_json(const json& json, AuditPattern& value) {
    R(event_type), R(action), R(result), R(count), R(first), R(last), R(buckets);
}

void to_json(json& json, const AuditPatterns& value) {
    W(from), W(to), W(items), W(other), W(shapes), W(total), W(partial), W(undecryptable_blocks), W(pruned_events);
}
void from_json(const json& json, AuditPatterns& value) {
    R(from), R(to), R(items), R(other), R(shapes), R(total), R(partial), R(undecryptable_blocks), R(pruned_events);
}

void to_json(json& json, const Appended& value) {
    W(seq), W(id);
}
void from_json(const json& json, Appended& value) {
    R(seq), R(id);
}

void to_json(json& json, const SubjectErased& value) {
    W(number), W(seq);
}
void from_json(const json& json, SubjectErased& value) {
    R(number), R(seq);
}

void to_json(json& json, const AnchorStatus& value) {
    W(kind), W(place), W(size), W(error), W(rolled_back);
    json["time"] = orNull(value.time);
}
void from_json(const json& json, AnchorStatus& value) {
    R(kind), R(place), R(size), R(time), R(error), R(rolled_back);
}

void to_json(json& json, const AuditStatus& value) {
    W(state), W(vault_id), W(folder), W(events), W(durable), W(checkpointed), W(sealed), W(root), W(verifier_key);
    W(bytes), W(last_verdict), W(warnings), W(opened_by), W(key_file), W(kek_version), W(data_keys);
    W(retry_after), W(anchors), W(unanchored), W(unanchored_seconds), W(witness_key);
    W(thinned_segments), W(removed_events), W(jobs_run_as);
    json["keys_rotated"] = orNull(value.keys_rotated);
    json["keys_rotate"] = orNull(value.keys_rotate);
    json["checkpoint_time"] = orNull(value.checkpoint_time);
    json["last_event"] = orNull(value.last_event);
    json["last_verified"] = orNull(value.last_verified);
}
void from_json(const json& json, AuditStatus& value) {
    R(state), R(vault_id), R(folder), R(events), R(durable), R(checkpointed), R(sealed), R(root), R(verifier_key);
    R(bytes), R(last_verdict), R(warnings), R(checkpoint_time), R(last_event), R(last_verified);
    R(opened_by), R(key_file), R(kek_version), R(data_keys), R(keys_rotated), R(keys_rotate), R(retry_after);
    R(anchors), R(unanchored), R(unanchored_seconds), R(witness_key);
    R(thinned_segments), R(removed_events), R(jobs_run_as);
}

void to_json(json& json, const KeysRotated& value) {
    W(kek_old), W(kek_new), W(data_key_old), W(data_key_new), W(verifier_key), W(signing_key);
}
void from_json(const json& json, KeysRotated& value) {
    R(kek_old), R(kek_new), R(data_key_old), R(data_key_new), R(verifier_key), R(signing_key);
}

void to_json(json& json, const ConfigChanged& value) {
    W(key), W(old_value), W(new_value), W(effect);
}
void from_json(const json& json, ConfigChanged& value) {
    R(key), R(old_value), R(new_value), R(effect);
}

void to_json(json& json, const ConfigAnswer& value) {
    W(changed), W(warnings);
}
void from_json(const json& json, ConfigAnswer& value) {
    R(changed), R(warnings);
}

void to_json(json& json, const VerifyProblem& value) {
    W(verdict), W(file), W(detail);
    if (value.has_seq)
        W(seq);
    if (value.has_offset)
        W(offset);
}
void from_json(const json& json, VerifyProblem& value) {
    R(verdict), R(seq), R(file), R(offset), R(detail);
    value.has_seq = json.contains("seq");
    value.has_offset = json.contains("offset");
}

void to_json(json& json, const VerifyResult& value) {
    W(verdict), W(level), W(mode), W(events), W(durable), W(checkpointed), W(sealed), W(root), W(unanchored);
    W(unanchored_seconds), W(problems), W(finished), W(seconds), W(notes);
    if (!value.since.empty())
        W(since), W(skipped);
    if (!value.resumed.empty())
        W(resumed), W(resumed_events);
}
void from_json(const json& json, VerifyResult& value) {
    R(verdict), R(level), R(mode), R(events), R(durable), R(checkpointed), R(sealed), R(root), R(unanchored);
    R(unanchored_seconds), R(problems), R(finished), R(seconds), R(notes), R(since), R(skipped), R(resumed),
        R(resumed_events);
}

void to_json(json& json, const VerifyNote& value) {
    W(seq), W(detail);
}
void from_json(const json& json, VerifyNote& value) {
    R(seq), R(detail);
}

void to_json(json& json, const VerifyRequest& value) {
    W(level), W(resume);
    if (!value.since.empty())
        W(since);
}
void from_json(const json& json, VerifyRequest& value) {
    R(level), R(since), R(resume);
}

void to_json(json& json, const VerifyRun& value) {
    W(id), W(state), W(bytes_done), W(bytes_total), W(events_done);
    json["verification"] = orNull(value.verification);
    if (!value.error.empty())
        W(error);
}
void from_json(const json& json, VerifyRun& value) {
    R(id), R(state), R(bytes_done), R(bytes_total), R(events_done), R(verification), R(error);
}

void to_json(json& json, const InclusionProof& value) {
    W(seq), W(leaf_index), W(leaf_hash), W(salt), W(record), W(tree_size), W(root), W(path), W(checkpoint);
    if (!value.blob.empty())
        W(blob);
    if (value.subject_number != 0)
        W(subject_number), W(user);
}
void from_json(const json& json, InclusionProof& value) {
    R(seq), R(leaf_index), R(leaf_hash), R(salt), R(record), R(blob), R(tree_size), R(root), R(path), R(checkpoint);
    R(subject_number), R(user);
}

void to_json(json& json, const ProofBatch& value) {
    W(tree_size), W(root), W(items);
}
void from_json(const json& json, ProofBatch& value) {
    R(tree_size), R(root), R(items);
}

void to_json(json& json, const ConsistencyProof& value) {
    W(old_size), W(new_size), W(old_root), W(new_root), W(path);
}
void from_json(const json& json, ConsistencyProof& value) {
    R(old_size), R(new_size), R(old_root), R(new_root), R(path);
}

void to_json(json& json, const Model& value) {
    W(name), W(version), W(is_default), W(path), W(format), W(sha256), W(size), W(status), W(device), W(registered);
    W(requests), W(handler), W(batch_size), W(max_batch_delay), W(workers), W(problem), W(signature), W(memory);
    json["last_used"] = orNull(value.last_used);
}
void from_json(const json& json, Model& value) {
    R(name), R(version), R(is_default), R(path), R(format), R(sha256), R(size), R(status), R(device), R(registered);
    R(requests), R(last_used), R(handler), R(batch_size), R(max_batch_delay), R(workers), R(problem), R(signature);
    R(memory);
}

void to_json(json& json, const Report& value) {
    W(id), W(period), W(from), W(to), W(status), W(created), W(size), W(sha256), W(error);
}
void from_json(const json& json, Report& value) {
    R(id), R(period), R(from), R(to), R(status), R(created), R(size), R(sha256), R(error);
}

void to_json(json& json, const HostInfo& value) {
    W(name), W(cores), W(cpu_percent), W(memory_total), W(memory_used), W(disk_total), W(disk_used), W(gpus);
    W(timezone);
}
void from_json(const json& json, HostInfo& value) {
    R(name), R(cores), R(cpu_percent), R(memory_total), R(memory_used), R(disk_total), R(disk_used), R(gpus);
    R(timezone);
}

void to_json(json& json, const ServiceInfo& value) {
    W(status), W(instance), W(version), W(url), W(pid), W(data_dir), W(ports), W(started), W(degraded);
}
void from_json(const json& json, ServiceInfo& value) {
    R(status), R(instance), R(version), R(url), R(pid), R(data_dir), R(ports), R(started), R(degraded);
}

#undef W
#undef R

} // namespace inferno::client
