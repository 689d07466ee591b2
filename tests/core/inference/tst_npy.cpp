// SPDX-License-Identifier: GPL-3.0-or-later
#include <doctest/doctest.h>

#include <cstring>

#include "core/inference/handler.h"
#include "core/inference/module.h"
#include "core/inference/npy.h"
#include "tests/core/inference/folder.h"

using namespace inferno;
using namespace inferno::inference;

namespace {

/// As numpy 1.24 writes it: numpy.save(file, numpy.array([[1, 2, 3], [4, 5, 6.5]], dtype="float32")).
std::string fromNumpy() {
    std::string bytes("\x93NUMPY\x01\x00v\x00", 10);
    bytes += "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }";
    bytes += std::string(128 - 1 - bytes.size(), ' ') + "\n";
    for (const float value : {1.F, 2.F, 3.F, 4.F, 5.F, 6.5F}) {
        char element[4];
        std::memcpy(element, &value, 4);
        bytes.append(element, 4);
    }
    return bytes;
}

std::string replaced(const std::string& from, const std::string& to) {
    std::string bytes = fromNumpy();
    bytes.replace(bytes.find(from), from.size(), to);
    return bytes;
}

} // namespace

TEST_CASE("a .npy of numpy is a tensor") {
    const std::string bytes = fromNumpy();
    CHECK(isNpy(bytes));
    CHECK(!isNpy(R"({"inputs":[1]})"));
    const auto tensor = tensorFromNpy(bytes);
    REQUIRE_MESSAGE(tensor, (tensor ? std::string{} : tensor.error().message()));
    CHECK(tensorToJson(*tensor) == R"({"dtype":"float32","outputs":[[1.0,2.0,3.0],[4.0,5.0,6.5]],"shape":[2,3]})");
}

TEST_CASE("tensors of all types and shapes come back") {
    for (const char* json : {R"({"inputs":7,"dtype":"int64"})", R"({"inputs":[],"dtype":"float64"})",
                             R"({"inputs":[1,-2],"dtype":"int32"})", R"({"inputs":[[[1,255]]],"dtype":"uint8"})",
                             R"({"inputs":[true,false],"dtype":"bool"})", R"({"inputs":[[0.5],[-3e20]]})"}) {
        CAPTURE(json);
        const Tensor tensor = *tensorFromJson(json);
        const std::string bytes = tensorToNpy(tensor);
        CHECK((bytes.size() - tensor.data.size()) % 64 == 0);
        const auto again = tensorFromNpy(bytes);
        REQUIRE_MESSAGE(again, (again ? std::string{} : again.error().message()));
        CHECK(again->shape == tensor.shape);
        CHECK(tensorToJson(*again) == tensorToJson(tensor));
    }
}

TEST_CASE("what is wrong with a .npy is said") {
    struct Row {
        std::string bytes;
        const char* detail;
    };
    for (const Row& row : {Row{fromNumpy().substr(0, 9), "the .npy is cut off, or of a version that is not known"},
                           Row{fromNumpy().substr(0, 60), "the .npy is cut off within its header"},
                           Row{fromNumpy() + "x", "the .npy says the shape [2, 3], and has 25 bytes of elements"},
                           Row{replaced("(2, 3)", "(9223372036854775807, 9223372036854775807)").substr(0, 152),
                               "the .npy says the shape [9223372036854775807, 9223372036854775807], and has"},
                           Row{replaced("<f4", ">f4"), "the .npy has elements of type '>f4'"},
                           Row{replaced("<f4", "|O4"), "the .npy has elements of type '|O4'"},
                           Row{replaced("False,", "True, "), "the .npy is in Fortran order"},
                           Row{replaced("(2, 3)", "(2,-3)"), "the .npy has a shape that is none"},
                           Row{replaced("'shape'", "'shapes"), "the .npy says no shape"}}) {
        CAPTURE(row.detail);
        const auto tensor = tensorFromNpy(row.bytes);
        REQUIRE(!tensor);
        CHECK(tensor.error().code == ErrorCode::ModelInput);
        CHECK_MESSAGE(tensor.error().detail.starts_with(row.detail), tensor.error().detail);
    }
}

TEST_CASE("a .npy is answered with one, in one batch with JSON") {
    const Folder folder;
    REQUIRE(saveModule(folder / "m.pt", "def forward(self, x: Tensor) -> Tensor:\n    return x * 2\n"));
    const auto handler = makeHandler("tensor", folder / "m.pt", "cpu");
    REQUIRE(handler);
    std::vector<Input> inputs;
    inputs.push_back(*readInput(**handler, fromNumpy()));
    inputs.push_back(*readInput(**handler, R"({"inputs":[[1,1,1]]})"));
    CHECK(inputs[0].bucket == inputs[1].bucket);
    const BatchOutcome outcome = runBatch(**handler, inputs);
    CHECK(!outcome.retried);
    REQUIRE(outcome.answers[0]);
    CHECK(tensorToJson(*tensorFromNpy(*outcome.answers[0])) ==
          R"({"dtype":"float32","outputs":[[2.0,4.0,6.0],[8.0,10.0,13.0]],"shape":[2,3]})");
    CHECK(*outcome.answers[1] == R"({"dtype":"float32","outputs":[[2.0,2.0,2.0]],"shape":[1,3]})");
}
