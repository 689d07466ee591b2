// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"

namespace inferno::serving {

/// Names of handlers as archives and callers give them ("handler.py", "handler.py:handle") and ours that serve them.
using HandlerMap = std::map<std::string, std::string>;

/// Those of ours, sorted.
std::vector<std::string> handlerNames();

/// The handler of ours that serves a model for which this one was asked: the one it is mapped to, else the one of the
/// same name. Python is never run. Error: model.invalid, which lists what there is.
Result<std::string> handlerFor(const std::string& asked, const HandlerMap& mapping);

/// Whether a handler of ours computes with a model. Those that do not are asked without one.
bool needsModel(std::string_view handler);

} // namespace inferno::serving
