// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/templates/yaml_end.h"

#include <sstream>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

namespace inferno::templates {
namespace {

/// Counts documents, and keeps nothing of them.
class Counter final : public YAML::EventHandler {
public:
    void OnDocumentStart(const YAML::Mark&) override {}
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark&, YAML::anchor_t) override {}
    void OnAlias(const YAML::Mark&, YAML::anchor_t) override {}
    void OnScalar(const YAML::Mark&, const std::string&, YAML::anchor_t, const std::string&) override {}
    void OnSequenceStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {}
    void OnSequenceEnd() override {}
    void OnMapStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {}
    void OnMapEnd() override {}
};

} // namespace

bool hasEnd(const std::string& text) {
    std::size_t most = text.starts_with("---") ? 2 : 1;
    for (std::size_t at = text.find("\n---"); at != text.npos; at = text.find("\n---", at + 1))
        ++most;
    std::istringstream stream(text);
    YAML::Parser parser(stream);
    Counter counter;
    for (std::size_t count = 0; parser.HandleNextDocument(counter); ++count)
        if (count >= most)
            return false;
    return true;
}

} // namespace inferno::templates
