// SPDX-License-Identifier: GPL-3.0-or-later
// What the supervisor keeps of a registration and tells its engine: the real inferno-unpack, and an engine that writes
// down what it is told.
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <fstream>

#include "app/unpack/run_unpack.h"
#include "core/inference/frames.h"
#include "services/inference/engine_supervisor.h"
#include "services/inference/model_registry.h"
#include "tests/fakes/faulty_vfs.h"
#include "tests/services/inference/file_server.h"
#include "tests/services/inference/zip_writer.h"

using namespace inferno;
using namespace inferno::serving;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using inferno::tests::FileServer;
using inferno::tests::ZipWriter;
namespace fs = std::filesystem;

namespace {

constexpr int kEngineSocket = 3;
constexpr const char* kRecord = "--record";

/// An engine that agrees to everything but `scale`, where it is an old one. A line for each head in `log`.
int recordingEngine(const char* log, bool scales) {
    std::ofstream out(log, std::ios::app);
    if (!inference::writeFrame(kEngineSocket, {0, R"({"op":"ready","workers":1,"intra_op":1})", ""}))
        return 1;
    inference::FrameReader reader(kEngineSocket);
    while (true) {
        const auto frame = reader.next();
        if (!frame || !*frame)
            return 0;
        out << (*frame)->head << std::endl;
        const bool unknown = !scales && (*frame)->head.find(R"("op":"scale")") != std::string::npos;
        const std::string reply =
            unknown ? R"({"ok":false,"code":"input.invalid","detail":"what?","hint":""})" : R"({"ok":true})";
        if (!inference::writeFrame(kEngineSocket, {(*frame)->id, reply, ""}))
            return 1;
    }
}

} // namespace

