// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>
#include <QTest>

#include "core/base/bytes.h"
#include "core/base/clock.h"
#include "core/base/ids.h"
#include "core/base/units.h"
#include "core/base/vfs.h"
#include "core/base/web_url.h"
#include "tests/fakes/faulty_vfs.h"

using namespace inferno;
using namespace std::chrono_literals;

class TestBase : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void errorsSayWhatWhyAndWhatToDo() {
        const Error error{ErrorCode::JobUnknown, "no job is called 'x'", "list them with batch-queue list", {}, {}};
        QCOMPARE(error.message(), "There is no such job · no job is called 'x' · list them with batch-queue list");
        QCOMPARE(codeOf("job.cycle"), ErrorCode::JobCycle);
        QCOMPARE(codeOf("from.the.future"), ErrorCode::Internal);
    }

    void durations() {
        QCOMPARE(*parseDuration("90s"), 90'000ms);
        QCOMPARE(*parseDuration("15m"), 900'000ms);
        QCOMPARE(*parseDuration("7d"), 604'800'000ms);
        QCOMPARE(*parseDuration("1h30m"), 5'400'000ms);
        QCOMPARE(*parseDuration("0.5"), 500ms);
        QCOMPARE(*parseDuration("1800"), 1'800'000ms);
        for (const char* bad : {"", "x", "5x", "-3s", "1h 2m", "1h30", "s", "nan", "1e3", "99999999999999999999d"})
            QVERIFY2(!parseDuration(bad), bad);
        QCOMPARE(formatDuration(5'400'000ms), "1 h 30 min");
        QCOMPARE(formatDuration(45s), "45 s");
    }

    void sizes() {
        QCOMPARE(static_cast<std::uint64_t>(*parseSize("512KB")), 524'288U);
        QCOMPARE(static_cast<std::uint64_t>(*parseSize("8GB")), 8ULL << 30);
        QCOMPARE(static_cast<std::uint64_t>(*parseSize("1.5GiB")), 1610612736U);
        QCOMPARE(static_cast<std::uint64_t>(*parseSize("17")), 17U);
        QCOMPARE(static_cast<std::uint64_t>(*parseSize("17B")), 17U);
        for (const char* bad : {"", "GB", "5XB", "-1", "5GBs", "5G B"})
            QVERIFY2(!parseSize(bad), bad);
        QCOMPARE(formatSize(ByteSize{1610612736}), "1.5 GiB");
    }

    void times() {
        const auto time = parseRfc3339("2026-03-24T10:42:07.512+01:00");
        QVERIFY(time);
        QCOMPARE(formatUtc(*time), "2026-03-24T09:42:07.512Z");
        QCOMPARE(formatUtc(*parseRfc3339("1969-12-31T23:59:59Z")), "1969-12-31T23:59:59Z");
        for (const char* bad : {"2026-02-30T00:00:00Z", "2026-03-24", "2026-03-24T10:42:07", "2026-03-24T25:00:00Z",
                                "2026-03-24T10:42:07Zx", "2026-03-24T10:42:07.Z"})
            QVERIFY2(!parseRfc3339(bad), bad);
    }

    void base64AndHex() {
        for (const char* text : {"", "f", "fo", "foo", "foob", "fooba", "foobar"})
            QCOMPARE(asText(*fromBase64(toBase64(asBytes(text)))), std::string_view(text));
        QCOMPARE(toBase64(asBytes("foob")), "Zm9vYg==");
        for (const char* bad : {"Zg", "Zh==", "Zg=a", "Z===", "Zm9v Yg"})
            QVERIFY2(!fromBase64(bad), bad);
        QCOMPARE(toHex(*fromHex("00fFa1")), "00ffa1");
        QVERIFY(!fromHex("0"));
        QVERIFY(!fromHex("0g"));
    }

    void crc() {
        QCOMPARE(crc32c(asBytes("123456789")), 0xE3069283U); // RFC 3720's check value
        QCOMPARE(crc32c(asBytes("6789"), crc32c(asBytes("12345"))), 0xE3069283U);
    }

    void ids() {
        const WallTime now = *parseRfc3339("2026-03-24T09:42:07Z");
        const std::string first = newId("run_", now);
        QCOMPARE(first.size(), std::size_t{30});
        QVERIFY(newId("run_", now + 1ms) > first);
        const std::string uuid = toText(newUuid(now));
        QCOMPARE(uuid.size(), std::size_t{36});
        QCOMPARE(uuid[14], '7');
    }

    void filesAreReplacedWholeOrNotAtAll() {
        QTemporaryDir folder;
        SystemVfs system;
        fakes::FaultyVfs vfs(system);
        const std::filesystem::path path = folder.path().toStdString() + "/f";
        QVERIFY(writeFileAtomically(vfs, path, asBytes("old")));
        QCOMPARE(vfs.stat(path)->mode, 0600U);
        for (std::uint64_t n = 1;; ++n) {
            vfs.failAt(n, ErrorCode::DiskFull);
            const auto result = writeFileAtomically(vfs, path, asBytes("new content"));
            const Bytes content = *readFile(system, path);
            if (result) {
                QCOMPARE(asText(content), "new content");
                QVERIFY(n > 5);
                break;
            }
            QCOMPARE(result.error().code, ErrorCode::DiskFull);
            QVERIFY(asText(content) == "old" || asText(content) == "new content");
        }
    }

    void urlsAreToldWithoutTheirSecrets() {
        QCOMPARE(withoutSecrets("https://user:pass@word@example.org:8443/a/b.mar?key=secret#part"),
                 "https://example.org:8443/a/b.mar");
        QCOMPARE(withoutSecrets("http://example.org?key=a@b"), "http://example.org");
        QCOMPARE(withoutSecrets("http://example.org/a@b.mar"), "http://example.org/a@b.mar");
        QCOMPARE(withoutSecrets("/a/model?.mar"), "/a/model?.mar"); // a path
        QCOMPARE(withoutSecrets("file:///a/b@c.mar"), "file:///a/b@c.mar");
    }

    void urlsAreAllowedByExpressions() {
        const std::vector<std::string> ours{"(", "https://models\\.example\\.org/.*"}; // the first allows nothing
        QVERIFY(isAllowedUrl("https://models.example.org/m.mar", ours));
        QVERIFY(isAllowedUrl("https://me:secret@models.example.org/m.mar?x=y", ours));
        QVERIFY(isAllowedUrl("https://models.example.org/@evil.org", ours)); // a path
        for (const char* url :
             {"http://models.example.org/m.mar", "https://modelsXexample.org/m.mar",
              "https://models.example.org@evil.org/m.mar", "https://evil.org/https://models.example.org/m.mar",
              "https://evil.org\\@models.example.org/m", "https://models.example.org/m.mar\n",
              "https://models.example.org/a b"})
            QVERIFY2(!isAllowedUrl(url, ours), url);
        QVERIFY(isAllowedUrl("file:///a/my model.mar", {"file:///a/.*"}));
        QVERIFY(!isAllowedUrl("https://models.example.org/m.mar", {}));
    }

    void locksExclude() {
        QTemporaryDir folder;
        SystemVfs vfs;
        const std::filesystem::path path = folder.path().toStdString() + "/lock";
        auto first = vfs.lock(path, LockMode::Exclusive);
        QVERIFY(first && *first);
        QVERIFY(*vfs.lock(path, LockMode::Shared) == nullptr);
        first->reset();
        QVERIFY(*vfs.lock(path, LockMode::Shared) != nullptr);
    }

    void linkIsTheAtomicClaim() {
        QTemporaryDir folder;
        SystemVfs vfs;
        const std::filesystem::path root = folder.path().toStdString();
        QVERIFY(writeFileAtomically(vfs, root / "mine", asBytes("1")));
        QVERIFY(vfs.link(root / "mine", root / "claim"));
        const auto second = vfs.link(root / "mine", root / "claim");
        QCOMPARE(second.error().code, ErrorCode::IoExists);
    }
};

QTEST_GUILESS_MAIN(TestBase)
#include "tst_base.moc"
