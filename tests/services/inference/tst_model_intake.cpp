// SPDX-License-Identifier: GPL-3.0-or-later
// What a model passes before an engine sees it: the download, the signature, the memory that it will take.
#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <future>

#include "services/inference/model_download.h"
#include "services/inference/model_memory.h"
#include "services/inference/model_registry.h"
#include "services/inference/model_signature.h"
#include "tests/fakes/faulty_vfs.h"
#include "tests/fakes/memory_vfs.h"
#include "tests/services/inference/file_server.h"
#include "tests/services/inference/zip_writer.h"

using namespace inferno;
using namespace inferno::serving;
using inferno::tests::FileServer;
using inferno::tests::ZipWriter;
namespace fs = std::filesystem;

namespace {

constexpr std::string_view kModel = "weights of a model\n";
// openssl genpkey -algorithm ed25519 -out key.pem; openssl pkey -in key.pem -pubout
constexpr const char* kPem = "-----BEGIN PUBLIC KEY-----\n"
                             "MCowBQYDK2VwAyEA/bYQuqi3s0RQ/+VwkzcgA21zscXg96VHYOMkXtOlgSw=\n"
                             "-----END PUBLIC KEY-----\n";
constexpr const char* kRawKey = "/bYQuqi3s0RQ/+VwkzcgA21zscXg96VHYOMkXtOlgSw=";
constexpr const char* kDerKey = "MCowBQYDK2VwAyEA/bYQuqi3s0RQ/+VwkzcgA21zscXg96VHYOMkXtOlgSw=";
constexpr const char* kOtherKey = "MCowBQYDK2VwAyEAEyBS+2NfuXC7V0IGNdKxLE4VNewjVoLYymn5XRpQggI=";
constexpr const char* kX25519Key = "MCowBQYDK2VuAyEAELhaB5J7nEYkoiCD2E6u+Cy2s7lZgIezaGX3S0BC80k=";
// openssl dgst -sha256 -binary -out M.sha256 M.pt
// openssl pkeyutl -sign -inkey key.pem -rawin -in M.sha256 -out M.pt.sig
constexpr const char* kSignature =
    "lzElnGO78nQtf63+wBEYYdnZh1vbGWzzKcxhahQcWuOnyzsIEhdjUHRgSF+IQnn2kurA/Rph3+2D+K0fVcKQCQ==";

QByteArray torchScript() {
    ZipWriter zip;
    zip.add("fraud/data.pkl", QByteArray(1000, 'p'));
    zip.add("fraud/code/data/odd.py", QByteArray(500, 'c'));
    zip.add("fraud/data/0", QByteArray(4096, '\1'));
    zip.add("fraud/data/1", QByteArray(100, '\1'));
    zip.add("fraud/constants/0", QByteArray(64, '\1'));
    zip.add("fraud/constants.pkl", QByteArray(10, 'p'));
    zip.add("data", "x");
    return zip.end();
}

} // namespace

class TestModelIntake : public QObject {
    Q_OBJECT

    SystemVfs vfs_;
    std::unique_ptr<QTemporaryDir> folder_;
    std::unique_ptr<FileServer> server_;
    DownloadOptions options_;

    fs::path at(const std::string& name) const { return fs::path(folder_->path().toStdString()) / name; }
    fs::path write(const std::string& name, std::string_view content) const {
        std::ofstream(at(name), std::ios::binary) << content;
        return at(name);
    }
    std::string contentOf(const fs::path& file) {
        const auto bytes = readFile(vfs_, file);
        return bytes ? std::string(asText(*bytes)) : "none";
    }
    std::size_t filesInStore() const {
        return fs::exists(at("store"))
                   ? static_cast<std::size_t>(std::distance(fs::directory_iterator(at("store")), {}))
                   : 0;
    }
    Result<Download> fetch(const std::string& url) { return ModelDownloads(at("store"), options_, vfs_).fetch(url); }
    void refuses(const std::string& path, ErrorCode code, const char* why) {
        const auto download = fetch(server_->url(path));
        QVERIFY2(!download, path.c_str());
        QCOMPARE(download.error().code, code);
        QVERIFY2(download.error().detail.find(why) != std::string::npos, download.error().detail.c_str());
        QCOMPARE(filesInStore(), 0U); // neither half a file nor a whole one
    }
    SignaturePolicy trusting(const std::vector<std::string>& keys, bool required = false) {
        const auto policy = readTrustedKeys(vfs_, keys, required);
        if (!policy)
            qFatal("%s", policy.error().message().c_str());
        return *policy;
    }
    std::string signatureIn(const SignaturePolicy& policy, const fs::path& model, const fs::path& named = {}) {
        const auto facts = factsOf(vfs_, model);
        const auto found = signatureOf(vfs_, policy, model, facts->sha256, named);
        if (!found && found.error().code != ErrorCode::ModelSignature)
            return "another error: " + found.error().message();
        return found ? *found : "refused: " + found.error().detail;
    }

private Q_SLOTS:
    void init() {
        folder_ = std::make_unique<QTemporaryDir>();
        server_ = std::make_unique<FileServer>();
        options_ = {};
        options_.allowed = {server_->url("/.*")};
    }

