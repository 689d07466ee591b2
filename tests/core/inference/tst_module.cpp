// SPDX-License-Identifier: GPL-3.0-or-later
#include <doctest/doctest.h>

#include <array>
#include <fstream>

#include "core/inference/module.h"
#include "core/inference/zip_writer.h"
#include "tests/core/inference/folder.h"

using namespace inferno;
using namespace inferno::inference;

namespace {

constexpr const char* kDouble = "def forward(self, x: Tensor) -> Tensor:\n    return x * 2\n";

Result<std::unique_ptr<Module>> compiled(const Folder& folder, const std::string& source) {
    const std::filesystem::path file = folder / "module.pt";
    const auto saved = saveModule(file, source);
    REQUIRE_MESSAGE(saved, (saved ? std::string{} : saved.error().message()));
    return Module::load(file, "cpu");
}

/// As torch.jit.save writes a module whose forward raises: the compiler here knows no exceptions but assertions.
std::filesystem::path savedRaising(const Folder& folder, const std::string& raised) {
    const std::filesystem::path path = folder / "raises.pt";
    std::ofstream file(path, std::ios::binary);
    ZipWriter zip([&](std::string_view piece) -> Result<void> {
        file << piece;
        return {};
    });
    using namespace std::string_view_literals;
    REQUIRE(zip.add("raises/data.pkl", "\x80\x02"
                                       "c__torch__\nModule\nq\0)\x81}(ubq\x01."sv));
    REQUIRE(zip.add("raises/code/__torch__.py", "class Module(Module):\n"
                                                "  __parameters__ = []\n"
                                                "  __buffers__ = []\n"
                                                "  def forward(self: __torch__.Module,\n"
                                                "    x: Tensor) -> Tensor:\n"
                                                "    ops.prim.RaiseException(" +
                                                    raised + ")\n    return x\n"));
    REQUIRE(zip.add("raises/constants.pkl", "\x80\x02)."));
    REQUIRE(zip.add("raises/version", "3\n"));
    REQUIRE(zip.end());
    return path;
}

} // namespace

TEST_CASE("a module that was compiled here computes") {
    const Folder folder;
    const auto module = compiled(folder, kDouble);
    REQUIRE(module);
    const auto answer = (*module)->forward(*tensorFromJson(R"({"inputs":[[1,2],[3,4.5]]})"));
    REQUIRE(answer);
    CHECK(tensorToJson(*answer) == R"({"dtype":"float32","outputs":[[2.0,4.0],[6.0,9.0]],"shape":[2,2]})");
    const auto integers = (*module)->forward(*tensorFromJson(R"({"inputs":[21],"dtype":"int64"})"));
    CHECK(tensorToJson(*integers) == R"({"dtype":"int64","outputs":[42],"shape":[1]})");
}

TEST_CASE("the sample is the same everywhere") {
    const Folder folder;
    REQUIRE(saveSampleModule(folder / "sample.pt"));
    const auto module = Module::load(folder / "sample.pt", "cpu");
    REQUIRE(module);
    const auto answer = (*module)->forward(*tensorFromJson(R"({"inputs":[[0,0,0,0],[1,2,3,4],[-1,0.5,2,0]]})"));
    REQUIRE(answer);
    CHECK(shapeText(answer->shape) == "[3, 1]");
    const auto* values = reinterpret_cast<const float*>(answer->data.data());
    // Computed outside, in double precision, from the generator's definition and the two layers.
    const double expected[] = {0.4911001307622524, 0.7540285931843898, 0.3775792699138846};
    for (int i = 0; i < 3; ++i)
        CHECK(values[i] == doctest::Approx(expected[i]).epsilon(1e-5));
}

TEST_CASE("an input that does not fit is refused with its shape and the reason") {
    const Folder folder;
    REQUIRE(saveSampleModule(folder / "sample.pt"));
    const auto module = Module::load(folder / "sample.pt", "cpu");
    const auto answer = (*module)->forward(*tensorFromJson(R"({"inputs":[[1,2,3],[4,5,6]]})"));
    REQUIRE(!answer);
    CHECK(answer.error().code == ErrorCode::ModelInput);
    const std::string& detail = answer.error().detail;
    CHECK_MESSAGE(detail.starts_with("the model does not take an input of shape [2, 3] and type float32: "), detail);
    CHECK_MESSAGE(detail.contains("2x3 and 4x8"), detail);
    CHECK_MESSAGE(!detail.contains('\n'), detail);
    const auto type = (*module)->forward(*tensorFromJson(R"({"inputs":[[1,2,3,4]],"dtype":"int64"})"));
    REQUIRE(!type);
    CHECK(type.error().detail.contains("type int64"));
}

