// SPDX-License-Identifier: GPL-3.0-or-later
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "core/inference/zip_writer.h"

using namespace inferno;
using namespace inferno::inference;

namespace {

std::string archiveOf(const std::vector<ArchiveFile>& files) {
    std::string zip;
    REQUIRE(writeModelArchive({"m", "2", "tensor", "m.pt"}, files, [&](std::string_view piece) -> Result<void> {
        zip += piece;
        return {};
    }));
    return zip;
}

} // namespace

TEST_CASE("a zip file as the format has it") {
    CHECK(crc32("123456789") == 0xCBF43926U); // the check value of CRC-32/ISO-HDLC
    CHECK(crc32("") == 0U);
    std::string zip;
    ZipWriter writer([&](std::string_view piece) -> Result<void> {
        zip += piece;
        return {};
    });
    REQUIRE(writer.add("a/b.txt", "hello"));
    REQUIRE(writer.add("c", ""));
    REQUIRE(writer.end());
    const auto at = [&](std::size_t offset) { return static_cast<unsigned char>(zip[offset]); };
    CHECK(zip.substr(0, 4) == std::string("PK\x03\x04"));
    CHECK(zip.substr(30, 12) == "a/b.txthello");
    const std::size_t end = zip.size() - 22;
    CHECK(zip.substr(end, 4) == std::string("PK\x05\x06"));
    CHECK(at(end + 10) == 2); // entries
    const std::size_t directory = at(end + 16);
    CHECK(directory == 30 + 7 + 5 + 30 + 1);
    CHECK(zip.substr(directory, 4) == std::string("PK\x01\x02"));
    CHECK(at(directory + 46 + 7 + 42) == 30 + 7 + 5); // where the second file begins
}

TEST_CASE("a model archive begins with what its model is") {
    const std::string zip = archiveOf({{"m.pt", "weights"}});
    const std::size_t from = zip.find('{');
    const auto manifest = nlohmann::json::parse(zip.substr(from, zip.find("\n}\n") + 2 - from));
    CHECK(manifest["model"] ==
          nlohmann::json{{"modelName", "m"}, {"serializedFile", "m.pt"}, {"handler", "tensor"}, {"modelVersion", "2"}});
    CHECK(zip.find("MAR-INF/MANIFEST.json") < zip.find("m.ptweights"));
    CHECK(zip == archiveOf({{"m.pt", "weights"}}));
}

TEST_CASE("what cannot be written ends the archive") {
    int pieces = 0;
    const auto full = writeModelArchive({"m", "1", "tensor", "m.pt"}, {}, [&](std::string_view) -> Result<void> {
        ++pieces;
        return fail(ErrorCode::DiskFull, "no room");
    });
    REQUIRE(!full);
    CHECK(full.error().code == ErrorCode::DiskFull);
    CHECK(pieces == 1);
}
