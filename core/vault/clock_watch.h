// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/vault/record.h"

namespace inferno::vault {

/// Follows the clocks in consecutive records and notes where one went back: `received` by more than a second (somebody
/// set the clock back, or it was corrected), or the machine's own count within one boot (which never goes back by
/// itself). Notes, not findings: an honest machine's clock may be wrong. Value; two that follow each other are joined
/// by `join`.
class ClockWatch {
public:
    struct Note {
        std::uint64_t seq = 0;
        std::string what;
    };
    /// More are not kept: a clock that jumps all the time says nothing more.
    static constexpr std::size_t kMaxNotes = 20;

    void take(const RecordHead& head) {
        if (last_)
            compare(*last_, head);
        if (!first_)
            first_ = Point{head.receivedNs, head.monoNs, head.bootId};
        last_ = Point{head.receivedNs, head.monoNs, head.bootId};
    }
    /// What came behind this.
    void join(const ClockWatch& later) {
        if (!later.first_)
            return;
        if (last_) {
            RecordHead head;
            head.seq = later.firstSeq_;
            head.receivedNs = later.first_->receivedNs;
            head.monoNs = later.first_->monoNs;
            head.bootId = later.first_->bootId;
            compare(*last_, head);
        } else {
            first_ = later.first_;
        }
        last_ = later.last_;
        for (const Note& note : later.notes_)
            add(note);
    }
    void startAt(std::uint64_t seq) { firstSeq_ = seq; }
    const std::vector<Note>& notes() const { return notes_; }

private:
    struct Point {
        std::int64_t receivedNs = 0;
        std::uint64_t monoNs = 0;
        Uuid bootId{};
    };
    void compare(const Point& before, const RecordHead& head) {
        constexpr std::int64_t kSecondNs = 1'000'000'000;
        if (head.receivedNs < before.receivedNs - kSecondNs)
            add({head.seq,
                 "the clock went back by " + std::to_string((before.receivedNs - head.receivedNs) / kSecondNs) + " s"});
        if (head.monoNs < before.monoNs && head.bootId == before.bootId)
            add({head.seq, "the machine's count of time went back within one boot"});
    }
    void add(Note note) {
        if (notes_.size() < kMaxNotes)
            notes_.push_back(std::move(note));
    }

    std::uint64_t firstSeq_ = 0;
    std::optional<Point> first_;
    std::optional<Point> last_;
    std::vector<Note> notes_;
};

} // namespace inferno::vault
