// SPDX-License-Identifier: GPL-3.0-or-later
// Archives of models, honest and hostile ones, by the real inferno-unpack.
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <set>

#include "app/unpack/run_unpack.h"
#include "services/inference/model_registry.h"
#include "services/inference/model_source.h"
#include "tests/services/inference/zip_writer.h"

using namespace inferno;
using namespace inferno::serving;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using inferno::tests::ZipWriter;
namespace fs = std::filesystem;

namespace {

constexpr const char* kManifest = R"({"createdOn":"24/03/2026","runtime":"python","model":{
    "modelName":"fraud","modelVersion":"2.1","serializedFile":"weights.pt","handler":"noop",
    "configFile":"serve.yaml"},"archiverVersion":"0.12"})";
const QByteArray kWeights(70'000, 'w');

} // namespace

class TestModelArchive : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        folder_ = std::make_unique<QTemporaryDir>();
        used_.clear();
        handlers_.clear();
        const fs::path program = fs::path(qgetenv("INFERNO_BIN").toStdString()) / "inferno-unpack";
        unpacked_ = 0;
        store_ = std::make_unique<ArchiveStore>(
            at("store"),
            [this, program](const fs::path& archive, const fs::path& target) {
                ++unpacked_;
                return unpack::runUnpack({"extract", archive.string(), target.string()}, {program, nullptr});
            },
            [this](const std::string& sha256) { return used_.contains(sha256); }, vfs_);
    }

    void aZipIsRead() {
        write("given.mar", fullZip());
        const auto found = examine("given.mar");
        QVERIFY2(found, found ? "" : found.error().message().c_str());
        checkFull(found->info);
        QCOMPARE(found->info.url, "given.mar");
        QCOMPARE(found->info.source, ModelSource::Archive);
        QCOMPARE(found->info.path, at("given.mar"));
        QCOMPARE(found->info.sha256, factsOf(vfs_, at("given.mar"))->sha256);
        const fs::path model = loadPathOf(found->info, *store_);
        QCOMPARE(model, at("store") / found->info.sha256 / "weights.pt");
        QCOMPARE(asText(*readFile(vfs_, model)), kWeights.toStdString());
    }

    void aTarIsRead() {
        makeTree("tree");
        tar({u"--gzip"_s, u"-cf"_s, path("given.tar.gz"), u"-C"_s, path("tree"), u"."_s});
        const auto found = examine("given.tar.gz");
        QVERIFY2(found, found ? "" : found.error().message().c_str());
        checkFull(found->info);
        // The same by the name that archives usually have.
        QVERIFY(QFile::copy(path("given.tar.gz"), path("other.mar")));
        const auto other = examine("other.mar");
        QVERIFY2(other, other ? "" : other.error().message().c_str());
        checkFull(other->info);
    }

    void aTarOfTorchModelArchiverHasAFolderAroundAll() {
        makeTree("tree/fraud");
        tar({u"--gzip"_s, u"-cf"_s, path("given.tar.gz"), u"-C"_s, path("tree"), u"fraud"_s});
        const auto found = examine("given.tar.gz");
        QVERIFY2(found, found ? "" : found.error().message().c_str());
        QCOMPARE(found->info.name, "fraud");
        QCOMPARE(found->info.batchSize, 4);
        QCOMPARE(found->info.serializedFile, "fraud/weights.pt");
        QCOMPARE(found->info.extraFiles, std::vector<std::string>{"fraud/index_to_name.json"});
        QVERIFY(exists(vfs_, loadPathOf(found->info, *store_)));
        // With anything beside it, it is a folder among others.
        write("tree/beside.pt", kWeights);
        tar({u"--gzip"_s, u"-cf"_s, path("beside.tar.gz"), u"-C"_s, path("tree"), u"fraud"_s, u"beside.pt"_s});
        const auto beside = examine("beside.tar.gz");
        QVERIFY2(beside, beside ? "" : beside.error().message().c_str());
        QCOMPARE(beside->info.name, "beside");
        QCOMPARE(beside->info.serializedFile, "beside.pt");
    }

    void aFolderIsReadWhereItIs() {
        makeTree("given");
        const auto found = examine("given/");
        QVERIFY2(found, found ? "" : found.error().message().c_str());
        checkFull(found->info);
        QCOMPARE(found->info.source, ModelSource::Folder);
        QCOMPARE(found->info.path, at("given"));
        QCOMPARE(loadPathOf(found->info, *store_), at("given/weights.pt"));
        QCOMPARE(unpacked_, 0);
        // Each file counts, and its name.
        write("given/index_to_name.json", "{\"0\":\"other\"}");
        const std::string changed = factsOf(vfs_, at("given"))->sha256;
        QVERIFY(changed != found->info.sha256);
        QVERIFY(QFile::rename(path("given/index_to_name.json"), path("given/names.json")));
        QVERIFY(factsOf(vfs_, at("given"))->sha256 != changed);
    }

    void theHashOfAFolderIsThatOfItsListing() {
        write("given/b", "2");
        write("given/a/c", "1");
        QProcess shell;
        shell.setWorkingDirectory(path("given"));
        shell.start(u"sh"_s, {u"-c"_s, u"sha256sum a/c b | sha256sum"_s});
        QVERIFY(shell.waitForFinished());
        QCOMPARE(QByteArray::fromStdString(factsOf(vfs_, at("given"))->sha256),
                 shell.readAllStandardOutput().first(64));
        QCOMPARE(static_cast<std::uint64_t>(factsOf(vfs_, at("given"))->size), 2U);
    }

    void withoutAManifestTheFileNamesIt() {
        ZipWriter zip;
        zip.add("model.pt", kWeights);
        write("resnet-18.mar", zip.end());
        const auto found = examine("resnet-18.mar");
        QVERIFY2(found, found ? "" : found.error().message().c_str());
        QCOMPARE(found->info.name, "resnet-18");
        QCOMPARE(found->info.version, "1.0");
        QCOMPARE(found->info.handler, "tensor");
        QCOMPARE(found->info.serializedFile, "model.pt");
        QCOMPARE(found->info.manifest, "");
        QVERIFY(found->info.extraFiles.empty());
    }

    void aManifestMayLeaveAllOut() {
        for (const char* manifest : {"{}", R"({"model":{}})", R"({"model":{"modelName":null,"modelVersion":3}})"}) {
            ZipWriter zip;
            zip.add("MAR-INF/MANIFEST.json", manifest);
            zip.add("only.pt", kWeights);
            write("plain.mar", zip.end());
            const auto found = examine("plain.mar");
            QVERIFY2(found, found ? "" : found.error().message().c_str());
            QCOMPARE(found->info.name, "plain");
            QCOMPARE(found->info.version, QByteArray(manifest).contains('3') ? "3" : "1.0");
            QCOMPARE(found->info.serializedFile, "only.pt");
        }
    }

    void theCallBeatsTheArchiveWhichBeatsTheDefaults() {
        write("given.mar", fullZip("batchSize: 8\nmaxBatchDelay: 40\nminWorkers: 2\nresponseTimeout: 9\n"));
        ModelOptions options;
        options.name = "mine";
        options.version = "7";
        options.handler = "echo";
        options.batchSize = 16;
        options.startupTimeout = 3s;
        const auto found = examine("given.mar", options);
        QVERIFY2(found, found ? "" : found.error().message().c_str());
        const ModelInfo& info = found->info;
        QCOMPARE(info.name, "mine");
        QCOMPARE(info.version, "7");
        QCOMPARE(info.handler, "echo");
        QCOMPARE(info.batchSize, 16);       // the call
        QCOMPARE(info.startupTimeout, 3s);  // the call
        QCOMPARE(info.maxBatchDelay, 40ms); // the archive
        QCOMPARE(info.minWorkers, 2);       // the archive
        QCOMPARE(info.maxWorkers, 2);       // follows it
        QCOMPARE(info.responseTimeout, 9s); // the archive
        QCOMPARE(info.queueSize, 100);      // the default
    }

    void handlersInPythonAreMapped() {
        ZipWriter zip;
        zip.add("MAR-INF/MANIFEST.json", R"({"model":{"modelName":"m","handler":"handler.py:handle"}})");
        zip.add("handler.py", "import os\nos.abort()\n");
        zip.add("model.pt", kWeights);
        write("m.mar", zip.end());
        const auto refused = examine("m.mar");
        QCOMPARE(refused.error().code, ErrorCode::ModelInvalid);
        QCOMPARE(refused.error().detail, "the model asks for the handler 'handler.py:handle'; there are: echo, "
                                         "graph_fraud, image_classifier, noop, tensor, text_classifier");
        QVERIFY(!exists(vfs_, at("store") / factsOf(vfs_, at("m.mar"))->sha256)); // nothing stays behind
        handlers_["handler.py"] = "noop";
        QCOMPARE(examine("m.mar")->info.handler, "noop");
        ModelOptions named;
        named.handler = "tensor";
        QCOMPARE(examine("m.mar", named)->info.handler, "tensor"); // the caller's word
        QCOMPARE(examine("m.mar", named)->info.extraFiles, std::vector<std::string>{"handler.py"});
    }

    void whatCannotBeServedSaysWhy_data() {
        QTest::addColumn<QByteArray>("manifest");
        QTest::addColumn<QByteArray>("why");
        QTest::newRow("no JSON") << QByteArray("{") << QByteArray("MANIFEST.json is no JSON object");
        QTest::newRow("a list") << QByteArray("[]") << QByteArray("MANIFEST.json is no JSON object");
        QTest::newRow("no model") << QByteArray(R"({"model":"m"})") << QByteArray("model must be an object");
        QTest::newRow("a name that is no text")
            << QByteArray(R"({"model":{"modelName":["m"]}})") << QByteArray("model.modelName must be a text");
        QTest::newRow("a name that is not allowed")
            << QByteArray(R"({"model":{"serializedFile":"a.pt","modelName":"../m"}})")
            << QByteArray("'../m' cannot be the name of a model");
        QTest::newRow("a version that is not allowed")
            << QByteArray(R"({"model":{"serializedFile":"a.pt","modelVersion":"1/2"}})")
            << QByteArray("'1/2' cannot be a version");
        QTest::newRow("a file that is not there")
            << QByteArray(R"({"model":{"serializedFile":"absent.pt"}})") << QByteArray("which the archive has not");
        QTest::newRow("a file outside") << QByteArray(R"({"model":{"serializedFile":"../../registry.json"}})")
                                        << QByteArray("which the archive has not");
        QTest::newRow("an absolute file")
            << QByteArray(R"({"model":{"serializedFile":"/etc/passwd"}})") << QByteArray("which the archive has not");
        QTest::newRow("a configuration outside")
            << QByteArray(R"({"model":{"configFile":"/etc/hosts"}})") << QByteArray("which the archive has not");
        QTest::newRow("a configuration that is wrong")
            << QByteArray(R"({"model":{"configFile":"wrong.yaml"}})") << QByteArray("wrong.yaml:1: batchSize must be");
        QTest::newRow("bounds") << QByteArray(R"({"model":{"configFile":"bounds.yaml"}})")
                                << QByteArray("the batch size must be from 1 to 100000, and is 0");
        QTest::newRow("an eager model") << QByteArray(R"({"model":{"modelFile":"net.py","serializedFile":"a.pt"}})")
                                        << QByteArray("holds weights for a class in Python");
        QTest::newRow("two models") << QByteArray("{}") << QByteArray("there is not exactly one .pt file");
        QTest::newRow("something behind a NUL")
            << QByteArray("{}\0\xFF", 4) << QByteArray("MANIFEST.json is no JSON object");
        QTest::newRow("no UTF-8") << QByteArray("{\"model\":{\"modelName\":\"\xFF\"}}")
                                  << QByteArray("MANIFEST.json is no JSON object");
    }
    void whatCannotBeServedSaysWhy() {
        QFETCH(const QByteArray, manifest);
        QFETCH(const QByteArray, why);
        ZipWriter zip;
        zip.add("MAR-INF/MANIFEST.json", manifest);
        zip.add("a.pt", kWeights);
        zip.add("b.pt", kWeights);
        zip.add("wrong.yaml", "batchSize: x");
        zip.add("bounds.yaml", "batchSize: 0");
        write("given.mar", zip.end());
        refuses("given.mar", why);
        QVERIFY(QDir(path("store")).isEmpty());
    }

    void hostileArchivesAreRefused_data() {
        QTest::addColumn<QByteArray>("archive");
        QTest::addColumn<QByteArray>("why");
        const QByteArray whole = fullZip();
        ZipWriter climbs;
        climbs.add("model.pt", kWeights);
        climbs.add("../../escaped", "x");
        QTest::newRow("leaves the folder") << climbs.end() << QByteArray("'..'");
        ZipWriter link;
        link.add("model.pt", "/etc/passwd", ZipWriter::kLink);
        QTest::newRow("a link") << link.end() << QByteArray("'model.pt' is a link");
        ZipWriter bomb;
        bomb.add("model.pt", QByteArray(40'000'000, '\0'), ZipWriter::kFile, true);
        QTest::newRow("a bomb") << bomb.end() << QByteArray("it unpacks to more than");
        QTest::newRow("truncated") << whole.first(whole.size() - 200) << QByteArray("given.mar: ");
        QTest::newRow("cut at half") << whole.first(whole.size() / 2) << QByteArray("given.mar: ");
        QTest::newRow("no archive") << QByteArray("hello, I am a model") << QByteArray("is no zip and no tar archive");
        QTest::newRow("empty") << QByteArray() << QByteArray("is no zip and no tar archive");
    }
    void hostileArchivesAreRefused() {
        QFETCH(const QByteArray, archive);
        QFETCH(const QByteArray, why);
        write("given.mar", archive);
        refuses("given.mar", why);
        const QByteArray head = "The model cannot be used · " + path("given.mar").toUtf8();
        QVERIFY2(refusal_.startsWith(head), refusal_.constData());
        QVERIFY2(!refusal_.contains("archive is refused"), refusal_.constData());
        QVERIFY(QDir(path("store")).isEmpty());
        QVERIFY(!QFile::exists(path("escaped")));
    }

    void hostileTarsAreRefused() {
        write("src/model.pt", kWeights);
        QVERIFY(QFile::link(u"/etc/passwd"_s, path("src/link.pt")));
        tar({u"-P"_s, u"--gzip"_s, u"-cf"_s, path("climbs.mar"), u"-C"_s, path("src"), u"--transform"_s, u"s,^,../,"_s,
             u"model.pt"_s});
        refuses("climbs.mar", "'..'");
        tar({u"--gzip"_s, u"-cf"_s, path("link.mar"), u"-C"_s, path("src"), u"link.pt"_s});
        refuses("link.mar", "'link.pt' is a link");
    }

    void hostileFoldersAreRefused() {
        write("given/model.pt", kWeights);
        QVERIFY(QFile::link(u"/etc/passwd"_s, path("given/notes")));
        refuses("given", "'notes' is a link");
        QVERIFY(QFile::remove(path("given/notes")));
        QString deep = path("given");
        for (int i = 0; i < 40; ++i)
            deep += u"/d"_s;
        QVERIFY(QDir().mkpath(deep));
        refuses("given", "in more than 32 levels");
    }

    void oneArchiveIsUnpackedOnce() {
        write("given.mar", fullZip());
        const auto first = examine("given.mar");
        QVERIFY(first);
        const fs::path place = store_->placeOf(first->info.sha256);
        QVERIFY(QFile::copy(path("given.mar"), path("again.mar")));
        {
            const auto second = examine("again.mar");
            QVERIFY(second);
            QCOMPARE(loadPathOf(second->info, *store_), loadPathOf(first->info, *store_));
        }
        QCOMPARE(unpacked_, 1);
        QVERIFY(exists(vfs_, place)); // the first one still holds it
        used_.insert(first->info.sha256);
        store_->removeUnused(first->info.sha256);
        QVERIFY(exists(vfs_, place));
    }

    void itGoesWithTheLastWhoNeedsIt() {
        write("given.mar", fullZip());
        std::string sha256;
        {
            const auto found = examine("given.mar");
            QVERIFY(found);
            sha256 = found->info.sha256;
            store_->removeUnused(sha256);
            QVERIFY(exists(vfs_, store_->placeOf(sha256))); // held
            used_.insert(sha256);
        }
        QVERIFY(exists(vfs_, store_->placeOf(sha256))); // used
        used_.clear();
        store_->removeUnused(sha256);
        QVERIFY(QDir(path("store")).isEmpty());
    }

    void cleaningLeavesWhatIsUsed() {
        write("store/.new-1/half.pt", "x");
        write("store/unused/model.pt", "x");
        write("store/used/model.pt", "x");
        used_.insert("used");
        store_->clean();
        QCOMPARE(QDir(path("store")).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
                 QStringList{u"used"_s});
    }

    void anArchiveThatChangesMeanwhileIsRefused() {
        write("given.mar", fullZip());
        const auto kept = store_->unpack(at("given.mar"), std::string(64, '0'));
        QCOMPARE(kept.error().code, ErrorCode::ModelInvalid);
        QVERIFY(kept.error().detail.contains("was changed while it was unpacked"));
        QVERIFY(QDir(path("store")).isEmpty());
    }

    void theQuickerOfTwoCallsWins() {
        write("given.mar", fullZip());
        const std::string sha256 = factsOf(vfs_, at("given.mar"))->sha256;
        std::unique_ptr<ArchiveStore> store;
        ArchiveStore::Hold quicker;
        bool nested = false;
        const auto unpack = [&](const fs::path&, const fs::path& target) -> Result<void> {
            const bool isFirst = !std::exchange(nested, true);
            std::ofstream(target / "model.pt") << (isFirst ? "slow" : "quick");
            if (!isFirst)
                return {};
            INFERNO_TRY(quicker, store->unpack(at("given.mar"), sha256));
            return {};
        };
        store = std::make_unique<ArchiveStore>(at("raced"), unpack, [](const std::string&) { return false; }, vfs_);
        {
            const auto slower = store->unpack(at("given.mar"), sha256);
            QVERIFY2(slower, slower ? "" : slower.error().message().c_str());
            QCOMPARE(asText(*readFile(vfs_, store->placeOf(sha256) / "model.pt")), "quick");
        }
        QVERIFY(exists(vfs_, store->placeOf(sha256))); // one holds it still
        quicker = {};
        QVERIFY(QDir(path("raced")).isEmpty());
    }

    void aFullDiskIsNotTheArchivesFault() {
        write("given.mar", fullZip());
        ArchiveStore full(
            at("full"),
            [](const fs::path&, const fs::path&) -> Result<void> {
                return fail(ErrorCode::ArchiveRefused, Error{ErrorCode::DiskFull, "writing x", {}, {}, {}}.message());
            },
            [](const std::string&) { return false; }, vfs_);
        const auto kept = full.unpack(at("given.mar"), "x");
        QCOMPARE(kept.error().code, ErrorCode::DiskFull);
        QCOMPARE(kept.error().detail, "writing x");
    }

    void withoutAReaderThereAreNoArchives() {
        write("given.mar", fullZip());
        ArchiveStore bare(at("bare"), {}, [](const std::string&) { return false; }, vfs_);
        QCOMPARE(bare.unpack(at("given.mar"), "x").error().code, ErrorCode::UnpackMissing);
        ArchiveStore lost(
            at("lost"),
            [](const fs::path&, const fs::path&) { return unpack::runUnpack({}, {"/no/such/program", nullptr}); },
            [](const std::string&) { return false; }, vfs_);
        QCOMPARE(lost.unpack(at("given.mar"), "x").error().code, ErrorCode::UnpackMissing);
    }

