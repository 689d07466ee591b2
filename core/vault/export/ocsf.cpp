// SPDX-License-Identifier: GPL-3.0-or-later
// Open Cybersecurity Schema Framework 1.3.0. An event gets the class whose required attributes it has; all others are
// base events. What the class has no attribute for is in `unmapped`, under the names of docs/api.md.
#include <array>

#include "core/vault/export/export_format.h"
#include "core/vault/export/export_text.h"
#include "core/vault/json_text.h"

namespace inferno::vault {
namespace {

struct Activity {
    int id;
    std::string_view name;
};
struct Class {
    int uid;
    int categoryUid;
    std::string_view name;
    std::string_view category;
};

constexpr Class kBase{0, 0, "Base Event", "Uncategorized"};
constexpr Class kAuthentication{3002, 3, "Authentication", "Identity & Access Management"};
constexpr Class kApiActivity{6003, 6, "API Activity", "Application Activity"};
constexpr int kOther = 99;

/// 3002 asks for a user, 6003 for an actor and where it came from.
const Class& classOf(const Event& event) {
    if (event.eventType == "authentication" && !event.user.empty())
        return kAuthentication;
    if (event.eventType != "authentication" && event.eventType != "security" && event.eventType != "system" &&
        !event.user.empty() && !event.sourceIp.empty())
        return kApiActivity;
    return kBase;
}

/// By the verb that the action begins or ends with; what is not known is Other, with its own name.
Activity activityOf(const Class& cls, std::string_view action) {
    struct Row {
        int classUid;
        std::string_view word;
        Activity activity;
    };
    static constexpr std::array<Row, 21> kRows = {{
        {3002, "login", {1, "Logon"}},    {3002, "logon", {1, "Logon"}},    {3002, "signin", {1, "Logon"}},
        {3002, "logout", {2, "Logoff"}},  {3002, "logoff", {2, "Logoff"}},  {6003, "create", {1, "Create"}},
        {6003, "created", {1, "Create"}}, {6003, "add", {1, "Create"}},     {6003, "read", {2, "Read"}},
        {6003, "search", {2, "Read"}},    {6003, "export", {2, "Read"}},    {6003, "verify", {2, "Read"}},
        {6003, "request", {2, "Read"}},   {6003, "update", {3, "Update"}},  {6003, "updated", {3, "Update"}},
        {6003, "change", {3, "Update"}},  {6003, "enabled", {3, "Update"}}, {6003, "disabled", {3, "Update"}},
        {6003, "delete", {4, "Delete"}},  {6003, "deleted", {4, "Delete"}}, {6003, "erased", {4, "Delete"}},
    }};
    for (const Row& row : kRows) {
        if (row.classUid != cls.uid)
            continue;
        const bool first =
            action.starts_with(row.word) && (action.size() == row.word.size() || action[row.word.size()] == '_');
        const bool last = action.ends_with(row.word) && action.size() > row.word.size() &&
                          action[action.size() - row.word.size() - 1] == '_';
        if (first || last)
            return row.activity;
    }
    return {kOther, action};
}

struct Scale {
    int id;
    std::string_view name;
};

Scale severityOf(Severity severity) {
    switch (severity) {
    case Severity::Low: return {2, "Low"};
    case Severity::Medium: return {3, "Medium"};
    case Severity::High: return {4, "High"};
    case Severity::Critical: return {5, "Critical"};
    }
    return {0, "Unknown"};
}

Scale statusOf(std::string_view result) {
    if (result == "success")
        return {1, "Success"};
    return result.empty() ? Scale{0, "Unknown"} : Scale{2, "Failure"};
}

void putNumber(std::string& out, std::string_view name, std::int64_t value) {
    if (out.back() != '{')
        out += ',';
    putJsonText(out, name);
    out += ':';
    out += std::to_string(value);
}
void putObject(std::string& out, std::string_view name) {
    if (out.back() != '{')
        out += ',';
    putJsonText(out, name);
    out += ":{";
}
void putText(std::string& out, std::string_view name, std::string_view text) {
    if (!text.empty())
        putMember(out, name, text);
}
void putRaw(std::string& out, std::string_view name, std::string_view json) {
    if (json.empty())
        return;
    if (out.back() != '{')
        out += ',';
    putJsonText(out, name);
    out += ':';
    out += json;
}

void putMetadata(std::string& out, const Record& record, const ExportSource& source) {
    putObject(out, "metadata");
    putMember(out, "version", "1.3.0");
    putMember(out, "uid", eventId(source.vault, record.seq));
    putNumber(out, "sequence", static_cast<std::int64_t>(record.seq));
    putNumber(out, "logged_time", unixMilliseconds(record.received));
    putMember(out, "log_name", "audit");
    putText(out, "event_code", record.event.action);
    putText(out, "correlation_uid", record.event.traceId);
    putObject(out, "product");
    putMember(out, "name", "Inferno");
    putMember(out, "vendor_name", "Inferno");
    putText(out, "version", source.version);
    out += "}}";
}

void putUser(std::string& out, const Event& event) {
    putObject(out, "user");
    putMember(out, "name", event.user);
    out += '}';
}
void putSession(std::string& out, const Event& event) {
    if (event.sessionId.empty())
        return;
    putObject(out, "session");
    putMember(out, "uid", event.sessionId);
    out += '}';
}
void putEndpoint(std::string& out, const Event& event) {
    if (event.sourceIp.empty())
        return;
    putObject(out, "src_endpoint");
    putMember(out, sourceKindOf(event.sourceIp) == SourceKind::Name ? "name" : "ip", event.sourceIp);
    out += '}';
}
void putHttp(std::string& out, const Event& event) {
    if (event.userAgent.empty())
        return;
    putObject(out, "http_request");
    putMember(out, "user_agent", event.userAgent);
    out += '}';
}

void putAuthentication(std::string& out, const Event& event) {
    putUser(out, event);
    putSession(out, event);
    putEndpoint(out, event);
    putHttp(out, event);
    putObject(out, "service");
    putMember(out, "name", event.resource.empty() ? "Inferno" : std::string_view(event.resource));
    out += '}';
}

void putApiActivity(std::string& out, const Event& event) {
    putObject(out, "actor");
    putUser(out, event);
    putSession(out, event);
    out += '}';
    putObject(out, "api");
    putMember(out, "operation", event.action);
    putObject(out, "service");
    putMember(out, "name", "Inferno");
    out += "}}";
    putEndpoint(out, event);
    putHttp(out, event);
    if (!event.resource.empty()) {
        out += ",\"resources\":[{";
        putMember(out, "name", event.resource);
        out += "}]";
    }
}

void putUnmapped(std::string& out, const Record& record, const Class& cls) {
    const Event& event = record.event;
    putObject(out, "unmapped");
    putMember(out, "event_type", event.eventType);
    if (cls.uid == kBase.uid) {
        putText(out, "user", event.user);
        putText(out, "source_ip", event.sourceIp);
        putText(out, "user_agent", event.userAgent);
        putText(out, "session_id", event.sessionId);
        putText(out, "resource", event.resource);
    }
    putMember(out, "level", toText(record.level));
    putMember(out, "origin", toText(record.recordedBy.origin));
    putMember(out, "recorded_by", recorderText(record.recordedBy));
    putRaw(out, "details", event.details);
    putRaw(out, "other_fields", event.unknown);
    out += '}';
}

} // namespace

void putOcsf(std::string& out, const Record& record, const ExportSource& source) {
    const Event& event = record.event;
    const Class& cls = classOf(event);
    const Activity activity = activityOf(cls, event.action);
    const Scale severity = severityOf(record.severity);
    const Scale status = statusOf(event.result);
    out += '{';
    putNumber(out, "category_uid", cls.categoryUid);
    putMember(out, "category_name", cls.category);
    putNumber(out, "class_uid", cls.uid);
    putMember(out, "class_name", cls.name);
    putNumber(out, "activity_id", activity.id);
    putMember(out, "activity_name", activity.name);
    putNumber(out, "type_uid", static_cast<std::int64_t>(cls.uid) * 100 + activity.id);
    putNumber(out, "time", unixMilliseconds(record.timestamp));
    putNumber(out, "severity_id", severity.id);
    putMember(out, "severity", severity.name);
    putNumber(out, "status_id", status.id);
    putMember(out, "status", status.name);
    if (event.result == "denied")
        putMember(out, "status_detail", "denied");
    putMetadata(out, record, source);
    if (cls.uid == kAuthentication.uid)
        putAuthentication(out, event);
    if (cls.uid == kApiActivity.uid)
        putApiActivity(out, event);
    putUnmapped(out, record, cls);
    out += '}';
}

} // namespace inferno::vault
