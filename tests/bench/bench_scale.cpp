// SPDX-License-Identifier: GPL-3.0-or-later
// How the vault's costs and its memory grow with its size: one vault that grows to 1, 4 and 16 million events (and what
// INFERNO_BENCH_MILLIONS names instead, such as "1 4 16 43"). Each step is a program of its own, so that its peak of
// memory is that of the step alone. Ratios are of the cost of an event beside that at the first size: 1 is linear.
// The events come 500 a second by their timestamps: 24 hours hold 43 million. Searches are timed by the processor time
// of the thread that searches, opening and exports by the clock. At the last size the whole vault is exported, by the
// command line while nobody has it open and by the service. Files are made in TMPDIR (/tmp), on a real disk.
#include <time.h> // NOLINT(modernize-deprecated-headers): clock_gettime

#include <map>

#include "core/vault/vault.h"
#include "core/vault/vault_reader.h"
#include "core/vault/verify.h"
#include "tests/bench/service.h"

using namespace inferno;
using namespace inferno::vault;
using namespace inferno::bench;
using SteadyClock = std::chrono::steady_clock;

namespace {

constexpr std::uint64_t kBatch = 1000;
constexpr std::uint64_t kEventsPerSecond = 500; ///< by their timestamps
constexpr std::uint64_t kRareEvery = 1'000'000; ///< one event in so many is of a user who does nothing else
constexpr const char* kRareUser = "mallory";
constexpr const char* kRareWord = "zyxwvutsrq";
constexpr std::uint64_t kRareWordAt = 500'000;

template <typename T>
T must(Result<T> result) {
    if (!result)
        giveUp(result.error().message());
    if constexpr (!std::is_void_v<T>)
        return *std::move(result);
}

WallTime timeOf(std::uint64_t number) {
    static const WallTime first = *parseRfc3339("2026-01-01T00:00:00Z");
    return first + std::chrono::nanoseconds(1'000'000'000 / kEventsPerSecond * number);
}

Event makeEvent(std::uint64_t number) {
    const bool failed = number % 3 == 0;
    Event event;
    event.timestamp = timeOf(number);
    event.eventType = "authentication";
    event.action = failed ? "login_failed" : "login_success";
    event.user = number % kRareEvery == kRareEvery / 3 ? kRareUser : "user" + std::to_string(number % 997);
    event.sourceIp = "10.1." + std::to_string(number % 250) + "." + std::to_string(number % 199);
    event.userAgent = "InfernoClient/1.0";
    event.sessionId = "sess_" + std::to_string(number * 7919 % 1'000'003);
    event.resource = "/api/v1/jobs/" + std::to_string(number % 5000);
    event.result = failed ? "failure" : "success";
    event.details = "{\"auth_method\":\"api_key\",\"attempt\":" + std::to_string(number) + "}";
    if (number == kRareWordAt)
        event.details.insert(1, "\"note\":\"" + std::string(kRareWord) + "\",");
    return event;
}

/// What a step has found out, by name.
using Figures = std::map<std::string, double>;

void tell(const char* name, double value) {
    std::printf("%s %.9g\n", name, value);
}

double clockSeconds(clockid_t which) {
    timespec now{};
    ::clock_gettime(which, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}
/// Seconds that this thread has worked.
template <typename Work>
double workOf(Work work) {
    const double start = clockSeconds(CLOCK_THREAD_CPUTIME_ID);
    work();
    return clockSeconds(CLOCK_THREAD_CPUTIME_ID) - start;
}
template <typename Work>
double waitFor(Work work) {
    const auto start = SteadyClock::now();
    work();
    return std::chrono::duration<double>(SteadyClock::now() - start).count();
}

VaultOptions optionsOf(const std::filesystem::path& root) {
    VaultOptions options;
    options.keys = KeyPaths::under(root);
    return options;
}

// The steps, each in a program of its own.

void appendUpTo(Vfs& vfs, const Clock& clock, const std::filesystem::path& root, std::uint64_t events) {
    const auto vault = must(Vault::open(vfs, clock, optionsOf(root)));
    const std::uint64_t before = vault->progress().durable;
    double making = 0;
    const double processor = clockSeconds(CLOCK_PROCESS_CPUTIME_ID);
    const double wall = waitFor([&] {
        for (std::uint64_t next = before; next < events;) {
            AppendRequest request;
            making += workOf([&] {
                for (std::uint64_t i = 0; i < kBatch && next < events; ++i, ++next)
                    request.events.push_back(makeEvent(next));
            });
            must(vault->append(std::move(request)));
        }
    });
    must(vault->close());
    const auto appended = static_cast<double>(events - before);
    tell("append", (clockSeconds(CLOCK_PROCESS_CPUTIME_ID) - processor - making) / appended);
    tell("append.wall", wall / appended);
}

void search(Vfs& vfs, const Clock& clock, const std::filesystem::path& root, std::uint64_t events) {
    std::unique_ptr<Vault> vault;
    tell("open.service", waitFor([&] { vault = must(Vault::open(vfs, clock, optionsOf(root))); }));
    const auto found = [&](Query query) {
        std::size_t records = 0;
        do {
            const QueryPage page = must(vault->query(query));
            records += page.records.size();
            query.from = page.next;
        } while (query.from);
        return records;
    };
    const auto expect = [](bool held, const char* what) {
        if (!held)
            giveUp(what);
    };
    Query word;
    word.text = kRareWord;
    tell("rare_word.first", workOf([&] { expect(found(word) == 1, "the rare word was not found once"); }));
    tell("rare_word.again", workOf([&] { expect(found(word) == 1, "the rare word was not found once"); }));
    Query day;
    day.since = timeOf(0);
    day.until = timeOf(0) + std::chrono::hours(24);
    day.users = {kRareUser};
    const std::size_t rare =
        (std::min(events, 86'400 * kEventsPerSecond) + kRareEvery - kRareEvery / 3 - 1) / kRareEvery;
    tell("filter", workOf([&] { expect(found(day) == rare, "the rare user's events were not all found"); }));
    day.users = {"user77"};
    day.actions = {"login_failed"};
    tell("filter.page", workOf([&] { expect(must(vault->query(day)).records.size() == 100, "a page of 100"); }));
    for (const char* field : {"user", "action"})
        tell((std::string("values.") + field).c_str(), workOf([&] {
                 const FieldValues values = must(vault->values(Query(), field, 10));
                 expect(values.total + 100 >= events, "the values do not count all events"); // but the service's
             }));
    Query some;
    some.actions = {"login_failed"};
    tell("values.filtered", workOf([&] { must(vault->values(some, "source_ip", 10)); }));
    tell("histogram", workOf([&] { must(vault->histogram(Query(), 60, HistogramBy::Severity)); }));
    Query scan;
    scan.text = "*qzqzqz*";
    tell("scan",
         workOf([&] { expect(found(scan) == 0, "a word that is not there was found"); }) / static_cast<double>(events));
}

void verify(Vfs& vfs, const std::filesystem::path& root, std::uint64_t events) {
    const double processor = clockSeconds(CLOCK_PROCESS_CPUTIME_ID);
    const Verification result = must(verifyVault(vfs, KeyPaths::under(root), {}));
    if (result.verdict != Verdict::Ok)
        giveUp("the vault that was just written does not verify");
    tell("verify", (clockSeconds(CLOCK_PROCESS_CPUTIME_ID) - processor) / static_cast<double>(events));
    tell("open.reader", waitFor([&] { (void)must(VaultReader::open(vfs, KeyPaths::under(root))); }));
}

int runStep(const std::string& step, const std::filesystem::path& root, std::uint64_t events) {
    SystemVfs vfs;
    const SystemClock clock;
    if (step == "append")
        appendUpTo(vfs, clock, root, events);
    else if (step == "search")
        search(vfs, clock, root, events);
    else
        verify(vfs, root, events);
    return 0;
}

/// Runs a step and adds what it found out, and its peak of memory.
void runApart(const std::string& step, const std::filesystem::path& root, std::uint64_t events, Figures& figures) {
    const std::string out = (root.parent_path() / "figures").string();
    const auto begin = SteadyClock::now();
    const pid_t pid = start({"/proc/self/exe", step, root.string(), std::to_string(events)}, out.c_str());
    figures[step + ".memory"] = await(pid, begin).peakMb;
    std::ifstream file(out);
    double value = 0;
    for (std::string name; file >> name >> value;)
        figures[name] = value;
}

void printAll(const std::string& size, double millions, const Figures& now, const Figures& first) {
    const auto ratio = [&](const char* name) {
        print(size + name + ".ratio", now.at(name) / first.at(name), "x an event's cost", "linear", 1);
    };
    print(size + "append", 1 / now.at("append.wall"), "events/s");
    print(size + "append.processor", 1e6 * now.at("append"), "us/event");
    ratio("append");
    print(size + "verify", 1e6 * now.at("verify"), "us/event");
    ratio("verify");
    print(size + "scan", 1e-6 / now.at("scan"), "M events/s");
    ratio("scan");
    print(size + "rare_word.first", 1e3 * now.at("rare_word.first"), "ms", "50 ms for 10 M events", 5 * millions);
    print(size + "rare_word.again", 1e3 * now.at("rare_word.again"), "ms", "50 ms for 10 M events", 5 * millions);
    print(size + "filter_24h.rare_user", 1e3 * now.at("filter"), "ms", "1 s for 43 M events", 1000 * millions / 43);
    print(size + "filter_24h.page", 1e3 * now.at("filter.page"), "ms", "1 s for 43 M events", 1000);
    print(size + "values.user", 1e3 * now.at("values.user"), "ms");
    print(size + "values.action", 1e3 * now.at("values.action"), "ms");
    print(size + "values.source_ip.filtered", 1e3 * now.at("values.filtered"), "ms");
    print(size + "histogram", 1e3 * now.at("histogram"), "ms");
    print(size + "open.service", 1e3 * now.at("open.service"), "ms", "limit", 1000);
    print(size + "open.reader", 1e3 * now.at("open.reader"), "ms", "limit", 1000);
    for (const char* step : {"append", "search", "verify"})
        print(size + step + ".memory.peak", now.at(step + std::string(".memory")), "MB", "limit", 200);
}

/// Opening by the number of segments: what a vault of 100 GB is to its opening, since nothing else is read.
void openMany(const std::filesystem::path& root, int segments) {
    SystemVfs vfs;
    const SystemClock clock;
    must(vfs.makeFolder(root, 0700));
    VaultOptions options = optionsOf(root);
    options.reserve = ByteSize{0};
    {
        const auto vault = must(Vault::open(vfs, clock, options));
        for (int i = 0; i < segments; ++i) {
            AppendRequest request;
            for (std::uint64_t number = 0; number < kBatch; ++number)
                request.events.push_back(makeEvent(static_cast<std::uint64_t>(i) * kBatch + number));
            must(vault->append(std::move(request)));
            must(vault->rotate());
        }
        must(vault->close());
    }
    const std::string name = "open." + std::to_string(segments) + "_segments.";
    print(name + "reader", 1e3 * waitFor([&] { (void)must(VaultReader::open(vfs, KeyPaths::under(root))); }), "ms",
          "limit of a vault of 100 GB", 1000);
    print(name + "service", 1e3 * waitFor([&] { (void)must(Vault::open(vfs, clock, options)); }), "ms",
          "limit of a vault of 100 GB", 1000);
    std::filesystem::remove_all(root);
}

void exportAll(const std::filesystem::path& root, std::uint64_t events) {
    auto begin = SteadyClock::now();
    const Ended ended = await(start({program("inferno").string(), "--data-dir", root.string(), "audit", "export",
                                     "--format", "ndjson", "--output", "-"},
                                    "/dev/null"),
                              begin);
    print("export.offline", static_cast<double>(events) / ended.seconds, "events/s");
    print("export.offline.memory.peak", ended.peakMb, "MB", "limit", 200);

    const Service service(root);
    print("export.service.memory.before", memoryMb(service.pid(), "VmRSS"), "MB");
    resetPeak(service.pid());
    Connection connection(service.port());
    begin = SteadyClock::now();
    const std::uint64_t bytes = connection.drain(
        "GET /api/v1/audit/export?format=ndjson HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(service.port()) +
        "\r\nAuthorization: Bearer " + service.token() + "\r\n\r\n");
    const double seconds = std::chrono::duration<double>(SteadyClock::now() - begin).count();
    if (bytes < 200 * events)
        giveUp("the service broke the export off");
    print("export.service", static_cast<double>(events) / seconds, "events/s");
    print("export.service.bytes", static_cast<double>(bytes) / 1e9, "GB");
    print("export.service.memory.peak", memoryMb(service.pid(), "VmHWM"), "MB", "limit", 200);
}

std::vector<std::uint64_t> sizes() {
    const char* const asked = std::getenv("INFERNO_BENCH_MILLIONS");
    std::istringstream list(asked ? asked : "1 4 16");
    std::vector<std::uint64_t> all;
    for (std::uint64_t one = 0; list >> one;)
        all.push_back(one);
    return all;
}

} // namespace

int main(int argc, char** argv) {
    if (argc == 4)
        return runStep(argv[1], argv[2], std::strtoull(argv[3], nullptr, 10));
    const Folder folder("bench-scale");
    const auto root = folder.path / "data";
    openMany(folder.path / "many", 100);
    openMany(folder.path / "more", 400);
    Service(root).stop(); // makes the data root
    Figures first;
    std::uint64_t events = 0;
    for (const std::uint64_t millions : sizes()) {
        Figures now;
        events = millions * 1'000'000;
        for (const char* step : {"append", "search", "verify"})
            runApart(step, root, events, now);
        if (first.empty())
            first = now;
        printAll("scale." + std::to_string(millions) + "M.", static_cast<double>(millions), now, first);
    }
    exportAll(root, events);
    return 0;
}