private:
    fs::path at(const char* name) const { return fs::path(folder_->path().toStdString()) / name; }
    QString path(const QByteArray& name) const { return folder_->filePath(QString::fromUtf8(name)); }

    void write(const QByteArray& name, const QByteArray& content) const {
        QVERIFY(QDir().mkpath(QFileInfo(path(name)).path()));
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
    }
    static void tar(const QStringList& arguments) { QCOMPARE(QProcess::execute(u"tar"_s, arguments), 0); }

    static QByteArray fullZip(const QByteArray& config = "batchSize: 4\nhandler: odd\n") {
        ZipWriter zip;
        zip.add("MAR-INF/MANIFEST.json", kManifest, ZipWriter::kFile, true);
        zip.add("weights.pt", kWeights); // not deflated, as TorchServe's zip-store
        zip.add("serve.yaml", config);
        zip.add("index_to_name.json", R"({"0":"legitimate"})");
        zip.add("src/helper.py", "import os\nos.abort()\n");
        return zip.end();
    }
    void makeTree(const QByteArray& folder) const {
        write(folder + "/MAR-INF/MANIFEST.json", kManifest);
        write(folder + "/weights.pt", kWeights);
        write(folder + "/serve.yaml", "batchSize: 4\nhandler: odd\n");
        write(folder + "/index_to_name.json", R"({"0":"legitimate"})");
        write(folder + "/src/helper.py", "import os\nos.abort()\n");
    }
    static void checkFull(const ModelInfo& info) {
        QCOMPARE(info.name, "fraud");
        QCOMPARE(info.version, "2.1");
        QCOMPARE(info.handler, "noop");
        QCOMPARE(info.serializedFile, "weights.pt");
        QCOMPARE(info.manifest, kManifest);
        QCOMPARE(info.batchSize, 4);
        QCOMPARE(info.extraFiles, std::vector<std::string>{"index_to_name.json"});
        QCOMPARE(info.warnings, std::vector<std::string>{"serve.yaml:2: 'handler' is not heeded"});
    }

    Result<ExaminedModel> examine(const std::string& url, const ModelOptions& options = {}) const {
        const fs::path modelStore = folder_->path().toStdString();
        return ModelExaminer{vfs_, *store_, modelStore, handlers_}.examine(url, options, {});
    }
    /// The whole message is then in `refusal_`.
    void refuses(const std::string& url, const QByteArray& why) {
        const auto found = examine(url);
        QVERIFY2(!found, url.c_str());
        QCOMPARE(found.error().code, ErrorCode::ModelInvalid);
        refusal_ = QByteArray::fromStdString(found.error().message());
        QVERIFY2(refusal_.contains(why), refusal_.constData());
    }

    mutable SystemVfs vfs_;
    std::unique_ptr<QTemporaryDir> folder_;
    std::unique_ptr<ArchiveStore> store_;
    std::set<std::string> used_;
    HandlerMap handlers_;
    int unpacked_ = 0;
    QByteArray refusal_;
};

QTEST_GUILESS_MAIN(TestModelArchive)
#include "tst_model_archive.moc"
