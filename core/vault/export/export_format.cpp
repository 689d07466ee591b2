// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/export/export_format.h"

#include <algorithm>
#include <array>

#include "core/vault/event.h"

namespace inferno::vault {
namespace {

struct FormatRow {
    ExportFormat format;
    std::string_view name;
    std::string_view mediaType;
    std::uint64_t linesBesideEvents;
};

constexpr std::array<FormatRow, 5> kFormats = {{
    {ExportFormat::Json, "json", "application/json", 2},
    {ExportFormat::Ndjson, "ndjson", "application/x-ndjson", 0},
    {ExportFormat::Csv, "csv", "text/csv; charset=utf-8; header=present", 1},
    {ExportFormat::Cef, "cef", "text/plain; charset=utf-8", 0},
    {ExportFormat::Ocsf, "ocsf", "application/x-ndjson", 0},
}};

const FormatRow& rowOf(ExportFormat format) {
    return kFormats[static_cast<std::size_t>(format)];
}

} // namespace

Result<ExportFormat> parseExportFormat(std::string_view text) {
    const auto row = std::ranges::find(kFormats, text, &FormatRow::name);
    if (row == kFormats.end())
        return fail(ErrorCode::InputInvalid, "'" + sanitized(text) + "' is not a format of exports",
                    "use " + std::string(kExportFormats));
    return row->format;
}

std::string_view toText(ExportFormat format) {
    return rowOf(format).name;
}

std::string_view mediaTypeOf(ExportFormat format) {
    return rowOf(format).mediaType;
}

std::uint64_t linesBesideEvents(ExportFormat format) {
    return rowOf(format).linesBesideEvents;
}

void ExportWriter::begin(std::string& out) const {
    if (format_ == ExportFormat::Json)
        out += "[\n";
    if (format_ == ExportFormat::Csv) {
        putCsvHeader(out);
        out += "\r\n";
    }
}

void ExportWriter::add(std::string& out, const Record& record) {
    switch (format_) {
    case ExportFormat::Json:
        if (events_ > 0)
            out += ",\n";
        out += toJson(record, source_.vault);
        break;
    case ExportFormat::Ndjson:
        out += toJson(record, source_.vault);
        out += '\n';
        break;
    case ExportFormat::Csv:
        putCsv(out, record, source_);
        out += "\r\n";
        break;
    case ExportFormat::Cef:
        putCef(out, record, source_);
        out += '\n';
        break;
    case ExportFormat::Ocsf:
        putOcsf(out, record, source_);
        out += '\n';
        break;
    }
    ++events_;
}

void ExportWriter::end(std::string& out) const {
    if (format_ == ExportFormat::Json)
        out += events_ > 0 ? "\n]\n" : "]\n";
}

} // namespace inferno::vault
