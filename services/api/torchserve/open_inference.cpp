// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/api/torchserve/open_inference.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

namespace inferno::api::torchserve {
namespace {

constexpr std::size_t kMostDimensions = 16;
constexpr std::string_view kOutput = "output0"; ///< where the model's own is not known

struct TypeName {
    std::string_view protocol;
    std::string_view handler;
};
constexpr std::array<TypeName, 6> kTypes{{{"FP32", "float32"},
                                          {"FP64", "float64"},
                                          {"INT64", "int64"},
                                          {"INT32", "int32"},
                                          {"UINT8", "uint8"},
                                          {"BOOL", "bool"}}};

std::string_view handlerName(std::string_view protocol) {
    for (const TypeName& type : kTypes)
        if (type.protocol == protocol)
            return type.handler;
    return {};
}

std::string_view protocolName(std::string_view handler) {
    for (const TypeName& type : kTypes)
        if (type.handler == handler)
            return type.protocol;
    return {};
}

/// Numbers, true and false in row-major order, whether they come flat or nested. False where there is anything else.
bool flatten(const Json& data, std::size_t depth, std::vector<const Json*>& out) {
    if (!data.is_array()) {
        out.push_back(&data);
        return data.is_number() || data.is_boolean() || data.is_null() || data.is_string();
    }
    if (depth > kMostDimensions)
        return false;
    for (const Json& element : data)
        if (!flatten(element, depth + 1, out))
            return false;
    return true;
}

/// How many elements a shape has; nothing where it is no list of sizes from 1 on, or the product is absurd.
std::optional<std::uint64_t> elementsOf(const Json& shape) {
    constexpr std::uint64_t kMost = 1ULL << 32;
    if (!shape.is_array() || shape.empty() || shape.size() > kMostDimensions)
        return std::nullopt;
    std::uint64_t count = 1;
    for (const Json& size : shape) {
        const std::uint64_t many = size.is_number_unsigned() ? size.get<std::uint64_t>() : 0;
        if (many == 0 || count > kMost / many)
            return std::nullopt;
        count *= many;
    }
    return count;
}

void writeNested(const std::vector<const Json*>& data, const Json& shape, std::size_t depth, std::size_t& next,
                 std::string& out) {
    if (depth == shape.size()) {
        out += data[next++]->dump();
        return;
    }
    out += '[';
    const auto size = shape[depth].get<std::uint64_t>();
    for (std::uint64_t i = 0; i < size; ++i) {
        if (i > 0)
            out += ',';
        writeNested(data, shape, depth + 1, next, out);
    }
    out += ']';
}

std::expected<std::string, Refusal> tensorBody(const Json& input) {
    const std::string datatype = input["datatype"].get<std::string>();
    const std::string_view dtype = handlerName(datatype);
    if (dtype.empty())
        return badRequest("datatype '" + datatype + "' is not one of FP32, FP64, INT64, INT32, UINT8, BOOL");
    const auto count = elementsOf(input["shape"]);
    if (!count)
        return badRequest("shape is a list of sizes, such as [1, 4]");
    std::vector<const Json*> data;
    if (!flatten(input["data"], 0, data))
        return badRequest("data is a list of numbers");
    if (data.size() != *count)
        return badRequest("data has " + std::to_string(data.size()) + " elements where the shape " +
                          input["shape"].dump() + " has " + std::to_string(*count));
    std::string body = R"({"inputs":)";
    std::size_t next = 0;
    writeNested(data, input["shape"], 0, next, body);
    return body + R"(,"dtype":")" + std::string(dtype) + "\"}";
}

/// A text goes to the handler as it is, anything else as JSON.
std::string bodyOfElement(const Json& element) {
    return element.is_string() ? element.get<std::string>()
                               : element.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::expected<Json, Refusal> parsed(std::string_view body) {
    Json document = Json::parse(body, nullptr, false);
    if (!document.is_object())
        return badRequest("the body is not a JSON object");
    return document;
}

/// What a handler answered, as JSON where it is JSON.
Json valueOf(const std::string& answer) {
    Json value = Json::parse(answer, nullptr, false);
    return value.is_discarded() ? Json(answer) : value;
}

Json described(const std::optional<ModelTensor>& known, std::string_view name, bool tensor) {
    if (known)
        return Json::array({{{"name", known->name}, {"datatype", known->datatype}, {"shape", known->shape}}});
    return Json::array({{{"name", name}, {"datatype", tensor ? "FP32" : "BYTES"}, {"shape", Json::array({-1})}}});
}

std::string nameOfOutput(const Tensors& tensors) {
    return tensors.output ? tensors.output->name : std::string(kOutput);
}

/// Those that are asked for, if any are, are those that there are.
std::expected<void, Refusal> checkOutputs(const Json& document, const Tensors& tensors) {
    const auto outputs = document.find("outputs");
    if (outputs == document.end())
        return {};
    if (!outputs->is_array())
        return badRequest("outputs is not a list");
    const std::string name = nameOfOutput(tensors);
    for (const Json& output : *outputs)
        if (!output.is_object() || output.value("name", Json()) != name)
            return badRequest("the model has the output '" + name + "' alone");
    return {};
}

bool isOf(const Json& shape, const std::vector<std::int64_t>& known) {
    return shape.is_array() && std::ranges::equal(shape, known, [](const Json& size, std::int64_t wanted) {
               return wanted == -1 || size == wanted;
           });
}

std::expected<void, Refusal> checkInput(const Json& input, const std::optional<ModelTensor>& known) {
    if (!known)
        return {};
    if (input.value("name", Json()) != known->name)
        return badRequest("the model has the input '" + known->name + "' alone");
    if (input["datatype"] != known->datatype)
        return badRequest("the input '" + known->name + "' is of datatype " + known->datatype + ", not " +
                          input["datatype"].get<std::string>());
    if (!isOf(input["shape"], known->shape))
        return badRequest("the input '" + known->name + "' is of shape " + Json(known->shape).dump() + ", not " +
                          input["shape"].dump());
    return {};
}

std::unexpected<Refusal> noTensor() {
    return refuse(500, "InternalServerException", "the model's answer is no tensor");
}

} // namespace

std::expected<InferRequest, Refusal> inferRequestOf(std::string_view body, const Tensors& tensors) {
    INFERNO_TRY(const Json document, parsed(body));
    const auto inputs = document.find("inputs");
    if (inputs == document.end() || !inputs->is_array() || inputs->empty())
        return badRequest("the body has no \"inputs\"");
    if (inputs->size() != 1)
        return badRequest("the model takes one input, not " + std::to_string(inputs->size()));
    const Json& input = inputs->front();
    if (input.is_object() && input.contains("parameters") && input["parameters"].contains("binary_data_size"))
        return binaryData();
    if (!input.is_object() || !input.contains("shape") || !input.contains("data") || !input.contains("datatype") ||
        !input["datatype"].is_string())
        return badRequest("an input has name, shape, datatype and data");
    INFERNO_CHECK(checkOutputs(document, tensors));
    InferRequest request;
    if (const auto id = document.find("id"); id != document.end() && id->is_string())
        request.id = *id;
    if (tensors.tensor) {
        INFERNO_CHECK(checkInput(input, tensors.input));
        INFERNO_TRY(std::string text, tensorBody(input));
        request.bodies.push_back(std::move(text));
        return request;
    }
    std::vector<const Json*> elements;
    if (input["datatype"] != "BYTES" || !flatten(input["data"], 0, elements) || elements.empty())
        return badRequest("the model takes an input of datatype BYTES, one element for each request");
    for (const Json* element : elements)
        request.bodies.push_back(bodyOfElement(*element));
    return request;
}

Json inputsOf(const Tensors& tensors) {
    return described(tensors.input, "input0", tensors.tensor);
}

Json outputsOf(const Tensors& tensors) {
    return described(tensors.output, kOutput, tensors.tensor);
}

std::unexpected<Refusal> binaryData() {
    return badRequest("the extension for binary data is not served; send data as JSON");
}

std::expected<Json, Refusal> inferReplyOf(const std::vector<std::string>& answers, const Tensors& tensors) {
    Json output{{"name", nameOfOutput(tensors)}};
    if (!tensors.tensor) {
        output["datatype"] = "BYTES";
        output["shape"] = Json::array({answers.size()});
        output["data"] = answers;
        return Json::array({std::move(output)});
    }
    const Json answer = answers.empty() ? Json() : Json::parse(answers.front(), nullptr, false);
    if (!answer.is_object() || !answer.contains("outputs") || !answer.contains("shape") || !answer.contains("dtype") ||
        !answer["dtype"].is_string())
        return noTensor();
    std::vector<const Json*> data;
    const std::string dtype = answer["dtype"].get<std::string>();
    if (!flatten(answer["outputs"], 0, data) || protocolName(dtype).empty())
        return noTensor();
    output["datatype"] = protocolName(dtype);
    output["shape"] = answer["shape"];
    Json flat = Json::array();
    for (const Json* element : data)
        flat.push_back(*element);
    output["data"] = std::move(flat);
    return Json::array({std::move(output)});
}

std::expected<std::vector<std::string>, Refusal> instancesOf(std::string_view body, bool tensor) {
    INFERNO_TRY(const Json document, parsed(body));
    const auto instances = document.find("instances");
    if (instances == document.end() || !instances->is_array())
        return badRequest("the body has no \"instances\"");
    if (instances->empty())
        return badRequest("\"instances\" is empty");
    std::vector<std::string> bodies;
    if (tensor) {
        bodies.push_back(Json{{"inputs", *instances}}.dump());
        return bodies;
    }
    for (const Json& instance : *instances)
        bodies.push_back(bodyOfElement(instance));
    return bodies;
}

std::expected<Json, Refusal> predictionsOf(const std::vector<std::string>& answers, bool tensor) {
    Json predictions = Json::array();
    if (tensor) {
        const Json answer = answers.empty() ? Json() : Json::parse(answers.front(), nullptr, false);
        if (!answer.is_object() || !answer.contains("outputs"))
            return noTensor();
        predictions = answer["outputs"];
    } else {
        for (const std::string& answer : answers)
            predictions.push_back(valueOf(answer));
    }
    return Json{{"predictions", std::move(predictions)}};
}

} // namespace inferno::api::torchserve
