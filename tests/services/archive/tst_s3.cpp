// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include <fstream>

#include "core/base/vfs.h"
#include "core/vault/crypto.h"
#include "services/archive/s3.h"
#include "tests/services/archive/npm_s3.h"
#include "tests/services/archive/small_s3.h"

using namespace inferno;
using namespace inferno::archive;
using testing::NpmS3;
using testing::SmallS3;

class TestS3 : public QObject {
    Q_OBJECT

    static S3Options optionsFor(const std::string& url, const char* bucket = NpmS3::kBucket) {
        S3Options options;
        options.endpoint = url;
        options.bucket = bucket;
        options.prefix = "inferno/a b";
        options.accessKey = options.secretKey = NpmS3::kKey;
        options.retryDelay = std::chrono::milliseconds{1};
        return options;
    }
    static Bytes patternOf(std::size_t size) {
        Bytes bytes(size);
        for (std::size_t i = 0; i < size; ++i)
            bytes[i] = static_cast<std::uint8_t>(i * 31 + i / 251);
        return bytes;
    }
    std::filesystem::path fileWith(const Bytes& content) const {
        const auto path = std::filesystem::path(folder_.path().toStdString()) / "file";
        std::ofstream(path, std::ios::binary)
            .write(reinterpret_cast<const char*>(content.data()), static_cast<std::streamsize>(content.size()));
        return path;
    }

    SystemVfs vfs_;
    QTemporaryDir folder_;

private Q_SLOTS:
    void targetsAreRead() {
        QCOMPARE(S3Options::ofTarget("s3://evidence/a/b/")->prefix, "a/b");
        QCOMPARE(S3Options::ofTarget("s3://evidence")->bucket, "evidence");
        for (const char* wrong : {"evidence", "s3://", "s3://Evidence", "s3://ab", "http://evidence/a",
                                  "s3://evidence/a/../b", "s3://evidence/."})
            QCOMPARE(S3Options::ofTarget(wrong).error().code, ErrorCode::ConfigInvalid);
    }

    void textIsEncodedAndRead() {
        QCOMPARE(percentEncoded("a b/ü~", true), "a%20b/%C3%BC~");
        QCOMPARE(percentEncoded("a/b+=", false), "a%2Fb%2B%3D");
        QCOMPARE(*element("<R><Key>a&amp;b&#x41;&#13;</Key></R>", "Key"), "a&bA\r");
        QCOMPARE(element("<R><Key>a", "Key"), std::nullopt);
        QCOMPARE(elements("<C>1</C><C>2</C>", "C").size(), std::size_t{2});
        QCOMPARE(*headerValue("ETag:  \"x\" \r\n", "etag"), "\"x\"");
    }

    void whatIsSentCarriesChecksumAndLock() {
        SmallS3 server;
        const S3 s3(optionsFor(server.url()));
        const ObjectLock lock{ObjectLock::Mode::Compliance, *parseRfc3339("2033-11-21T00:00:00Z")};
        QVERIFY(s3.put("small", asBytes("hello"), lock));
        const auto seen = server.seen();
        QCOMPARE(seen.size(), std::size_t{1});
        QCOMPARE(seen[0].target, "/evidence/inferno/a%20b/small");
        auto headers = seen[0].headers;
        const Hash hash = vault::sha256(asBytes("hello"));
        QCOMPARE(headers["x-amz-checksum-sha256"], toBase64(hash));
        QCOMPARE(headers["x-amz-content-sha256"], toHex(hash));
        QCOMPARE(headers["x-amz-object-lock-mode"], "COMPLIANCE");
        QCOMPARE(headers["x-amz-object-lock-retain-until-date"], "2033-11-21T00:00:00Z");
        QVERIFY(testing::isSigned(seen[0], NpmS3::kKey, "us-east-1")); // so nobody can take them off on the way
        QVERIFY(!testing::isSigned(seen[0], "another", "us-east-1"));
    }

