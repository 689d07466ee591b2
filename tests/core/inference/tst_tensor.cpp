// SPDX-License-Identifier: GPL-3.0-or-later
#include <doctest/doctest.h>

#include <bit>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <nlohmann/json.hpp>
#include <random>
#include <utility>

#include "core/inference/tensor.h"

using namespace inferno;
using namespace inferno::inference;

TEST_CASE("nested lists become tensors and come back") {
    struct Row {
        const char* input;
        const char* shape;
        const char* output;
    };
    for (const Row& row : {
             Row{R"({"inputs":[[1,2,3],[4,5,6]]})", "[2, 3]",
                 R"({"dtype":"float32","outputs":[[1.0,2.0,3.0],[4.0,5.0,6.0]],"shape":[2,3]})"},
             Row{R"({"inputs":[0.1,-2.5e-3,16777216]})", "[3]",
                 R"({"dtype":"float32","outputs":[0.1,-0.0025,16777216.0],"shape":[3]})"},
             Row{R"({"inputs":7,"dtype":"int64"})", "[]", R"({"dtype":"int64","outputs":7,"shape":[]})"},
             Row{R"({"inputs":[],"dtype":"float64"})", "[0]", R"({"dtype":"float64","outputs":[],"shape":[0]})"},
             Row{R"({"inputs":[[],[]]})", "[2, 0]", R"({"dtype":"float32","outputs":[[],[]],"shape":[2,0]})"},
             Row{R"({"inputs":[[[1]],[[2]]],"dtype":"int32"})", "[2, 1, 1]",
                 R"({"dtype":"int32","outputs":[[[1]],[[2]]],"shape":[2,1,1]})"},
             Row{R"({"inputs":[9223372036854775807,-9223372036854775808],"dtype":"int64"})", "[2]",
                 R"({"dtype":"int64","outputs":[9223372036854775807,-9223372036854775808],"shape":[2]})"},
             Row{R"({"inputs":[true,false],"dtype":"bool"})", "[2]",
                 R"({"dtype":"bool","outputs":[true,false],"shape":[2]})"},
             Row{R"({"inputs":[255,0],"dtype":"uint8"})", "[2]", R"({"dtype":"uint8","outputs":[255,0],"shape":[2]})"},
         }) {
        CAPTURE(row.input);
        const auto tensor = tensorFromJson(row.input);
        REQUIRE(tensor);
        CHECK(shapeText(tensor->shape) == row.shape);
        CHECK(tensorToJson(*tensor) == row.output);
    }
}

