// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/vault/crypto.h"
#include "core/vault/event.h"

/// The listed fields of `[audit.privacy]`: taken out of an event, sealed into one field under the subject's key, and
/// put back for showing. In their place stays a pseudonym, so that equal values of one subject stay equal and can be
/// found. Format: docs/formats/subjects.md. Safe from any thread; about 5 µs an event.

namespace inferno::vault {

/// Begins what stands for a name or a value in a record. U+001A (substitute): no text that comes through the door can
/// hold it, since controls are escaped there.
constexpr char kStandIn = '\x1A';
/// What is shown for what was erased.
constexpr std::string_view kErased = "erased";

struct PrivacyOptions {
    bool on = false;                 ///< of new events; old ones stay as they are
    std::vector<std::string> fields; ///< that are sealed besides the name
};

/// A field by its name in `fields`: a text field of an event, "recorded_by.peer", "details.NAME" (and deeper, through
/// objects), or an unknown field's name. Error: config.invalid for one that cannot be private.
class PrivateFields {
public:
    static Result<PrivateFields> of(const std::vector<std::string>& names);

    bool empty() const { return names_.empty(); }
    bool contains(std::string_view name) const;

    /// Seals what is there of them into `event.sealed`. REQUIRES a validated event.
    Result<void> seal(Event& event, Provenance& by, const SecretKey& subjectKey, ByteView aad) const;
    /// The stand-in of a text value of a field.
    static std::string standIn(const SecretKey& subjectKey, std::string_view field, std::string_view value);

private:
    std::vector<std::string> names_;
};

/// Puts what `event.sealed` holds back in its place. Error: crypto.failed if it does not open.
Result<void> unsealFields(Event& event, Provenance& by, const SecretKey& subjectKey, ByteView aad);
/// Writes kErased wherever a stand-in of a field is.
void markErased(Event& event, Provenance& by);

} // namespace inferno::vault