class TestRegistration : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        folder_ = std::make_unique<QTemporaryDir>();
        scales_ = true;
        configure_ = nullptr;
        writeMar("fraud.mar", "fraud", "noop", "batchSize: 4\nminWorkers: 2\njobQueueSize: 50\n");
        open();
    }
    void cleanup() { supervisor_.reset(); }

    void theEngineIsToldAll() {
        ModelOptions options;
        options.maxBatchDelay = 25ms;
        options.responseTimeout = 7s;
        const auto model = supervisor_->registerModel("fraud.mar", options);
        QVERIFY2(model, model ? "" : model.error().message().c_str());
        QCOMPARE(model->state, ModelState::Ready);
        QVERIFY(!model->loadedAtStartup);
        const fs::path weights = at("models/store") / model->sha256 / "model.pt";
        QVERIFY(exists(vfs_, weights));
        const QJsonObject head = heads().constLast();
        QCOMPARE(head, (QJsonObject{{u"op"_s, u"load"_s},
                                    {u"name"_s, u"fraud"_s},
                                    {u"version"_s, u"1.0"_s},
                                    {u"path"_s, QString::fromStdString(weights.string())},
                                    {u"handler"_s, u"noop"_s},
                                    {u"batch_size"_s, 4},
                                    {u"max_batch_delay_ms"_s, 25},
                                    {u"workers"_s, 2},
                                    {u"queue_size"_s, 50},
                                    {u"response_timeout_ms"_s, 7000}}));
    }

    void aFileHasTheDefaults() {
        write("models/plain.pt", "weights");
        const auto model = supervisor_->registerModel("plain.pt");
        QVERIFY2(model, model ? "" : model.error().message().c_str());
        QCOMPARE(model->name, "plain");
        QCOMPARE(model->source, ModelSource::File);
        const QJsonObject head = heads().constLast();
        QCOMPARE(head[u"path"_s].toString(), path("models/plain.pt"));
        QCOMPARE(head[u"handler"_s].toString(), u"tensor"_s);
        QCOMPARE(head[u"batch_size"_s].toInt(), 1);
        QCOMPARE(head[u"max_batch_delay_ms"_s].toInt(), 100);
        QCOMPARE(head[u"workers"_s].toInt(), 1);
        QCOMPARE(head[u"queue_size"_s].toInt(), 100);
        QCOMPARE(head[u"response_timeout_ms"_s].toInt(), 120'000);
    }

    void scalingIsToldAndKept() {
        QVERIFY(supervisor_->registerModel("fraud.mar"));
        const auto scaled = supervisor_->scale("fraud", "", 3, 5);
        QVERIFY2(scaled, scaled ? "" : scaled.error().message().c_str());
        QCOMPARE(scaled->minWorkers, 3);
        QCOMPARE(
            heads().constLast(),
            (QJsonObject{{u"op"_s, u"scale"_s}, {u"name"_s, u"fraud"_s}, {u"version"_s, u"1.0"_s}, {u"workers"_s, 3}}));
        QCOMPARE(supervisor_->scale("fraud", "9", 1, 1).error().code, ErrorCode::ModelUnknown);
        QCOMPARE(supervisor_->scale("fraud", "", 2, 1).error().detail, "max_worker cannot be less than min_worker.");
        reopen();
        QVERIFY(isReady("fraud"));
        QCOMPARE(heads().constLast()[u"workers"_s].toInt(), 3);
        QCOMPARE(supervisor_->describe("fraud")->front().maxWorkers, 5);
    }

    void anEngineThatDoesNotScaleIsNoError() {
        supervisor_.reset();
        scales_ = false;
        open();
        QVERIFY(supervisor_->registerModel("fraud.mar"));
        QVERIFY(supervisor_->scale("fraud", "", 3, 3));
        QCOMPARE(supervisor_->describe("fraud")->front().minWorkers, 3);
    }

    void scalingThatCannotBeKeptIsUndone() {
        QVERIFY(supervisor_->registerModel("fraud.mar"));
        faulty_.failAt(1, ErrorCode::DiskFull);
        QCOMPARE(supervisor_->scale("fraud", "", 3, 3).error().code, ErrorCode::DiskFull);
        faulty_.failAt(0, ErrorCode::DiskFull);
        QCOMPARE(supervisor_->describe("fraud")->front().minWorkers, 2);
    }

    void aRestartBringsAllBack() {
        ModelOptions options;
        options.batchSize = 16;
        const auto before = supervisor_->registerModel("file://" + at("models/fraud.mar").string(), options);
        QVERIFY2(before, before ? "" : before.error().message().c_str());
        reopen();
        QVERIFY(isReady("fraud"));
        const ModelInfo after = supervisor_->describe("fraud")->front();
        QVERIFY(after.loadedAtStartup);
        QCOMPARE(after.url, "file://" + at("models/fraud.mar").string());
        QCOMPARE(after.sha256, before->sha256);
        QCOMPARE(after.manifest, before->manifest);
        QVERIFY(!after.manifest.empty());
        QCOMPARE(after.extraFiles, std::vector<std::string>{"index_to_name.json"});
        QCOMPARE(after.batchSize, 16);
        QCOMPARE(after.queueSize, 50);
        QCOMPARE(heads().constLast()[u"batch_size"_s].toInt(), 16);
    }

    void whatIsMissingInTheStoreIsUnpackedAgain() {
        const auto model = supervisor_->registerModel("fraud.mar");
        QVERIFY(model);
        supervisor_.reset();
        QVERIFY(QDir(path("models/store")).removeRecursively());
        write("models/store/.new-7/half.pt", "x");
        open();
        QVERIFY(isReady("fraud"));
        QCOMPARE(stored(), QStringList{QString::fromStdString(model->sha256)});
        QVERIFY(exists(vfs_, at("models/store") / model->sha256 / "model.pt"));
    }

    void anArchiveThatHasChangedIsNotLoadedAgain() {
        QVERIFY(supervisor_->registerModel("fraud.mar"));
        supervisor_.reset();
        writeMar("fraud.mar", "fraud", "echo", "");
        open();
        QVERIFY(QTest::qWaitFor([&] { return stateOf("fraud") == ModelState::Failed; }, 30'000));
        const ModelInfo changed = supervisor_->describe("fraud")->front();
        QVERIFY2(changed.problem.find("has changed since it was registered") != std::string::npos,
                 changed.problem.c_str());
        QCOMPARE(supervisor_->predict("fraud", "", "{}").error().code, ErrorCode::ModelInvalid);
        // Registered anew, it is served as it is now, and the old one's files go.
        const auto again = supervisor_->registerModel("fraud.mar");
        QVERIFY2(again, again ? "" : again.error().message().c_str());
        QCOMPARE(again->handler, "echo");
        QCOMPARE(stored(), QStringList{QString::fromStdString(again->sha256)});
    }

    void aFolderThatHasChangedIsNotLoadedAgain() {
        write("models/open/model.pt", "weights");
        const auto model = supervisor_->registerModel("open");
        QVERIFY2(model, model ? "" : model.error().message().c_str());
        QCOMPARE(heads().constLast()[u"path"_s].toString(), path("models/open/model.pt"));
        supervisor_.reset();
        write("models/open/index_to_name.json", "{}");
        open();
        QVERIFY(QTest::qWaitFor([&] { return stateOf("open") == ModelState::Failed; }, 30'000));
        QVERIFY(supervisor_->unregisterModel("open"));
        QVERIFY(QFile::exists(path("models/open/model.pt"))); // it is not ours
    }

    void theStoreHoldsWhatIsRegistered() {
        ModelOptions second;
        second.version = "2";
        const auto one = supervisor_->registerModel("fraud.mar");
        QVERIFY(one);
        QVERIFY(supervisor_->registerModel("fraud.mar", second));
        QCOMPARE(stored(), QStringList{QString::fromStdString(one->sha256)});
        QVERIFY(supervisor_->unregisterModel("fraud", "2"));
        QCOMPARE(stored().size(), 1); // version 1.0 needs it
        QVERIFY(supervisor_->unregisterModel("fraud"));
        QCOMPARE(stored(), QStringList());
        QVERIFY(QFile::exists(path("models/fraud.mar")));
    }

    void aRefusedArchiveLeavesNothing() {
        writeMar("python.mar", "python", "handler.py", "");
        const auto model = supervisor_->registerModel("python.mar");
        QCOMPARE(model.error().code, ErrorCode::ModelInvalid);
        QVERIFY(model.error().detail.find("'handler.py'") != std::string::npos);
        QCOMPARE(stored(), QStringList());
        // Another archive under a name and version that are taken.
        QVERIFY(supervisor_->registerModel("fraud.mar"));
        writeMar("other.mar", "fraud", "echo", "");
        QCOMPARE(supervisor_->registerModel("other.mar").error().code, ErrorCode::ModelExists);
        QCOMPARE(stored().size(), 1);
        QVERIFY(supervisor_->registerModel("fraud.mar")); // the same again
        QCOMPARE(stored().size(), 1);
        QVERIFY(supervisor_->list().size() == 1);
    }

    void theRegistryOfFormat1IsRead() {
        supervisor_.reset();
        write("old.pt", "weights");
        const auto facts = factsOf(vfs_, at("old.pt"));
        write("models/registry.json",
              R"({"format":1,"models":[{"name":"old","version":"1.0","handler":"tensor","path":")" +
                  path("old.pt").toUtf8() + R"(","sha256":")" + QByteArray::fromStdString(facts->sha256) +
                  R"(","size":7,"default":true,"registered":"2026-03-24T09:42:07.512Z"}]})");
        open();
        QVERIFY(isReady("old"));
        QCOMPARE(supervisor_->describe("old")->front().batchSize, 1);
        QVERIFY(supervisor_->setDefault("old", "1.0")); // writes it anew
        QVERIFY(readFile(vfs_, at("models/registry.json")));
        reopen();
        QVERIFY(isReady("old"));
        const ModelInfo old = supervisor_->describe("old")->front();
        QCOMPARE(old.url, at("old.pt").string());
        QCOMPARE(old.source, ModelSource::File);
        QVERIFY(old.isDefault);
    }

    void aModelIsRegisteredFromAUrl() {
        FileServer server;
        QFile mar(path("models/fraud.mar"));
        QVERIFY(mar.open(QIODevice::ReadOnly));
        server.putFile("/fraud.mar", mar.readAll().toStdString());
        server.putFile("/broken.mar", "no archive");
        const std::string url = "http://user:password@" + server.url("/fraud.mar?key=secret").substr(7);
        const auto refused = supervisor_->registerModel(url); // nothing is allowed by default
        QCOMPARE(refused.error().detail,
                 "Given URL " + server.url("/fraud.mar") + " does not match any allowed URL(s)");
        QVERIFY(server.seen().empty());

        configure_ = [&](EngineSupervisor::Config& config) {
            config.downloads.allowed = {server.url("/.*")};
            config.modelStore = at("downloads");
        };
        reopen();
        QCOMPARE(supervisor_->registerModel(server.url("/broken.mar")).error().code, ErrorCode::ModelInvalid);
        QVERIFY(!QFile::exists(path("downloads/broken.mar"))); // it may be mended there, and fetched again
        const auto model = supervisor_->registerModel(url);
        QVERIFY2(model, model ? "" : model.error().message().c_str());
        QCOMPARE(model->name, "fraud");
        QCOMPARE(model->path, at("downloads/fraud.mar"));
        QCOMPARE(model->url, server.url("/fraud.mar"));
        QFile registry(path("models/registry.json"));
        QVERIFY(registry.open(QIODevice::ReadOnly));
        const QByteArray kept = registry.readAll();
        QVERIFY2(!kept.contains("secret") && !kept.contains("password"), kept.constData());
        QCOMPARE(supervisor_->registerModel(url).error().code, ErrorCode::IoExists);
        ModelOptions second;
        second.version = "2";
        QVERIFY(supervisor_->registerModel("fraud.mar", second)); // by its name in the store
        QVERIFY(supervisor_->unregisterModel("fraud", "2"));
        QVERIFY(QFile::exists(path("downloads/fraud.mar")));
        QVERIFY(supervisor_->unregisterModel("fraud"));
        QVERIFY(!QFile::exists(path("downloads/fraud.mar")));
        QVERIFY(supervisor_->registerModel(url));
    }

    void theSignatureOfAUrlIsFetchedToo() {
        FileServer server;
        QFile mar(path("models/fraud.mar"));
        QVERIFY(mar.open(QIODevice::ReadOnly));
        const std::string content = mar.readAll().toStdString();
        server.putFile("/unsigned.mar", content);
        server.putFile("/signed.mar", content);
        server.putFile("/signed.mar.sig", std::string(64, 'x'));
        configure_ = [&](EngineSupervisor::Config& config) {
            config.downloads.allowed = {server.url("/.*")};
            config.modelStore = at("downloads");
            config.signatures.keys.push_back({}); // of nobody
        };
        reopen();
        QCOMPARE(supervisor_->registerModel(server.url("/signed.mar?key=k")).error().code, ErrorCode::ModelSignature);
        QVERIFY(QDir(path("downloads")).entryList(QDir::Files | QDir::Hidden).isEmpty());
        const auto model = supervisor_->registerModel(server.url("/unsigned.mar"));
        QVERIFY2(model, model ? "" : model.error().message().c_str());
        QCOMPARE(model->signature, "none");
        // One that was put into the store before is the one that counts, and goes with the model.
        write("downloads/signed.mar.sig", QByteArray(64, 'y'));
        QCOMPARE(supervisor_->registerModel(server.url("/signed.mar")).error().code, ErrorCode::ModelSignature);
        QVERIFY(QFile::exists(path("downloads/signed.mar.sig")));
        QVERIFY(!QFile::exists(path("downloads/signed.mar")));
    }

    void signaturesAreKeptAndAskedFor() {
        const auto requireThem = [&](bool required) {
            configure_ = [required](EngineSupervisor::Config& config) {
                config.signatures.keys.push_back({}); // of nobody
                config.signatures.required = required;
            };
            reopen();
        };
        requireThem(false);
        const auto model = supervisor_->registerModel("fraud.mar");
        QVERIFY2(model, model ? "" : model.error().message().c_str());
        QCOMPARE(model->signature, "none");
        write("models/other.mar.sig", QByteArray(64, 'x'));
        writeMar("other.mar", "other", "noop", "");
        QCOMPARE(supervisor_->registerModel("other.mar").error().code, ErrorCode::ModelSignature);
        QCOMPARE(supervisor_->list().size(), 1U);
        requireThem(true);
        QVERIFY(QTest::qWaitFor([&] { return stateOf("fraud") == ModelState::Failed; }, 30'000));
        QVERIFY(supervisor_->describe("fraud")->front().problem.find("registered without a signature") !=
                std::string::npos);
    }

    void aModelThatDoesNotFitIsRefused() {
        constexpr std::uint64_t kMiB = 1ULL << 20;
        std::uint64_t free = 200 * kMiB;
        configure_ = [&](EngineSupervisor::Config& config) {
            config.freeMemory = [&free] { return std::optional(free); };
            config.memoryLimit = 60 * kMiB;
        };
        reopen();
        const auto writeModel = [&](const char* name, int mebibytes) {
            ZipWriter zip;
            zip.add("m/data/0", QByteArray(mebibytes * 1024 * 1024, '\1'));
            write(name, zip.end());
        };
        writeModel("models/small.pt", 4);
        writeModel("models/large.pt", 24);
        const auto small = supervisor_->registerModel("small.pt");
        QVERIFY2(small, small ? "" : small.error().message().c_str());
        QVERIFY(small->memory > 4 * kMiB && small->memory < 60 * kMiB);
        const auto all = supervisor_->registerModel("large.pt");
        QCOMPARE(all.error().code, ErrorCode::ModelMemory);
        QVERIFY2(all.error().detail.find("memory_limit_gb allows 60") != std::string::npos, all.error().detail.c_str());
        QVERIFY(supervisor_->unregisterModel("small"));
        free = 32 * kMiB;
        const auto machine = supervisor_->registerModel("large.pt");
        QCOMPARE(machine.error().code, ErrorCode::ModelMemory);
        QVERIFY2(machine.error().detail.find("; 32 MiB are free") != std::string::npos, machine.error().detail.c_str());
        for (const QJsonObject& head : heads())
            QVERIFY(head[u"name"_s] != u"large"_s); // no engine was asked
        free = 200 * kMiB;
        QVERIFY(supervisor_->registerModel("large.pt"));
        reopen();
        QVERIFY(isReady("large"));
        QVERIFY(supervisor_->describe("large")->front().memory > 24 * kMiB);
    }

    void whatDoesNotFitAfterARestartIsLeftOut() {
        constexpr std::uint64_t kMiB = 1ULL << 20;
        std::uint64_t free = 400 * kMiB;
        std::uint64_t limit = 400 * kMiB;
        configure_ = [&](EngineSupervisor::Config& config) {
            config.freeMemory = [&free] { return std::optional(free); };
            config.memoryLimit = limit;
        };
        reopen();
        for (const auto& [name, mebibytes] : {std::pair{"a-small.pt", 4}, {"b-large.pt", 64}, {"c-small.pt", 4}}) {
            ZipWriter zip;
            zip.add("m/data/0", QByteArray(mebibytes * 1024 * 1024, '\1'));
            write((std::string("models/") + name).c_str(), zip.end());
            const auto model = supervisor_->registerModel(name);
            QVERIFY2(model, model ? "" : model.error().message().c_str());
        }
        free = 64 * kMiB; // somebody else takes the rest now
        reopen();
        QVERIFY(isReady("c-small"));
        QVERIFY(isReady("a-small"));
        const ModelInfo large = supervisor_->describe("b-large")->front();
        QCOMPARE(large.state, ModelState::Failed);
        QVERIFY2(large.problem.find("; 64 MiB are free") != std::string::npos, large.problem.c_str());
        QCOMPARE(supervisor_->predict("b-large", "", "{}").error().code, ErrorCode::ModelInvalid);
        free = 400 * kMiB;
        limit = 130 * kMiB; // and here its administrator allows less
        reopen();
        QVERIFY(isReady("a-small"));
        QVERIFY(isReady("b-large"));
        QVERIFY(QTest::qWaitFor([&] { return stateOf("c-small") == ModelState::Failed; }, 30'000));
        const std::string problem = supervisor_->describe("c-small")->front().problem;
        QVERIFY2(problem.find("memory_limit_gb allows 130 MiB") != std::string::npos, problem.c_str());
        // Once there is room, it is loaded after all.
        QVERIFY(supervisor_->unregisterModel("b-large"));
        QVERIFY(isReady("c-small"));
    }

    void whenAModelWasUsedIsKnown() {
        QVERIFY(supervisor_->registerModel("fraud.mar"));
        QVERIFY(!supervisor_->describe("fraud")->front().lastUsed);
        const WallTime before = clock_.now();
        QVERIFY(supervisor_->predict("fraud", "", "{}"));
        const auto used = supervisor_->describe("fraud")->front().lastUsed;
        QVERIFY(used && *used >= before && *used <= clock_.now());
    }

private:
    fs::path at(const char* name) const { return fs::path(folder_->path().toStdString()) / name; }
    QString path(const QByteArray& name) const { return folder_->filePath(QString::fromUtf8(name)); }

    void write(const QByteArray& name, const QByteArray& content) const {
        QVERIFY(QDir().mkpath(QFileInfo(path(name)).path()));
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
    }
    /// Into the model store.
    void writeMar(const QByteArray& file, const QByteArray& name, const QByteArray& handler,
                  const QByteArray& config) const {
        ZipWriter zip;
        zip.add("MAR-INF/MANIFEST.json", R"({"model":{"modelName":")" + name +
                                             R"(","serializedFile":"model.pt","handler":")" + handler + R"("}})");
        zip.add("model.pt", "weights of " + name);
        zip.add("model-config.yaml", config);
        zip.add("index_to_name.json", "{}");
        write("models/" + file, zip.end());
    }

    void open() {
        const fs::path engine = at("engine");
        std::ofstream(engine) << "#!/bin/sh\nexec '" << QCoreApplication::applicationFilePath().toStdString() << "' "
                              << kRecord << " '" << at("heads").string() << "' " << (scales_ ? "scales" : "old")
                              << "\n";
        fs::permissions(engine, fs::perms{0700});
        EngineSupervisor::Config config;
        config.engineProgram = engine;
        config.modelsFolder = at("models");
        config.workers = 1;
        if (configure_)
            configure_(config);
        const fs::path program = fs::path(qgetenv("INFERNO_BIN").toStdString()) / "inferno-unpack";
        config.unpack = [program](const fs::path& archive, const fs::path& folder) {
            return unpack::runUnpack({"extract", archive.string(), folder.string()}, {program, nullptr});
        };
        auto opened = EngineSupervisor::open(std::move(config), faulty_, clock_);
        QVERIFY2(opened, opened ? "" : opened.error().message().c_str());
        supervisor_ = std::move(*opened);
    }
    void reopen() {
        supervisor_.reset();
        open();
    }

    /// All that engines were told.
    QList<QJsonObject> heads() const {
        QFile file(path("heads"));
        QList<QJsonObject> found;
        if (file.open(QIODevice::ReadOnly))
            while (!file.atEnd())
                found << QJsonDocument::fromJson(file.readLine()).object();
        return found;
    }
    QStringList stored() const {
        return QDir(path("models/store")).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    }
    ModelState stateOf(const char* name) const { return supervisor_->describe(name)->front().state; }
    bool isReady(const char* name) const {
        return QTest::qWaitFor([&] { return stateOf(name) == ModelState::Ready; }, 30'000);
    }

    SystemVfs vfs_;
    fakes::FaultyVfs faulty_{vfs_};
    SystemClock clock_;
    bool scales_ = true;
    std::function<void(EngineSupervisor::Config&)> configure_;
    std::unique_ptr<QTemporaryDir> folder_;
    std::unique_ptr<EngineSupervisor> supervisor_;
};

int main(int argc, char** argv) {
    if (argc > 3 && std::string_view(argv[1]) == kRecord)
        return recordingEngine(argv[2], std::string_view(argv[3]) == "scales");
    QCoreApplication application(argc, argv);
    TestRegistration test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_registration.moc"
