// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/api/run_output.h"

#include <algorithm>
#include <utility>

#include "core/jobs/job.h"
#include "services/executors/executor.h"
#include "services/executors/run_log.h"

namespace inferno::api {
namespace {

constexpr std::size_t kPlaces = 512;
constexpr std::size_t kChunk = 256U << 10;

} // namespace

RunOutput::Place RunOutput::placeFor(const std::string& run, std::uint64_t offset, Show show) {
    const std::lock_guard lock(mutex_);
    Place best{run, 0, 1, 0, show};
    for (const Place& place : places_)
        if (place.run == run && place.show == show && place.offset <= offset && place.offset >= best.offset)
            best = place;
    return best;
}

void RunOutput::remember(const Place& place) {
    const std::lock_guard lock(mutex_);
    places_.push_front(place);
    if (places_.size() > kPlaces)
        places_.pop_back();
}

/// What is shown of whole lines of a log that follow on `place`.
std::string RunOutput::textOf(std::string_view lines, Place& place) {
    if (place.show == Show{})
        return executors::outputOf(lines);
    std::string text;
    while (!lines.empty()) {
        const std::size_t end = std::min(lines.find('\n'), lines.size());
        const auto line = executors::parseLogLine(lines.substr(0, end));
        lines.remove_prefix(std::min(end + 1, lines.size()));
        if (!line || (line->fromRunner && !place.show.notes))
            continue;
        if (line->fromRunner && std::exchange(place.midLine, false))
            text += '\n';
        if (place.show.times && !place.midLine)
            text += formatUtc(line->time) + ' ';
        text += line->fromRunner ? "[inferno] " : "";
        text += line->text;
        place.midLine = !line->fromRunner && !line->complete;
        if (!place.midLine)
            text += '\n';
    }
    return text;
}

Result<RunOutput::Piece> RunOutput::read(const jobs::Run& run, std::uint64_t offset, std::size_t limit, Show show) {
    Place place = placeFor(run.id, offset, show);
    Piece piece{{}, offset, false};
    while (piece.text.size() < limit) {
        if (place.launch > run.launch) {
            piece.atEnd = true;
            break;
        }
        const executors::LaunchId id{run.id, static_cast<std::uint32_t>(place.launch)};
        INFERNO_TRY(const executors::OutputChunk chunk, executor_.readOutput(id, place.logOffset, kChunk));
        const std::string text = textOf(chunk.lines, place);
        const std::uint64_t end = place.offset + text.size();
        if (end > offset) {
            const std::uint64_t from = std::max(offset, place.offset) - place.offset;
            piece.text += text.substr(from);
        }
        place.offset = end;
        place.logOffset = chunk.nextOffset;
        if (!chunk.lines.empty())
            continue;
        if (place.launch >= run.launch) { // the newest launch may write on
            piece.atEnd = true;
            break;
        }
        ++place.launch;
        place.logOffset = 0;
    }
    piece.nextOffset = offset + piece.text.size();
    if (place.offset == piece.nextOffset)
        remember(place);
    return piece;
}

} // namespace inferno::api