TEST_CASE("a module of two inputs") {
    const Folder folder;
    const auto module = compiled(folder, "def forward(self, x: Tensor, rows: Tensor) -> Tensor:\n"
                                         "    return x.index_select(0, rows)\n");
    const Tensor x = *tensorFromJson(R"({"inputs":[[1,2],[3,4]]})");
    const Tensor rows = *tensorFromJson(R"({"inputs":[1,0,1],"dtype":"int64"})");
    const auto answer = (*module)->forward(std::array{x, rows});
    REQUIRE(answer);
    CHECK(tensorToJson(*answer) == R"({"dtype":"float32","outputs":[[3.0,4.0],[1.0,2.0],[3.0,4.0]],"shape":[3,2]})");
    const auto beyond = (*module)->forward(std::array{x, *tensorFromJson(R"({"inputs":[2],"dtype":"int64"})")});
    REQUIRE(!beyond);
    CHECK_MESSAGE(beyond.error().detail.starts_with("the model does not take an input of shape [2, 2] and type float32 "
                                                    "with one of shape [1] and type int64: "),
                  beyond.error().detail);
    const auto one = (*module)->forward(x);
    REQUIRE(!one);
    CHECK_MESSAGE(one.error().detail.contains("rows"), one.error().detail);
}

TEST_CASE("answers that are no tensor, and errors of the script") {
    const Folder folder;
    const auto tuple = compiled(folder, "def forward(self, x: Tensor) -> Tuple[Tensor, Tensor]:\n    return (x, x)\n");
    CHECK((*tuple)->forward(Tensor{DType::Float32, {0}, {}}).error().detail.contains("Tuple"));
    const auto raises = compiled(folder, "def forward(self, x: Tensor) -> Tensor:\n"
                                         "    assert x.numel() > 0, 'empty input'\n    return x\n");
    CHECK((*raises)->forward(Tensor{DType::Float32, {0}, {}}).error().detail.contains("empty input"));
    const auto half = compiled(folder, "def forward(self, x: Tensor) -> Tensor:\n    return x.half()\n");
    CHECK(tensorToJson(*(*half)->forward(*tensorFromJson(R"({"inputs":[1.5]})"))) ==
          R"({"dtype":"float32","outputs":[1.5],"shape":[1]})");
    const auto view = compiled(folder, "def forward(self, x: Tensor) -> Tensor:\n    return x.t()\n");
    CHECK(tensorToJson(*(*view)->forward(*tensorFromJson(R"({"inputs":[[1,2],[3,4]]})"))) ==
          R"({"dtype":"float32","outputs":[[1.0,3.0],[2.0,4.0]],"shape":[2,2]})");
}

TEST_CASE("what the machine or the model fails in is not blamed on the input") {
    const Folder folder;
    const Tensor one = *tensorFromJson(R"({"inputs":[1]})");
    const auto large = compiled(folder, "def forward(self, x: Tensor) -> Tensor:\n"
                                        "    return torch.zeros([1 << 48]) + x\n");
    const auto memory = (*large)->forward(one);
    REQUIRE(!memory);
    CHECK(memory.error().code == ErrorCode::ModelMemory);
    CHECK_MESSAGE(memory.error().detail.starts_with("the model ran out of memory: "), memory.error().detail);

    struct Row {
        const char* raised;
        ErrorCode code;
    };
    for (const Row& row :
         {Row{R"("boom", "builtins.RuntimeError")", ErrorCode::ModelInvalid}, Row{R"("boom")", ErrorCode::ModelInvalid},
          Row{R"("boom", "builtins.ValueError")", ErrorCode::ModelInput},
          Row{R"("AssertionError: boom")", ErrorCode::ModelInput}}) {
        CAPTURE(row.raised);
        const auto module = Module::load(savedRaising(folder, row.raised), "cpu");
        REQUIRE_MESSAGE(module, (module ? std::string{} : module.error().message()));
        const auto answer = (*module)->forward(one);
        REQUIRE(!answer);
        CHECK(answer.error().code == row.code);
        CHECK_MESSAGE(answer.error().detail.contains("boom"), answer.error().detail);
    }
}

TEST_CASE("what is no TorchScript is named") {
    const Folder folder;
    std::ofstream(folder / "text.pt") << "hello";
    std::ofstream(folder / "empty.pt");
    REQUIRE(saveModule(folder / "torn.pt", kDouble));
    std::filesystem::resize_file(folder / "torn.pt", std::filesystem::file_size(folder / "torn.pt") / 2);
    for (const char* name : {"absent.pt", "text.pt", "empty.pt", "torn.pt"}) {
        CAPTURE(name);
        const auto module = Module::load(folder / name, "cpu");
        REQUIRE(!module);
        CHECK(module.error().code == ErrorCode::ModelInvalid);
        CHECK(module.error().detail.contains(name));
        CHECK(!module.error().detail.contains('\n'));
    }
    const auto syntax = saveModule(folder / "x.pt", "def forward(self, x: Tensor) -> Tensor:\n    return nothing\n");
    REQUIRE(!syntax);
    CHECK(syntax.error().detail.contains("nothing"));
}

TEST_CASE("the runtime says what it computes with") {
    const Runtime found = runtime();
    CHECK(found.torch.size() >= 5);
    CHECK(!found.blas.empty());
    CHECK((found.device == "cpu" || found.device == "cuda:0"));
    MESSAGE("LibTorch " << found.torch << ", BLAS " << found.blas << ", " << found.device);
}