TEST_CASE("a million numbers") {
    constexpr std::int64_t kRows = 1000;
    std::string body = R"({"inputs":[)";
    for (std::int64_t row = 0; row < kRows; ++row) {
        body += row == 0 ? "[" : ",[";
        for (std::int64_t i = 0; i < kRows; ++i)
            body += (i == 0 ? "" : ",") + std::to_string(row * kRows + i);
        body += "]";
    }
    body += R"(],"dtype":"int64"})";
    const auto tensor = tensorFromJson(body);
    REQUIRE(tensor);
    CHECK(tensor->shape == std::vector<std::int64_t>{kRows, kRows});
    const auto* values = reinterpret_cast<const std::int64_t*>(tensor->data.data());
    bool isSame = true;
    for (std::int64_t i = 0; i < kRows * kRows; ++i)
        isSame = isSame && values[i] == i;
    CHECK(isSame);
    CHECK(nlohmann::json::parse(tensorToJson(*tensor))["outputs"][999][999] == 999'999);
    body.replace(body.size() / 2, 1, "x");
    CHECK(!tensorFromJson(body));
}

TEST_CASE("numbers are the same by the quick way and by the other") {
    for (const char* dtype : {"float32", "float64"})
        for (const char* number : {"0",
                                   "-0",
                                   "-0.0",
                                   "1",
                                   "-1",
                                   "0.1",
                                   "1e-7",
                                   "1e38",
                                   "-1.5E+3",
                                   "16777217",
                                   "9007199254740993",
                                   "1e22",
                                   "18446744073709551615",
                                   "123456789012345678901234567890",
                                   "4.9e-324",
                                   "1e-400",
                                   "3.4028235677973366e38",
                                   "0.30000000000000004",
                                   "7.0385307e-26",
                                   "2.2250738585072011e-308",
                                   "8.5899345920000001e9"}) {
            CAPTURE(number);
            const std::string inputs = R"("inputs":[[)" + std::string(number) + "]]}";
            const std::string type = R"("dtype":")" + std::string(dtype) + R"(",)";
            const auto quick = tensorFromJson("{" + type + inputs);
            const auto other = tensorFromJson("{" + type + type + inputs); // what is there twice is read with care
            REQUIRE(quick);
            REQUIRE(other);
            CHECK(quick->data == other->data);
        }
}

TEST_CASE("numbers are written in few digits, and come back as they were") {
    std::mt19937 random(1);
    for (int i = 0; i < 20'000; ++i) {
        const auto value = std::bit_cast<float>(static_cast<std::uint32_t>(random()));
        if (!std::isfinite(value))
            continue;
        std::string text;
        appendNumber(text, value);
        CAPTURE(text);
        CHECK(std::strtof(text.c_str(), nullptr) == value);
        CHECK(text.size() <= 24);
        const auto parsed = nlohmann::json::parse(text, nullptr, false);
        CHECK(parsed.is_number_float());
    }
    for (const auto& [value, expected] :
         {std::pair{0.F, "0.0"}, std::pair{-0.F, "-0.0"}, std::pair{1.F, "1.0"}, std::pair{100'000.F, "100000.0"},
          std::pair{0.1F, "0.1"}, std::pair{1e-4F, "0.0001"}, std::pair{1.5e-5F, "1.5e-05"}, std::pair{3e20F, "3e+20"},
          std::pair{3e12F, "3000000000000.0"}}) {
        std::string text;
        appendNumber(text, value);
        CHECK(text == expected);
    }
}

TEST_CASE("errors name the element that does not fit") {
    struct Row {
        const char* input;
        const char* detail;
    };
    for (const Row& row : {
             Row{"", "the body is not JSON"},
             Row{"[1,2]", "the body has no \"inputs\""},
             Row{R"({"input":[1]})", "the body has no \"inputs\""},
             Row{R"({"inputs":[[1,2],[3]]})", "inputs[1] has 1 elements where inputs[0] has 2"},
             Row{R"({"inputs":[[1,2],[3,4,5]]})", "inputs[1] has 3 elements where inputs[0] has 2"},
             Row{R"({"inputs":[[1],2]})", "inputs[1] is number where inputs[0] is a list"},
             Row{R"({"inputs":[1,[2]]})", "inputs[1] is array, not a number of type float32"},
             Row{R"({"inputs":[[1,"x"]]})", "inputs[0][1] is string, not a number of type float32"},
             Row{R"({"inputs":[null]})", "inputs[0] is null, not a number of type float32"},
             Row{R"({"inputs":[1.5],"dtype":"int64"})", "inputs[0] is 1.5, which is no int64"},
             Row{R"({"inputs":[256],"dtype":"uint8"})", "inputs[0] is 256, which is no uint8"},
             Row{R"({"inputs":[-1],"dtype":"uint8"})", "inputs[0] is -1, which is no uint8"},
             Row{R"({"inputs":[2147483648],"dtype":"int32"})", "inputs[0] is 2147483648, which is no int32"},
             Row{R"({"inputs":[18446744073709551615],"dtype":"int64"})",
                 "inputs[0] is 18446744073709551615, which is no int64"},
             Row{R"({"inputs":[1],"dtype":"bool"})", "inputs[0] is a number, not true or false"},
             Row{R"({"inputs":[1],"dtype":"float16"})", "dtype 'float16' is not known"},
             Row{R"({"inputs":[1],"dtype":5})", "dtype is not a string"},
             Row{R"({"inputs":[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]})", "inputs has more than 16 dimensions"},
         }) {
        CAPTURE(row.input);
        const auto tensor = tensorFromJson(row.input);
        REQUIRE(!tensor);
        CHECK(tensor.error().code == ErrorCode::ModelInput);
        CHECK(tensor.error().detail == row.detail);
    }
    CHECK(!tensorFromJson(std::string(1'000'000, '[')));
    CHECK(!tensorFromJson(R"({"inputs":)" + std::string(100'000, '[') + std::string(100'000, ']') + "}"));
}

TEST_CASE("numbers that JSON does not have are null and counted") {
    Tensor tensor{DType::Float64, {3}, Bytes(24)};
    const double values[] = {1, std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()};
    std::memcpy(tensor.data.data(), values, sizeof values);
    CHECK(tensorToJson(tensor) == R"({"dtype":"float64","non_finite":2,"outputs":[1.0,null,null],"shape":[3]})");
}
