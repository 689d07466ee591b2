// SPDX-License-Identifier: GPL-3.0-or-later
#include <doctest/doctest.h>

#include <cstring>
#include <limits>

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
