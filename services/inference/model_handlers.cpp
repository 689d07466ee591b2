// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/inference/model_handlers.h"

#include <algorithm>
#include <array>

namespace inferno::serving {
namespace {

struct Handler {
    std::string_view name;
    bool needsModel;
};
/// What inferno-engine has.
constexpr std::array kHandlers = {
    Handler{"echo", false}, Handler{"graph_fraud", true}, Handler{"image_classifier", true},
    Handler{"noop", false}, Handler{"tensor", true},      Handler{"text_classifier", true}};

std::string listed() {
    std::string text;
    for (const std::string& name : handlerNames())
        text += (text.empty() ? "" : ", ") + name;
    return text;
}

} // namespace

std::vector<std::string> handlerNames() {
    std::vector<std::string> names;
    for (const Handler& handler : kHandlers)
        names.emplace_back(handler.name);
    return names;
}

Result<std::string> handlerFor(const std::string& asked, const HandlerMap& mapping) {
    const std::string module = asked.substr(0, asked.find(':')); // "handler.py:handle", "handler": of handler.py
    auto mapped = mapping.end();
    for (const std::string& name : {asked, module, module + ".py"})
        if (mapped == mapping.end())
            mapped = mapping.find(name);
    const std::string& name = mapped == mapping.end() ? asked : mapped->second;
    if (std::ranges::find(kHandlers, name, &Handler::name) != kHandlers.end())
        return name;
    return fail(
        ErrorCode::ModelInvalid,
        "the model asks for the handler '" + asked + "'" +
            (mapped == mapping.end() ? "" : ", which is mapped to '" + name + "'") + "; there are: " + listed(),
        "name one of these as the handler when you register the model, or map it in [inference.handlers]; Python in "
        "archives is not run");
}

bool needsModel(std::string_view handler) {
    const auto known = std::ranges::find(kHandlers, handler, &Handler::name);
    return known == kHandlers.end() || known->needsModel;
}

} // namespace inferno::serving
