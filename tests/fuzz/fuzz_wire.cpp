// SPDX-License-Identifier: GPL-3.0-or-later
#include <sys/socket.h>
#include <unistd.h>

#include "core/inference/frames.h"
#include "services/client/sse_parser.h"
#include "services/config/toml_layer.h"
#include "services/http/access.h"
#include "services/http/message.h"
#include "tests/fuzz/input.h"

/// What comes over sockets and from the configuration: the engine's frames, request targets and hosts, server-sent
/// events, and TOML.

using namespace inferno;
using namespace inferno::fuzz;

namespace {

void readFrames(ByteView bytes) {
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0)
        return;
    const ByteView sent = bytes.first(std::min<std::size_t>(bytes.size(), 32 * 1024)); // fits into the socket
    FUZZ_REQUIRE(write(ends[0], sent.data(), sent.size()) == static_cast<ssize_t>(sent.size()));
    close(ends[0]);
    std::string again;
    inference::FrameReader reader(ends[1]);
    while (true) {
        const auto frame = reader.next(1000);
        if (!frame || !*frame)
            break;
        markTaken();
        const auto encoded = inference::encodeFrame(**frame);
        FUZZ_REQUIRE(encoded.has_value());
        again += *encoded;
        FUZZ_REQUIRE(asText(sent).starts_with(again));
    }
    close(ends[1]);
}

void readTarget(std::string_view text) {
    if (text.find('\0') != std::string_view::npos)
        return; // the head's reader lets no control through
    http::Request request;
    if (http::parseTarget(text, request)) {
        markTaken();
        FUZZ_REQUIRE(request.path.starts_with('/') && request.target == text);
        FUZZ_REQUIRE(request.path.find('\0') == std::string::npos);
    }
    FUZZ_REQUIRE(http::percentDecode(http::percentEncode(text)) == text);
    (void)http::percentDecode(text, true);
    static const http::HostPolicy kPolicy;
    (void)http::isLoopback(text);
    if (kPolicy.serves(text))
        FUZZ_REQUIRE(!text.empty());
    request.headers.set("Host", "localhost");
    request.headers.set("Origin", std::string(text));
    (void)kPolicy.check(request);
}

/// The events do not depend on where the stream was cut.
void readEvents(Input input) {
    const std::size_t piece = 1 + input.number<std::uint8_t>();
    const std::string_view text = input.text();
    std::vector<std::string> whole;
    std::vector<std::string> pieces;
    const auto into = [](std::vector<std::string>& out) {
        return [&out](const client::SseParser::Event& event) {
            out.push_back(event.id + "\n" + event.type + "\n" + event.data);
        };
    };
    client::SseParser first;
    first.feed(text, into(whole));
    client::SseParser second;
    for (std::size_t at = 0; at < text.size(); at += piece)
        second.feed(text.substr(at, piece), into(pieces));
    FUZZ_REQUIRE(whole == pieces && first.lastId() == second.lastId());
    if (!whole.empty())
        markTaken();
}

void readToml(std::string_view text) {
    const auto settings = config::readLayer(text, "inferno.toml");
    if (!settings) {
        FUZZ_REQUIRE(settings.error().code == ErrorCode::ConfigInvalid);
        return;
    }
    for (const config::Setting& setting : *settings)
        FUZZ_REQUIRE(!setting.key.empty() && setting.line >= 1);
    if (!settings->empty())
        markTaken();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Input input(data, size);
    switch (input.number<std::uint8_t>() % 4) {
    case 0: readFrames(input.rest()); break;
    case 1: readTarget(input.text()); break;
    case 2: readEvents(input); break;
    default: readToml(input.text());
    }
    return 0;
}
