// SPDX-License-Identifier: GPL-3.0-or-later
// Common Event Format, version 0: CEF:0|vendor|product|version|class|name|severity|key=value key=value …
#include "core/vault/export/export_format.h"
#include "core/vault/export/export_text.h"
#include "core/vault/json_text.h"

namespace inferno::vault {
namespace {

/// 0 to 3 is low, 4 to 6 medium, 7 and 8 high, 9 and 10 very high.
int severityOf(Severity severity) {
    switch (severity) {
    case Severity::Low: return 3;
    case Severity::Medium: return 6;
    case Severity::High: return 8;
    case Severity::Critical: return 10;
    }
    return 0;
}

/// A header has no escape for the end of a line: what only a forged record holds becomes a blank.
void putHeader(std::string& out, std::string_view text) {
    out += '|';
    for (const char c : text) {
        if (c == '|' || c == '\\')
            out += '\\';
        out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
}

void putKey(std::string& out, std::string_view key, std::string_view text) {
    if (text.empty())
        return;
    out += ' ';
    out += key;
    out += '=';
    for (const char c : text) {
        if (c == '\n' || c == '\r') {
            out += c == '\n' ? "\\n" : "\\r";
            continue;
        }
        if (c == '=' || c == '\\')
            out += '\\';
        out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
}

/// A field that CEF has no name for: one of its custom texts, with the label that says what it is.
void putLabelled(std::string& out, std::string_view key, std::string_view label, std::string_view text) {
    if (text.empty())
        return;
    putKey(out, key, text);
    putKey(out, std::string(key) + "Label", label);
}

void putSource(std::string& out, const std::string& source) {
    switch (sourceKindOf(source)) {
    case SourceKind::IpV4: putKey(out, "src", source); break;
    case SourceKind::IpV6: putLabelled(out, "c6a2", "Source IPv6 Address", source); break;
    case SourceKind::Name: putKey(out, "shost", source); break;
    }
}

} // namespace

void putCef(std::string& out, const Record& record, const ExportSource& source) {
    const Event& event = record.event;
    out += "CEF:0|Inferno|Inferno";
    putHeader(out, source.version);
    putHeader(out, event.action);
    putHeader(out, event.eventType + " " + event.action);
    putHeader(out, std::to_string(severityOf(record.severity)));
    out += "|rt=" + std::to_string(unixMilliseconds(record.received)); // each other key has a blank in front
    putKey(out, "start", std::to_string(unixMilliseconds(record.timestamp)));
    putKey(out, "externalId", eventId(source.vault, record.seq));
    putKey(out, "deviceExternalId", inferno::toText(source.vault));
    putKey(out, "cat", event.eventType);
    putKey(out, "act", event.action);
    putKey(out, "outcome", event.result);
    putKey(out, "suser", event.user);
    putSource(out, event.sourceIp);
    putKey(out, "requestClientApplication", event.userAgent);
    putLabelled(out, "cn1", "seq", std::to_string(record.seq));
    putLabelled(out, "cs1", "resource", event.resource);
    putLabelled(out, "cs2", "session_id", event.sessionId);
    putLabelled(out, "cs3", "trace_id", event.traceId);
    putLabelled(out, "cs4", "recorded_by", recorderText(record.recordedBy));
    putLabelled(out, "cs5", "details", event.details);
    putLabelled(out, "cs6", "other_fields", event.unknown);
    putKey(out, "infernoOrigin", toText(record.recordedBy.origin));
    putKey(out, "infernoLevel", toText(record.level));
}

} // namespace inferno::vault
