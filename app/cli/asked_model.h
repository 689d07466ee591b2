// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "app/cli/context.h"
#include "core/base/vfs.h"
#include "services/inference/own_engine.h"

namespace inferno::cli {

/// Which model a command means, and how a file is opened.
struct ModelChoice {
    std::string model;
    std::string version;
    std::string handler; ///< of a file; "": the archive's, or tensor
    int batchSize = 1;   ///< of a file
    int workers = 0;     ///< of a file; 0: half the cores
};

/// A model that a command asks: one that is registered, through its service; else a file, an archive or a folder, in an
/// engine of the command's own. Safe from several threads.
class AskedModel {
public:
    virtual ~AskedModel() = default;
    virtual Result<std::string> predict(const std::string& body, const std::string& contentType) = 0;
    /// After engine.unavailable: another engine comes, so that asking again is of use.
    virtual bool comesBack() const = 0;

    /// What is registered; nullptr for a file.
    virtual const client::Model* registered() const { return nullptr; }
    /// The engine of a file; nullptr for what is registered.
    virtual serving::OwnEngine* engine() { return nullptr; }
    virtual const serving::OpenedModel* opened() const { return nullptr; }
};

/// A registered model is looked for where a service runs or keeps one of that name (it is started then); what holds a
/// slash is a path. Errors: model.unknown; those of OpenedModel and OwnEngine; service.unreachable. Borrows `vfs`.
Result<std::unique_ptr<AskedModel>> askedModel(Context& context, Vfs& vfs, const ModelChoice& choice);

/// How this program opens models: with the programs that lie beside it, until Ctrl+C.
serving::OpenOptions openOptions(int workers = 0);

} // namespace inferno::cli