    // ── Downloads ────────────────────────────────────────────────────────────────────────────────────────────────────

    void aModelIsDownloadedIntoTheStore() {
        const std::string content(3 << 20, 'x');
        server_->putFile("/models/fraud.mar", content);
        auto download = fetch(server_->url("/models/fraud.mar?token=secret"));
        QVERIFY2(download, download ? "" : download.error().message().c_str());
        QCOMPARE(download->file(), at("store/fraud.mar"));
        QVERIFY(contentOf(download->file()) == content);
        QCOMPARE(filesInStore(), 1U);
        QVERIFY(server_->seen().front().find("GET /models/fraud.mar?token=secret ") == 0);
        {
            const Download gone = *std::move(download);
        }
        QCOMPARE(filesInStore(), 0U); // nobody has kept it
        auto again = fetch(server_->url("/models/fraud.mar"));
        QVERIFY(again);
        again->keep();
        server_->putFile("/models/fraud.mar.sig", "signed");
        ModelDownloads downloads(at("store"), options_, vfs_);
        {
            const auto signature = downloads.fetchSignature(server_->url("/models/fraud.mar?token=secret"));
            QVERIFY(signature);
            QCOMPARE(signature->file(), at("store") / "fraud.mar.sig");
            QCOMPARE(asText(*readFile(vfs_, signature->file(), 100)), "signed");
        }
        QVERIFY(!exists(vfs_, at("store") / "fraud.mar.sig")); // it was not kept
        QVERIFY(downloads.fetchSignature(server_->url("/models/other.mar"))->file().empty());
        const auto third = fetch(server_->url("/models/fraud.mar"));
        QCOMPARE(third.error().code, ErrorCode::IoExists);
        QCOMPARE(third.error().detail, "Model file already exists fraud.mar");
        QVERIFY(contentOf(at("store/fraud.mar")) == content);
    }

    void onlyWhatIsAllowed() {
        const ModelDownloads downloads(at("store"), options_, vfs_);
        QVERIFY(downloads.allows(server_->url("/fraud.mar")));
        QVERIFY(downloads.allows("http://user:password@" + server_->url("/fraud.mar").substr(7)));
        QVERIFY(!downloads.allows("http://127.0.0.1:1/fraud.mar"));
        QVERIFY(!downloads.allows(server_->url() + "@example.org/fraud.mar")); // another host, behind a user's name
        QVERIFY(!downloads.allows(server_->url("/fraud.mar\r\nX: y")));
        QVERIFY(!downloads.allows(server_->url("/\\fraud.mar")));
        QVERIFY(!downloads.allows(server_->url("/" + std::string(5000, 'a'))));
        QVERIFY(
            !ModelDownloads(at("store"), {{"file://.*", "ftp://.*", "("}}, vfs_).allows("ftp://127.0.0.1/fraud.mar"));
        QVERIFY(!ModelDownloads(at("store"), {}, vfs_).allows(server_->url("/fraud.mar")));
    }

    void namesThatAreNoModels() {
        for (const char* path :
             {"/", "/registry.json", "/.mar", "/.x.mar", "/fraud", "/a%2Fb.mar", "/fraud.mar/", "/x;y.mar"})
            refuses(path, ErrorCode::ModelInvalid, "cannot be the name of a model's file");
        QVERIFY(server_->seen().empty());
    }

    void redirectsAreLookedAt() {
        server_->putFile("/new/fraud.mar", "weights");
        server_->redirect("/fraud.mar", "/new/fraud.mar");
        const auto download = fetch("http://user:password@" + server_->url("/fraud.mar").substr(7));
        QVERIFY2(download, download ? "" : download.error().message().c_str());
        QCOMPARE(contentOf(download->file()), "weights");
        const auto seen = server_->seen();
        QCOMPARE(seen.size(), 2U);
        QVERIFY(seen[0].find("Authorization: Basic") != std::string::npos);
    }

