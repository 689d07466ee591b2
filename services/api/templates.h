// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <mutex>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "core/base/error.h"
#include "core/base/vfs.h"
#include "core/jobs/job.h"
#include "core/templates/template.h"

namespace inferno::api {

/// The templates that jobs can be made of: those that ship with Inferno, and the users' own in `<data>/templates`
/// (`*.yaml`). Read anew at each call, so that a file that is put there or taken away counts at once. Safe from any
/// thread.
class Templates {
public:
    struct Known {
        templates::Template source;
        bool shipped = false;
        std::filesystem::path file;
    };
    struct List {
        std::vector<Known> items;          ///< by name
        std::vector<std::string> problems; ///< files that are no templates, and why
    };

    /// `shipped` may be absent.
    Templates(std::filesystem::path shipped, std::filesystem::path own, Vfs& vfs)
        : shipped_(std::move(shipped)), own_(std::move(own)), vfs_(vfs) {}

    Result<List> list() const;
    /// Error: template.unknown.
    Result<Known> find(const std::string& name) const;

    struct Added {
        Known known;
        bool changed = false; ///< it was not there, or with another content
    };
    /// Writes `<data>/templates/NAME.yaml`, durably. `file` is for messages. Errors: template.invalid; template.exists
    /// for a name that ships with Inferno, and, without `replace`, for another content.
    Result<Added> add(const std::string& text, const std::string& file, bool replace);

    /// What a client sent for a new job, with its `template` and `params` become what the job parser reads. Errors:
    /// job.invalid, template.unknown.
    Result<nlohmann::json> resolved(nlohmann::json document) const;
    /// The same for changes of `stored`: new `params` for its template, another template, or a command that takes the
    /// template's place.
    Result<nlohmann::json> resolvedChanges(nlohmann::json changes, const jobs::JobDefinition& stored) const;

private:
    Result<void> readFolder(const std::filesystem::path& folder, bool shipped, List& list) const;
    Result<nlohmann::json> expand(const std::string& name, nlohmann::json document) const;

    std::filesystem::path shipped_;
    std::filesystem::path own_;
    Vfs& vfs_;
    std::mutex adding_;
};

} // namespace inferno::api
