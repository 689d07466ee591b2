// SPDX-License-Identifier: GPL-3.0-or-later
// RFC 4180, and the disarming of formulas that OWASP advises ("CSV Injection").
#include <array>

#include "core/vault/export/export_format.h"
#include "core/vault/json_text.h"

namespace inferno::vault {
namespace {

/// True where a spreadsheet may take the text for a formula, or would not show its first character. The apostrophe is
/// among them so that taking one away gives back every text.
bool needsDisarming(std::string_view text) {
    if (text.empty())
        return false;
    constexpr std::string_view kFirst = "=+-@\t\r\n'";
    if (kFirst.find(text.front()) != kFirst.npos)
        return true;
    for (const std::string_view wide : {"\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"}) // the same at full width
        if (text.starts_with(wide))
            return true;
    return false;
}

void putCell(std::string& out, std::string_view text) {
    out += ',';
    if (text.empty())
        return;
    out += '"';
    if (needsDisarming(text))
        out += '\'';
    for (const char c : text) {
        if (c == '"')
            out += '"';
        // Only a forged record holds one: it would break the rule of one event a line.
        out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
    out += '"';
}

} // namespace

void putCsvHeader(std::string& out) {
    out += "seq,id,received,timestamp,event_type,action,user,source_ip,user_agent,session_id,trace_id,resource,result,"
           "severity,level,origin,recorded_by,details,other_fields";
}

void putCsv(std::string& out, const Record& record, const ExportSource& source) {
    const Event& event = record.event;
    out += std::to_string(record.seq);
    putCell(out, eventId(source.vault, record.seq));
    putCell(out, formatUtc(record.received));
    putCell(out, formatUtc(record.timestamp));
    for (const std::string* text : {&event.eventType, &event.action, &event.user, &event.sourceIp, &event.userAgent,
                                    &event.sessionId, &event.traceId, &event.resource, &event.result})
        putCell(out, *text);
    putCell(out, toText(record.severity));
    putCell(out, toText(record.level));
    putCell(out, toText(record.recordedBy.origin));
    putCell(out, recorderText(record.recordedBy));
    putCell(out, event.details);
    putCell(out, event.unknown);
}

} // namespace inferno::vault
