// SPDX-License-Identifier: GPL-3.0-or-later
#include <doctest/doctest.h>

#include <array>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <utility>

#include "core/inference/frames.h"

using namespace inferno;
using namespace inferno::inference;

namespace {

struct Pair {
    std::array<int, 2> ends{};
    Pair() { REQUIRE(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends.data()) == 0); }
    ~Pair() {
        closeWriter();
        ::close(ends[0]);
    }
    int reader() const { return ends[0]; }
    int writer() const { return ends[1]; }
    void closeWriter() {
        if (ends[1] >= 0)
            ::close(std::exchange(ends[1], -1));
    }
    void send(std::string_view bytes) const {
        REQUIRE(::send(writer(), bytes.data(), bytes.size(), 0) == static_cast<ssize_t>(bytes.size()));
    }
};

} // namespace

TEST_CASE("frames come back as they were sent") {
    Pair pair;
    const std::string big(20U << 20, '\xAB');
    std::thread writer([&] {
        CHECK(writeFrame(pair.writer(), {1, R"({"op":"a"})", ""}));
        CHECK(writeFrame(pair.writer(), {0xFFFF'FFFF'FFFF'FFFF, "{}", std::string("\n\0x\n", 4)}));
        CHECK(writeFrame(pair.writer(), {3, "{}", big}, 10'000));
        pair.closeWriter();
    });
    FrameReader reader(pair.reader());
    auto frame = reader.next();
    REQUIRE((frame && *frame));
    CHECK((*frame)->id == 1);
    CHECK((*frame)->head == R"({"op":"a"})");
    CHECK((*frame)->body.empty());
    frame = reader.next();
    CHECK((*frame)->id == 0xFFFF'FFFF'FFFF'FFFF);
    CHECK((*frame)->body == std::string("\n\0x\n", 4));
    frame = reader.next(10'000);
    CHECK((*frame)->body == big);
    frame = reader.next();
    REQUIRE(frame);
    CHECK(!*frame); // the end, between two frames
    writer.join();
}

TEST_CASE("frames that come in pieces, or many at once") {
    std::string bytes;
    for (std::uint64_t i = 0; i < 3000; ++i)
        bytes += *encodeFrame({i, "{}", std::string(i % 97, 'x')});
    bytes += *encodeFrame({3000, "{}", std::string(300'000, 'y')});
    bytes += *encodeFrame({3001, "{}", "z"});
    for (const std::size_t piece : {std::size_t{7}, std::size_t{1000}, std::size_t{65'536}, bytes.size()}) {
        CAPTURE(piece);
        Pair pair;
        std::thread writer([&] {
            for (std::size_t at = 0; at < bytes.size(); at += piece)
                pair.send(std::string_view(bytes).substr(at, piece));
            pair.closeWriter();
        });
        FrameReader reader(pair.reader());
        for (std::uint64_t i = 0; i <= 3001; ++i) {
            const auto frame = reader.next();
            REQUIRE((frame && *frame));
            CHECK((*frame)->id == i);
            CHECK((*frame)->body.size() == (i < 3000 ? i % 97 : i == 3000 ? 300'000U : 1U));
        }
        CHECK(!*reader.next());
        writer.join();
    }
}

TEST_CASE("what is no frame is refused before it costs memory") {
    using namespace std::string_literals;
    struct Row {
        const char* what;
        std::string bytes;
        ErrorCode code;
    };
    const std::string id(8, '\0');
    for (const Row& row : {
             Row{"other bytes", "GET / HTTP/1.1\r\nHost: x\r\n\r\n", ErrorCode::InputInvalid},
             Row{"another version", "IEF2\1\0\0\0"s + id + "\n", ErrorCode::InputInvalid},
             Row{"4 GiB", "IEF1\xFF\xFF\xFF\xFF"s + id, ErrorCode::InputTooLarge},
             Row{"one byte too many", "IEF1\1\0\0\4"s + id, ErrorCode::InputTooLarge},
             Row{"64 MiB said, 3 bytes sent", "IEF1\0\0\0\4"s + id + "{}\n", ErrorCode::IoFailed},
             Row{"torn prefix", "IEF1\1", ErrorCode::IoFailed},
             Row{"torn body", "IEF1\5\0\0\0"s + id + "{}", ErrorCode::IoFailed},
             Row{"no head", "IEF1\2\0\0\0"s + id + "{}", ErrorCode::InputInvalid},
             Row{"nothing at all", "IEF1\0\0\0\0"s + id, ErrorCode::InputInvalid},
         }) {
        CAPTURE(row.what);
        Pair pair;
        pair.send(row.bytes);
        pair.closeWriter();
        const auto frame = FrameReader(pair.reader()).next();
        REQUIRE(!frame);
        CHECK(frame.error().code == row.code);
    }
}

TEST_CASE("a frame that is too large is not begun") {
    Pair pair;
    const auto written = writeFrame(pair.writer(), {1, "{}", std::string(kMaxFrameBytes, 'x')});
    REQUIRE(!written);
    CHECK(written.error().code == ErrorCode::InputTooLarge);
    CHECK(writeFrame(pair.writer(), {2, "{}", ""}));
    CHECK((*FrameReader(pair.reader()).next())->id == 2);
}

TEST_CASE("waiting ends") {
    Pair pair;
    CHECK(FrameReader(pair.reader()).next(10).error().code == ErrorCode::IoFailed);
    // Nobody reads: the socket's buffer fills.
    CHECK(writeFrame(pair.writer(), {1, "{}", std::string(8U << 20, 'x')}, 10).error().code == ErrorCode::IoFailed);
}

TEST_CASE("writing to a side that is gone is an error, not a signal") {
    Pair pair;
    ::shutdown(pair.reader(), SHUT_RDWR);
    CHECK(!writeFrame(pair.writer(), {1, "{}", ""}));
}
