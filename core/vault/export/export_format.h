// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/error.h"
#include "core/base/ids.h"
#include "core/vault/record.h"

/// The formats in which events leave the vault (docs/formats/export.md). Each event is one line, whatever its texts
/// hold; a whole export is one document. Pure; safe from any thread. Cost: about two microseconds for an event.

namespace inferno::vault {

enum class ExportFormat : std::uint8_t {
    Json,   ///< one array, an event a line
    Ndjson, ///< an object a line, as the API shows it
    Csv,    ///< RFC 4180, with a header; what a spreadsheet would take for a formula is disarmed
    Cef,    ///< ArcSight's Common Event Format, version 0
    Ocsf    ///< Open Cybersecurity Schema Framework, an object a line
};

constexpr std::string_view kExportFormats = "json, ndjson, csv, cef or ocsf";

/// Error: input.invalid.
Result<ExportFormat> parseExportFormat(std::string_view text);
std::string_view toText(ExportFormat format);
std::string_view mediaTypeOf(ExportFormat format);
/// How many lines of a whole export are no events.
std::uint64_t linesBesideEvents(ExportFormat format);

/// What is the same for all events of an export.
struct ExportSource {
    Uuid vault{};
    std::string version; ///< of the program that writes it
};

/// Writes one export: begin, add …, end, each appending to `out`. A value.
class ExportWriter {
public:
    ExportWriter(ExportFormat format, ExportSource source) : format_(format), source_(std::move(source)) {}

    void begin(std::string& out) const;
    void add(std::string& out, const Record& record);
    void end(std::string& out) const;
    std::uint64_t events() const { return events_; }

private:
    ExportFormat format_;
    ExportSource source_;
    std::uint64_t events_ = 0;
};

// Each in a file of its own: one event, without the end of its line.
void putCsvHeader(std::string& out);
void putCsv(std::string& out, const Record& record, const ExportSource& source);
void putCef(std::string& out, const Record& record, const ExportSource& source);
void putOcsf(std::string& out, const Record& record, const ExportSource& source);

} // namespace inferno::vault
