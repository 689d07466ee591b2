// SPDX-License-Identifier: GPL-3.0-or-later
// A TorchServe archive with a handler in Python, from a URL to answers: the real service, engine and command line.
#include <QDir>
#include <QJsonArray>
#include <QTest>

#include "core/vault/crypto.h"
#include "services/client/transport.h"
#include "tests/e2e/service_process.h"
#include "tests/services/inference/file_server.h"
#include "tests/services/inference/zip_writer.h"

using namespace Qt::StringLiterals;
using inferno::tests::FileServer;
using inferno::tests::ServiceProcess;
using inferno::tests::ZipWriter;
namespace client = inferno::client;

namespace {

/// Two classes, whatever the text: the first where it has the word 1.
constexpr const char* kSentiment = "def forward(self, numbers: Tensor, offsets: Tensor) -> Tensor:\n"
                                   "    found = torch.zeros(offsets.size(0)) + (numbers == 1).sum()\n"
                                   "    return torch.stack([found, 1 - found], 1) * 10\n";

} // namespace

class TestIntake : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    ServiceProcess service_;
    FileServer server_;
    QByteArray out_;
    QByteArray err_;

    struct Reply {
        long status = 0;
        QByteArray body;
    };
    static Reply send(quint16 port, const char* method, const std::string& path, const std::string& body = {}) {
        client::Transport transport("http://127.0.0.1:" + std::to_string(port));
        client::Call call;
        call.method = method;
        call.path = path;
        call.body = body;
        call.contentType = "text/plain";
        const auto answer = transport.exchange(call);
        return answer ? Reply{answer->status, QByteArray::fromStdString(answer->body)} : Reply{};
    }
    Reply predict(const std::string& path, const std::string& body) const {
        return send(service_.port("api"), "POST", path, body);
    }
    Reply manage(const char* method, const std::string& path) const {
        return send(service_.port("management"), method, path);
    }

    int run(const QStringList& arguments) {
        QProcess process;
        process.setProcessEnvironment(ServiceProcess::environment());
        process.setWorkingDirectory(folder_.path());
        process.start(ServiceProcess::program("inferno"),
                      arguments + QStringList{u"--data-dir"_s, service_.dataDir(), u"--no-start"_s});
        if (!process.waitForFinished(60'000))
            return -1;
        out_ = process.readAllStandardOutput();
        err_ = process.readAllStandardError();
        return process.exitCode();
    }
    QJsonObject shown(const QString& model) {
        run({u"models"_s, u"show"_s, model, u"--json"_s});
        return QJsonDocument::fromJson(out_).object()[u"items"_s].toArray().at(0).toObject();
    }
    void write(const QString& name, const QByteArray& content) const {
        QVERIFY(QDir().mkpath(QFileInfo(folder_.filePath(name)).path()));
        QFile file(folder_.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
    }
    QByteArray read(const QString& name) const {
        QFile file(folder_.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private Q_SLOTS:
    void initTestCase() {
        write(u"sentiment.txt"_s, kSentiment);
        QCOMPARE(QProcess::execute(
                     ServiceProcess::program("inferno-engine"),
                     {u"--make-sample"_s, folder_.filePath(u"sentiment.pt"_s), folder_.filePath(u"sentiment.txt"_s)}),
                 0);
        ZipWriter zip;
        zip.add("MAR-INF/MANIFEST.json", R"({"model":{"modelName":"sentiment","serializedFile":"sentiment.pt",)"
                                         R"("handler":"handler.py"}})");
        zip.add("sentiment.pt", read(u"sentiment.pt"_s));
        zip.add("handler.py", "raise SystemExit\n");
        zip.add("vocab.json", R"({"<unk>": 0, "good": 1})");
        zip.add("index_to_name.json", R"({"0": "positive", "1": "negative"})");
        const QByteArray mar = zip.end();
        write(u"store/sentiment.mar"_s, mar);
        write(u"other.mar"_s, mar);
        server_.putFile("/remote.mar", mar.toStdString());
        server_.redirect("/away.mar", "file:///etc/passwd");
        // As OpenSSL's commands make it: tests/services/inference has vectors of theirs.
        const auto key = inferno::vault::SigningKey::generate();
        const auto signature = key.sign(
            inferno::vault::sha256({reinterpret_cast<const std::uint8_t*>(mar.constData()), std::size_t(mar.size())}));
        write(u"other.sig"_s, QByteArray::fromStdString(inferno::toBase64(signature)));
        const std::string folder = folder_.path().toStdString();
        const std::string settings = "[inference]\nmodel_store = \"" + folder + "/store\"\nallowed_urls = [\"" +
                                     server_.url("/.*") + "\"]\ntrusted_keys = [\"" +
                                     inferno::toBase64(key.publicKey()) +
                                     "\"]\n[inference.handlers]\n\"handler.py\" = \"graph_fraud\"\n";
        write(u"inferno.toml"_s, QByteArray::fromStdString(settings));
        QVERIFY2(service_.start({u"--config"_s, folder_.filePath(u"inferno.toml"_s)}), qPrintable(service_.errors()));
    }

    void aNameInTheStoreMeansTheSameByEveryWay() {
        // The handler that it is mapped to is not the right one; a call may say so.
        QCOMPARE(run({u"models"_s, u"register"_s, u"sentiment.mar"_s, u"--handler"_s, u"text_classifier"_s}), 0);
        const Reply good = predict("/predictions/sentiment", "A GOOD film");
        QCOMPARE(good.status, 200);
        QVERIFY2(good.body.startsWith(R"({"positive":0.99)"), good.body.constData());
        const Reply both = predict("/predictions/sentiment", R"(["bad", "dull"])");
        QVERIFY2(both.body.startsWith(R"([{"negative":0.99)"), both.body.constData());
        const Reply none = predict("/predictions/sentiment", R"({"user_id": 77})");
        QCOMPARE(none.status, 400);
        QVERIFY2(none.body.contains("no text in 'text' or 'data'"), none.body.constData());
        const QJsonObject model = shown(u"sentiment"_s);
        QCOMPARE(model[u"path"_s].toString(), folder_.filePath(u"store/sentiment.mar"_s));
        QCOMPARE(model[u"handler"_s].toString(), u"text_classifier"_s);
        QCOMPARE(model[u"signature"_s].toString(), u"none"_s);
        QVERIFY(model[u"memory"_s].toInteger() > 0);
        QVERIFY(model[u"last_used"_s].toString() >= model[u"registered"_s].toString());
        QCOMPARE(run({u"models"_s, u"show"_s, u"sentiment"_s}), 0);
        QVERIFY2(out_.contains("  memory      about ") && out_.contains("  signature   none"), out_.constData());
        QCOMPARE(run({u"models"_s, u"unregister"_s, u"sentiment"_s}), 0);
        const Reply same = manage("POST", "/models?url=sentiment.mar&handler=text_classifier&initial_workers=1");
        QVERIFY2(same.status == 200, same.body.constData());
        QCOMPARE(predict("/predictions/sentiment", "A GOOD film").body, good.body);
        QCOMPARE(manage("DELETE", "/models/sentiment").status, 200);
        QVERIFY(QFile::exists(folder_.filePath(u"store/sentiment.mar"_s)));
    }

    void theConfigurationMapsHandlers() {
        const QString settings = service_.dataDir() + u"/settings.toml"_s;
        QCOMPARE(run({u"config"_s, u"set"_s, u"inference.handlers"_s, u"{\"handler.py\":\"python\"}"_s}), 2);
        // What the file of --config sets cannot be changed here.
        QCOMPARE(run({u"config"_s, u"set"_s, u"inference.handlers"_s, u"{\"handler.py\":\"text_classifier\"}"_s}), 2);
        QVERIFY2(err_.contains("inferno.toml:5 sets inference.handlers"), err_.constData());
        QCOMPARE(service_.stop(), 0);
        write(u"inferno.toml"_s, read(u"inferno.toml"_s).replace("\"graph_fraud\"", "\"python\""));
        service_.launch({u"--config"_s, folder_.filePath(u"inferno.toml"_s)});
        QVERIFY(service_.waitForExit());
        QCOMPARE(service_.exitCode(), 1);
        QVERIFY2(service_.errors().contains(u"inferno.toml:6: inference.handlers: 'handler.py' is one of echo, "_s),
                 qPrintable(service_.errors()));
        write(u"inferno.toml"_s,
              read(u"inferno.toml"_s).replace("[inference.handlers]\n\"handler.py\" = \"python\"\n", ""));
        QVERIFY2(service_.start({u"--config"_s, folder_.filePath(u"inferno.toml"_s)}), qPrintable(service_.errors()));
        QCOMPARE(run({u"config"_s, u"set"_s, u"inference.handlers"_s, u"{\"handler.py\":\"text_classifier\"}"_s}), 0);
        QCOMPARE(service_.stop(), 0);
        QVERIFY2(service_.start({u"--config"_s, folder_.filePath(u"inferno.toml"_s)}), qPrintable(service_.errors()));
        QCOMPARE(run({u"config"_s, u"get"_s, u"inference.handlers"_s}), 0);
        QVERIFY2(out_.contains(R"({"handler.py":"text_classifier"})"), out_.constData());
        QCOMPARE(run({u"models"_s, u"register"_s, u"sentiment.mar"_s}), 0);
        QVERIFY(predict("/predictions/sentiment", "good").body.startsWith(R"({"positive":0.99)"));
        QVERIFY(QFile::exists(settings));
    }

    void aSettingThatTheServiceWouldNotStartWithIsRefused() {
        const auto settings = [this] {
            QFile file(service_.dataDir() + u"/settings.toml"_s);
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        };
        const QByteArray before = settings();
        QVERIFY(!before.isEmpty());
        QCOMPARE(run({u"config"_s, u"set"_s, u"inference.config"_s, u"/nonexistent.properties"_s}), 2);
        QVERIFY2(err_.contains("inference.config: "), err_.constData());
        write(u"bad.properties"_s, "job_queue_size=many\n");
        QCOMPARE(run({u"config"_s, u"set"_s, u"inference.config"_s, folder_.filePath(u"bad.properties"_s)}), 2);
        QVERIFY2(err_.contains("bad.properties:1: "), err_.constData());
        QCOMPARE(settings(), before);
        // A list is JSON or has commas.
        QCOMPARE(run({u"config"_s, u"set"_s, u"api.hosts"_s, uR"(["a,b","c"])"_s}), 0);
        QCOMPARE(run({u"config"_s, u"get"_s, u"api.hosts"_s}), 0);
        QCOMPARE(out_.trimmed(), QByteArray(R"(["a,b","c"])"));
        QCOMPARE(run({u"config"_s, u"set"_s, u"api.hosts"_s, u"a,b"_s}), 0);
        QCOMPARE(run({u"config"_s, u"get"_s, u"api.hosts"_s}), 0);
        QCOMPARE(out_.trimmed(), QByteArray(R"(["a","b"])"));
        QCOMPARE(run({u"config"_s, u"set"_s, u"api.hosts"_s, u"--unset"_s}), 0);
    }

    void aModelComesFromAUrl() {
        const QString url = QString::fromStdString(server_.url("/remote.mar"));
        QCOMPARE(run({u"models"_s, u"register"_s, url + u"?key=secret"_s, u"--name"_s, u"remote"_s}), 0);
        QVERIFY(predict("/predictions/remote", "good").body.startsWith(R"({"positive":0.99)"));
        QVERIFY(QFile::exists(folder_.filePath(u"store/remote.mar"_s)));
        QCOMPARE(run({u"models"_s, u"register"_s, url, u"--version"_s, u"2"_s}), 1);
        QVERIFY2(err_.contains("Model file already exists remote.mar"), err_.constData());
        const Reply again = manage("POST", "/models?model_name=again&url=" + server_.url("/remote.mar"));
        QCOMPARE(again.status, 500);
        QVERIFY2(again.body.contains("\"message\": \"Model file already exists remote.mar\""), again.body.constData());
        const Reply absent = manage("POST", "/models?url=" + server_.url("/absent.mar"));
        QCOMPARE(absent.status, 400);
        QVERIFY2(absent.body.contains(
                     QByteArray::fromStdString("Failed to download archive from: " + server_.url("/absent.mar"))),
                 absent.body.constData());
        QVERIFY(absent.body.contains("DownloadArchiveException"));
        QCOMPARE(manage("POST", "/models?url=" + server_.url("/away.mar")).status, 400);
        QCOMPARE(manage("POST", "/models?url=http://127.0.0.1:1/x.mar").status, 404);
        QCOMPARE(run({u"models"_s, u"register"_s, u"http://127.0.0.1:1/x.mar"_s}), 2);
        QVERIFY2(err_.contains("does not match any allowed URL(s)"), err_.constData());
        QCOMPARE(QDir(folder_.filePath(u"store"_s)).entryList(QDir::Files | QDir::Hidden).size(), 2);
        QCOMPARE(run({u"audit"_s, u"logs"_s, u"--action"_s, u"model_load"_s, u"--json"_s}), 0);
        QVERIFY(out_.contains("/remote.mar") && !out_.contains("secret"));
    }

    void signaturesAreChecked() {
        QCOMPARE(run({u"models"_s, u"register"_s, u"other.mar"_s, u"--name"_s, u"other"_s, u"--signature"_s,
                      u"other.sig"_s}),
                 0);
        QCOMPARE(shown(u"other"_s)[u"signature"_s].toString(), u"valid"_s);
        write(u"other.mar.sig"_s, QByteArray(64, 'x'));
        QCOMPARE(run({u"models"_s, u"register"_s, u"other.mar"_s, u"--name"_s, u"forged"_s}), 1);
        QVERIFY2(err_.contains("no trusted key has made the signature"), err_.constData());
        write(u"store/sentiment.mar.sig"_s, QByteArray(64, 'x'));
        const Reply forged = manage("POST", "/models?url=sentiment.mar&model_name=forged");
        QCOMPARE(forged.status, 400);
        QVERIFY2(forged.body.contains("InvalidModelException"), forged.body.constData());
        QVERIFY(QFile::remove(folder_.filePath(u"store/sentiment.mar.sig"_s)));
    }
};

QTEST_GUILESS_MAIN(TestIntake)
#include "tst_intake.moc"
