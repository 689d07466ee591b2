// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/templates/template.h"
#include "tests/fuzz/input.h"

/// Templates of jobs (YAML), and values for their parameters.

using namespace inferno;
using namespace inferno::templates;
using namespace inferno::fuzz;

namespace {

void readValues(const Template& read, std::string_view value) {
    nlohmann::json given = nlohmann::json::object();
    for (const Parameter& parameter : read.parameters)
        given[parameter.name] = std::string(value);
    if (const auto values = valuesOf(read, given)) {
        FUZZ_REQUIRE(values->size() == read.parameters.size());
        for (const auto& [name, text] : *values)
            FUZZ_REQUIRE(isParameterName(name) && !isReserved(name) && text.find('\0') == std::string::npos);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Input input(data, size);
    (void)input.number<std::uint8_t>();
    const std::string_view text = input.text();
    const auto read = parse(text, "t.yaml");
    if (!read) {
        FUZZ_REQUIRE(read.error().detail.starts_with("t.yaml:"));
        return 0;
    }
    markTaken();
    FUZZ_REQUIRE(read->text == text && !read->command.empty());
    for (const Parameter& parameter : read->parameters)
        FUZZ_REQUIRE(!parameter.required || !parameter.byDefault);
    const auto expansion = expanded(*read, {{"params", nlohmann::json::object()}});
    FUZZ_REQUIRE(!expansion || (*expansion)["command"] == read->command);
    for (const std::string_view value : {std::string_view("7"), std::string_view("$(x)"), text})
        readValues(*read, value);
    return 0;
}