    void redirectsToElsewhereAreRefused() {
        FileServer other;
        other.putFile("/fraud.mar", "weights");
        server_->redirect("/a.mar", other.url("/fraud.mar?key=secret"));
        server_->redirect("/b.mar", "file:///etc/passwd");
        server_->redirect("/c.mar", "/c.mar");
        server_->put("/d.mar", "HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n");
        refuses("/a.mar", ErrorCode::DownloadFailed,
                ("it is redirected to " + other.url("/fraud.mar") + ", which is not allowed").c_str());
        QVERIFY(other.seen().empty());
        refuses("/b.mar", ErrorCode::DownloadFailed, "it is redirected to file:///etc/passwd, which is not allowed");
        refuses("/c.mar", ErrorCode::DownloadFailed, "over and over");
        refuses("/d.mar", ErrorCode::DownloadFailed, "status 302");
        QCOMPARE(server_->seen().size(), 9U); // 1 + 1 + 6 + 1
    }

    void halfAFileIsNone() {
        server_->put("/cut.mar", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this");
        server_->put("/chunks.mar", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nonly\r\n");
        server_->put("/none.mar", "");
        server_->put("/refused.mar", "HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno");
        server_->put("/still.mar", "HTTP/1.1 200 OK\r\nX-Then: nothing\r\nContent-Length: 100\r\n\r\nonly this");
        options_.stalled = std::chrono::seconds(1);
        const std::string begin = "Failed to download archive from: " + server_->url("/cut.mar") + " (";
        refuses("/cut.mar", ErrorCode::DownloadFailed, begin.c_str());
        refuses("/chunks.mar", ErrorCode::DownloadFailed, "Failed to download archive from: ");
        refuses("/none.mar", ErrorCode::DownloadFailed, "Failed to download archive from: ");
        refuses("/refused.mar", ErrorCode::DownloadFailed, "(status 403)");
        refuses("/absent.mar", ErrorCode::DownloadFailed, "(status 404)");
        refuses("/still.mar", ErrorCode::DownloadFailed, "Failed to download archive from: ");
    }

    void filesThatAreTooLarge() {
        options_.mostBytes = 1000;
        server_->putFile("/fits.mar", std::string(1000, 'x'));
        server_->putFile("/large.mar", std::string(1001, 'x'));
        server_->put("/unsaid.mar", "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + std::string(5000, 'x'));
        refuses("/large.mar", ErrorCode::DownloadFailed, "it has more than 1000 bytes");
        refuses("/unsaid.mar", ErrorCode::DownloadFailed, "it has more than 1000 bytes");
        QVERIFY(fetch(server_->url("/fits.mar")));
    }

    void aDownloadEndsWithTheService() {
        server_->put("/still.mar", "HTTP/1.1 200 OK\r\nX-Then: nothing\r\nContent-Length: 100\r\n\r\nonly this");
        ModelDownloads downloads(at("store"), options_, vfs_);
        auto held =
            std::async(std::launch::async, [&] { return downloads.fetch(server_->url("/still.mar")).error().detail; });
        QVERIFY(QTest::qWaitFor([&] { return server_->seen().size() == 1; }, 30'000));
        downloads.stop();
        QCOMPARE(held.get(), "Failed to download archive from: " + server_->url("/still.mar") + " (the service stops)");
        QCOMPARE(filesInStore(), 0U);
    }

    void aFullDiskLeavesNothing() {
        server_->putFile("/fraud.mar", std::string(300'000, 'x'));
        for (int step = 1;; ++step) {
            fakes::FaultyVfs faulty(vfs_);
            faulty.failAt(static_cast<std::uint64_t>(step), ErrorCode::DiskFull, false);
            auto download = ModelDownloads(at("store"), options_, faulty).fetch(server_->url("/fraud.mar"));
            if (download) {
                QVERIFY(step > 4); // the folder, the file, its bytes, the syncs, the name
                QCOMPARE(fs::file_size(download->file()), 300'000U);
                break;
            }
            QCOMPARE(download.error().code, ErrorCode::DiskFull);
            QCOMPARE(filesInStore(), 0U);
        }
    }

    void secretsOfUrlsAreNotTold() {
        const auto download = fetch("http://user:password@" + server_->url("/absent.mar?key=secret#part").substr(7));
        QCOMPARE(download.error().detail,
                 "Failed to download archive from: " + server_->url("/absent.mar") + " (status 404)");
    }

    void whatACrashLeftGoesAfterADay() {
        fs::create_directory(at("store"));
        for (const char* name : {"store/.download-old", "store/.download-new", "store/fraud.mar"})
            write(name, "x");
        const auto longAgo = fs::file_time_type::clock::now() - std::chrono::hours(25);
        fs::last_write_time(at("store/.download-old"), longAgo);
        fs::last_write_time(at("store/fraud.mar"), longAgo);
        ModelDownloads(at("store"), {}, vfs_).clean();
        QVERIFY(!fs::exists(at("store/.download-old")));
        QVERIFY(fs::exists(at("store/.download-new"))); // another service may be at it
        QVERIFY(fs::exists(at("store/fraud.mar")));
        ModelDownloads(at("nowhere"), {}, vfs_).clean();
    }

    // ── Signatures ───────────────────────────────────────────────────────────────────────────────────────────────────

    void aSignatureOfOpensslHolds() {
        const fs::path model = write("M.pt", kModel);
        const fs::path pem = write("pub.pem", kPem);
        const Bytes raw = *fromBase64(kSignature);
        for (const std::string& key : {pem.string(), std::string(kRawKey), std::string(kDerKey)}) {
            write("M.pt.sig", asText(raw));
            QCOMPARE(signatureIn(trusting({key}), model), "valid");
            QCOMPARE(signatureIn(trusting({kOtherKey, key}, true), model), "valid");
            write("M.pt.sig", std::string(kSignature) + "\n");
            QCOMPARE(signatureIn(trusting({key}), model), "valid");
        }
        fs::rename(at("M.pt.sig"), at("elsewhere"));
        QCOMPARE(signatureIn(trusting({kRawKey}), model), "none");
        QCOMPARE(signatureIn(trusting({kRawKey}), model, at("elsewhere")), "valid");
    }

    void aWrongSignatureIsRefused() {
        const fs::path model = write("M.pt", kModel);
        const SignaturePolicy policy = trusting({kRawKey});
        write("M.pt.sig", kSignature);
        QCOMPARE(signatureIn(policy, model), "valid");
        const std::string other = signatureIn(trusting({kOtherKey}), model);
        QVERIFY2(other.starts_with("refused: no trusted key has made the signature "), other.c_str());
        write("M.pt", "weights of a model!");
        QVERIFY(signatureIn(policy, model).starts_with("refused: no trusted key"));
        write("M.pt", kModel);
        Bytes bent = *fromBase64(kSignature);
        for (const std::size_t i : {0U, 31U, 32U, 63U}) {
            bent[i] ^= 1;
            write("M.pt.sig", asText(bent));
            QVERIFY(signatureIn(policy, model).starts_with("refused: no trusted key"));
            bent[i] ^= 1;
        }
        for (const char* content : {"", "hello", "bHp6"}) {
            write("M.pt.sig", content);
            QVERIFY(signatureIn(policy, model).find("holds no signature") != std::string::npos);
        }
        write("M.pt.sig", std::string(5000, 'x'));
        QVERIFY(signatureIn(policy, model).find("cannot be read") != std::string::npos);
    }

    void noneIsRefusedWhereItIsRequired() {
        const fs::path model = write("M.pt", kModel);
        QCOMPARE(signatureIn(trusting({kRawKey}), model), "none");
        const std::string none = signatureIn(trusting({kRawKey}, true), model);
        QVERIFY2(none.find("has no signature, which [inference] require_signature asks for") != std::string::npos,
                 none.c_str());
        QVERIFY(signatureIn(trusting({kRawKey}), model, at("absent")).starts_with("refused: "));
        // Nobody is trusted: a file beside the model may be anything, a named one was meant.
        write("M.pt.sig", "-----BEGIN PGP SIGNATURE-----");
        QCOMPARE(signatureIn({}, model), "none");
        QVERIFY(signatureIn({}, model, at("M.pt.sig")).find("trusts no key") != std::string::npos);
    }

    void keysThatAreNone() {
        const auto refused = [&](const std::string& entry) {
            const auto policy = readTrustedKeys(vfs_, {entry}, false);
            return policy ? "taken" : policy.error().detail;
        };
        QVERIFY(refused("key.pem").find("neither the absolute path of a file nor base64") != std::string::npos);
        QVERIFY(refused(kX25519Key).find("neither the absolute path") != std::string::npos);
        QVERIFY(refused(at("absent.pem").string()).find("cannot be read") != std::string::npos);
        QVERIFY(refused(write("x.pem", "no key").string()).find("holds no public key of Ed25519") != std::string::npos);
        write("x.pem", std::string("-----BEGIN PUBLIC KEY-----\n") + kX25519Key + "\n-----END PUBLIC KEY-----\n");
        QVERIFY(refused(at("x.pem").string()).find("holds no public key of Ed25519") != std::string::npos);
        write("x.pem", std::string("-----END PUBLIC KEY-----\n-----BEGIN PUBLIC KEY-----\n"));
        QVERIFY(refused(at("x.pem").string()).find("holds no public key of Ed25519") != std::string::npos);
        QCOMPARE(refused(kRawKey), "taken");
        QVERIFY(signatureIn(trusting({}, true), write("M.pt", kModel)).find("this service trusts no key") !=
                std::string::npos);
    }

    // ── Memory ───────────────────────────────────────────────────────────────────────────────────────────────────────

    void tensorsAreCountedByTheDirectory() {
        const QByteArray whole = torchScript();
        fakes::MemoryVfs memory;
        const auto bytesIn = [&](const QByteArray& content) {
            memory.put("/m.pt", asBytes({content.constData(), static_cast<std::size_t>(content.size())}));
            return tensorBytesOf(memory, "/m.pt");
        };
        QCOMPARE(bytesIn(whole).value_or(0), 4096U + 100U + 64U);
        QVERIFY(!bytesIn("no zip"));
        QVERIFY(!bytesIn(""));
        QVERIFY(!tensorBytesOf(vfs_, at("absent.pt")));
        QVERIFY(!tensorBytesOf(vfs_, at("")));
        for (qsizetype size = 0; size < whole.size(); size += 7) // cut anywhere, it says nothing
            QVERIFY(!bytesIn(whole.left(size)));
        // Any byte of the directory and its end may lie: it is read to its end, or not at all.
        for (qsizetype i = whole.size() - 500; i < whole.size(); ++i)
            for (const char value : {'\0', '\x7F', '\xFF'}) {
                QByteArray bent = whole;
                bent[i] = value;
                (void)bytesIn(bent);
            }
    }

    void largeSizesAreIn64Bits() {
        // A directory as torch.jit.save writes it of tensors beyond 4 GiB: one entry, and the end of zip64.
        const auto le = [](QByteArray& out, quint64 value, int bytes) {
            for (int i = 0; i < bytes; ++i)
                out += static_cast<char>(value >> (8 * i));
        };
        constexpr quint64 kBytes = 5ULL << 30;
        QByteArray directory = "PK\x01\x02";
        directory += QByteArray(16, '\0');
        le(directory, 0xFFFFFFFF, 4);
        le(directory, 0xFFFFFFFF, 4);
        le(directory, 8, 2);
        le(directory, 4 + 16, 2);
        directory += QByteArray(14, '\0');
        directory += "m/data/0";
        le(directory, 1, 2);
        le(directory, 16, 2);
        le(directory, kBytes, 8);
        le(directory, kBytes, 8);
        QByteArray file = directory;
        const quint64 endAt = static_cast<quint64>(file.size());
        file += "PK\x06\x06";
        file += QByteArray(36, '\0');
        le(file, static_cast<quint64>(directory.size()), 8);
        le(file, 0, 8);
        file += "PK\x06\x07";
        le(file, 0, 4);
        le(file, endAt, 8);
        le(file, 1, 4);
        file += "PK\x05\x06";
        le(file, 0, 8);
        le(file, 0xFFFFFFFF, 4);
        le(file, 0xFFFFFFFF, 4);
        le(file, 0, 2);
        const fs::path path = write("m.pt", {file.constData(), static_cast<std::size_t>(file.size())});
        QCOMPARE(tensorBytesOf(vfs_, path).value_or(0), kBytes);
    }

    void memoryGrowsWithTensorsAndWorkers() {
        constexpr std::uint64_t kMiB = 1ULL << 20;
        QVERIFY(memoryFor(800 * kMiB, 1) >= 900 * kMiB);
        QVERIFY(memoryFor(800 * kMiB, 1) < 1000 * kMiB);
        QVERIFY(memoryFor(0, 8) > memoryFor(0, 1));
        QCOMPARE(memoryFor(0, 0), memoryFor(0, 1));
        QVERIFY(memoryFor(~0ULL, 1) >= (1ULL << 50)); // no sum goes round
    }
};

QTEST_GUILESS_MAIN(TestModelIntake)
#include "tst_model_intake.moc"
