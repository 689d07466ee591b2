// SPDX-License-Identifier: GPL-3.0-or-later
// Durable events a second through the real service: NDJSON over HTTP on loopback, keep-alive connections, each request
// answered 201 once its events are on the disk. The client sends bytes that were made before, on the same processors.
// Beside it what one thread does that only parses the same bodies (simdjson, every value looked at once). Both in
// turns, best of each. An event has about 259 bytes. Files are made in TMPDIR (/tmp), on a real disk.
// INFERNO_BENCH_EVENTS: events of one turn (600,000).
#include <algorithm>
#include <atomic>
#include <mutex>

#include <simdjson.h>

#include "tests/bench/service.h"

using namespace inferno::bench;
using SteadyClock = std::chrono::steady_clock;

namespace {

constexpr int kTurns = 5;
constexpr std::size_t kBodies = 32; ///< different ones, sent again and again
constexpr double kWanted = 200'000; ///< events a second

std::string lineOf(std::size_t number) {
    std::string line = R"({"event_type":"authentication","action":"login_failed","user":"user)" +
                       std::to_string(number % 997) + R"(","source_ip":"10.1.)" + std::to_string(number % 250) + "." +
                       std::to_string(number % 199) + R"(","user_agent":"InfernoClient/1.0","session_id":"sess_)" +
                       std::to_string(number * 7919 % 1'000'003) + R"(","resource":"/api/v1/jobs/)" +
                       std::to_string(number % 5000) +
                       R"(","result":"failure","details":{"auth_method":"api_key","attempt":)" + std::to_string(number);
    line += "}}\n";
    return line;
}

std::vector<std::string> makeBodies(std::size_t events) {
    std::vector<std::string> bodies(kBodies);
    for (std::size_t i = 0; i < kBodies * events; ++i)
        bodies[i / events] += lineOf(i);
    return bodies;
}

std::vector<std::string> requestsOf(const std::vector<std::string>& bodies, const Service& service) {
    std::vector<std::string> requests;
    for (const std::string& body : bodies)
        requests.push_back("POST /api/v1/audit/events HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(service.port()) +
                           "\r\nAuthorization: Bearer " + service.token() +
                           "\r\nContent-Type: application/x-ndjson\r\nContent-Length: " + std::to_string(body.size()) +
                           "\r\n\r\n" + body);
    return requests;
}

struct Sent {
    double rate = 0; ///< events a second
    double p50 = 0;  ///< ms
    double p99 = 0;
    double processor = 0; ///< of the service, microseconds for each event
};

/// So many requests over so many connections, one on its way on each.
Sent sendAll(const Service& service, const std::vector<std::string>& requests, std::size_t events, std::size_t count,
             std::size_t connections) {
    std::vector<double> waited;
    std::mutex mutex;
    std::atomic<std::size_t> next = 0;
    std::vector<std::thread> threads;
    const double processor = processorSeconds(service.pid());
    const auto begin = SteadyClock::now();
    for (std::size_t i = 0; i < connections; ++i)
        threads.emplace_back([&] {
            Connection connection(service.port());
            std::vector<double> mine;
            for (std::size_t n = next++; n < count; n = next++) {
                const auto sent = SteadyClock::now();
                const std::string_view answer = connection.ask(requests[n % requests.size()], "201");
                mine.push_back(std::chrono::duration<double, std::milli>(SteadyClock::now() - sent).count());
                if (static_cast<std::size_t>(std::ranges::count(answer, '\n')) != events)
                    giveUp("not every event was answered");
            }
            const std::lock_guard lock(mutex);
            waited.insert(waited.end(), mine.begin(), mine.end());
        });
    for (std::thread& thread : threads)
        thread.join();
    const double seconds = std::chrono::duration<double>(SteadyClock::now() - begin).count();
    const auto total = static_cast<double>(count * events);
    std::ranges::sort(waited);
    return {total / seconds, waited[waited.size() / 2], waited[waited.size() * 99 / 100],
            1e6 * (processorSeconds(service.pid()) - processor) / total};
}

/// Looks at every value once.
std::size_t lookAt(simdjson::ondemand::value value) {
    std::size_t seen = 0;
    if (value.type() == simdjson::ondemand::json_type::object) {
        for (auto field : value.get_object()) {
            seen += field.unescaped_key().value().size();
            seen += lookAt(field.value());
        }
        return seen;
    }
    if (value.type() == simdjson::ondemand::json_type::string)
        return value.get_string().value().size();
    return value.raw_json_token().size();
}

/// Events a second of one thread that parses alone, in its own processor time.
double parseRate(const std::vector<std::string>& bodies, std::size_t events) {
    std::vector<simdjson::padded_string> padded;
    for (const std::string& body : bodies)
        padded.emplace_back(body);
    simdjson::ondemand::parser parser;
    std::size_t seen = 0;
    std::size_t count = 0;
    timespec begin{};
    timespec end{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &begin);
    for (const simdjson::padded_string& body : padded) {
        simdjson::ondemand::document_stream stream = parser.iterate_many(body, body.size());
        for (auto document : stream) {
            simdjson::ondemand::object object = document.get_object();
            for (auto field : object) {
                seen += field.unescaped_key().value().size();
                seen += lookAt(field.value());
            }
            ++count;
        }
    }
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &end);
    if (count != bodies.size() * events || seen == 0)
        giveUp("the bodies are not what they should be");
    return static_cast<double>(count) /
           (static_cast<double>(end.tv_sec - begin.tv_sec) + static_cast<double>(end.tv_nsec - begin.tv_nsec) * 1e-9);
}

void measure(const Service& service, std::size_t events, std::size_t connections, std::size_t total) {
    const std::vector<std::string> bodies = makeBodies(events);
    const std::vector<std::string> requests = requestsOf(bodies, service);
    Sent best;
    double parsed = 0;
    (void)sendAll(service, requests, events, requests.size(), connections); // warm
    for (int turn = 0; turn < kTurns; ++turn) {
        parsed = std::max(parsed, parseRate(bodies, events));
        const Sent sent = sendAll(service, requests, events, std::max<std::size_t>(total / events, 1), connections);
        if (sent.rate > best.rate)
            best = sent;
    }
    const std::string name = "ingest." + std::to_string(connections) + "x" + std::to_string(events);
    print(name + ".rate", best.rate, "events/s", "wanted", kWanted);
    print(name + ".to_parsing", best.rate / parsed, "of it", "simdjson alone, one thread, events/s", parsed);
    print(name + ".p50", best.p50, "ms");
    print(name + ".p99", best.p99, "ms");
    print(name + ".processor", best.processor, "us/event", "simdjson alone", 1e6 / parsed);
    print(name + ".memory", memoryMb(service.pid(), "VmRSS"), "MB", "limit", 200);
    print(name + ".memory.peak", memoryMb(service.pid(), "VmHWM"), "MB", "limit", 200);
}

} // namespace

int main() {
    const char* const asked = std::getenv("INFERNO_BENCH_EVENTS");
    const std::size_t total = asked ? std::strtoull(asked, nullptr, 10) : 600'000;
    const Folder folder("bench-ingest");
    Service service(folder.path / "data");
    print("ingest.line", static_cast<double>(lineOf(12'345).size()), "B");
    measure(service, 1000, 4, total);
    measure(service, 5000, 4, total);
    measure(service, 1000, 16, total);
    return 0;
}