    void largeFilesGoUpInParts() {
        SmallS3 server;
        S3Options options = optionsFor(server.url());
        options.partBytes = 1000;
        const S3 s3(options);
        const Bytes content = patternOf(2500);
        const ObjectLock lock{ObjectLock::Mode::Governance, *parseRfc3339("2033-11-21T00:00:00Z")};
        QVERIFY(s3.putFile("large", vfs_, fileWith(content), lock));
        const auto seen = server.seen();
        QCOMPARE(seen.size(), std::size_t{5}); // begin, three parts, end
        QCOMPARE(seen[0].headers.at("x-amz-object-lock-mode"), "GOVERNANCE");
        QCOMPARE(seen[0].headers.at("x-amz-checksum-algorithm"), "SHA256");
        QCOMPARE(seen[3].body.size(), std::size_t{500});
        QCOMPARE(seen[3].headers.at("x-amz-checksum-sha256"), toBase64(vault::sha256(ByteView(content).last(500))));
        QCOMPARE(elements(seen[4].body, "ChecksumSHA256").size(), std::size_t{3});
        QCOMPARE(*s3.get("large", 1 << 20), content);
        for (const auto& request : server.seen())
            QVERIFY2(testing::isSigned(request, NpmS3::kKey, "us-east-1"), request.target.c_str());
    }

    void aFailedPartLeavesNothing() {
        SmallS3 server;
        S3Options options = optionsFor(server.url());
        options.partBytes = 1000;
        const S3 s3(options);
        const auto file = fileWith(patternOf(2500));
        server.failNext(1, 403); // not worth a second try
        QCOMPARE(s3.putFile("large", vfs_, file).error().code, ErrorCode::ArchiveFailed);
        QCOMPARE(server.seen().size(), std::size_t{1});
        server.failNext(2, 503);
        QVERIFY(s3.putFile("large", vfs_, file)); // the third try
        QCOMPARE(server.objects().size(), std::size_t{1});
    }

    void errorsSayWhatTheStoreSaid() {
        SmallS3 server;
        const S3 s3(optionsFor(server.url()));
        QCOMPARE(s3.get("absent", 100).error().code, ErrorCode::IoNotFound);
        server.failNext(9);
        const auto failed = s3.get("absent", 100);
        QCOMPARE(failed.error().code, ErrorCode::ArchiveFailed);
        QVERIFY2(failed.error().detail.find("Injected: by the test") != std::string::npos,
                 failed.error().detail.c_str());
        S3Options nowhere = optionsFor("http://127.0.0.1:1");
        QCOMPARE(S3(nowhere).put("x", {}).error().code, ErrorCode::ArchiveFailed);
    }

    void listsAreReadPageByPage() {
        SmallS3 server;
        const S3 s3(optionsFor(server.url()));
        for (const char* name : {"seg/1", "seg/2", "seg/3&<", "other"})
            QVERIFY(s3.put(name, asBytes("xy")));
        const auto objects = s3.list("seg/");
        QVERIFY(objects);
        QCOMPARE(objects->size(), std::size_t{3});
        QCOMPARE((*objects)[2].name, "seg/3&<");
        QCOMPARE((*objects)[2].bytes, 2U);
        for (const auto& request : server.seen())
            QVERIFY2(testing::isSigned(request, NpmS3::kKey, "us-east-1"), request.target.c_str());
    }

    void aRealServerTakesIt() {
        NpmS3 server;
        if (const QString why = server.start(); !why.isEmpty())
            QSKIP(qPrintable(why));
        S3Options options = optionsFor(server.url());
        options.partBytes = 5 << 20;
        const S3 s3(options);
        QVERIFY2(s3.put("seg/small", asBytes("hello")), "it was refused");
        QCOMPARE(asText(*s3.get("seg/small", 100)), "hello");
        const Bytes content = patternOf((11 << 20) + 17);
        const auto up = s3.putFile("seg/large", vfs_, fileWith(content));
        QVERIFY2(up, up ? "" : up.error().message().c_str());
        vault::Sha256 sha;
        sha.begin();
        QVERIFY(s3.get("seg/large", [&](ByteView part) -> Result<void> {
            sha.update(part);
            return {};
        }));
        QCOMPARE(sha.finish(), vault::sha256(content));
        const auto objects = s3.list("seg/");
        QVERIFY(objects);
        QCOMPARE(objects->size(), std::size_t{2});
        QCOMPARE(objects->front().name, "seg/large");
        QCOMPARE(objects->front().bytes, content.size());
        options.accessKey = "nobody"; // of a signature of version 4 it checks no more
        QCOMPARE(S3(options).put("x", {}).error().code, ErrorCode::ArchiveFailed);
        QCOMPARE(s3.get("seg/none", 100).error().code, ErrorCode::IoNotFound);
    }
};

QTEST_GUILESS_MAIN(TestS3)
#include "tst_s3.moc"
