// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "services/client/client.h"
#include "tests/e2e/service_process.h"

using namespace inferno;
using inferno::tests::ServiceProcess;
namespace fs = std::filesystem;

namespace {

/// One that nobody listens on just now.
int freePort() {
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    const bool bound = ::bind(socket, reinterpret_cast<sockaddr*>(&address), length) == 0 &&
                       ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &length) == 0;
    ::close(socket);
    return bound ? ntohs(address.sin_port) : 0;
}

/// A node, and what is said in its inferno.toml.
struct Node {
    ServiceProcess process;
    int port = freePort();
    std::string key;
    std::string witnessKey;

    fs::path root() const { return process.dataDir().toStdString(); }
    std::string url() const { return "http://127.0.0.1:" + std::to_string(port); }
    void configure(const std::string& more) const {
        fs::create_directories(root());
        fs::permissions(root(), fs::perms::owner_all);
        // Any ports for the rest: the other node has the usual ones.
        std::ofstream(root() / "inferno.toml")
            << "[api]\nport = " << port << "\n[inference]\nmanagement_address = \"http://127.0.0.1:0\"\n"
            << "metrics_address = \"http://127.0.0.1:0\"\n"
            << more;
    }
    bool start() { return process.start(); }
    client::Client client() const { return client::Client(client::endpointOf(root()).value()); }
};

/// Vault and keys, but not what the node knows of the other one.
void replaceVault(const fs::path& by, const fs::path& root) {
    fs::remove_all(root / "vault");
    fs::copy(by / "vault", root / "vault", fs::copy_options::recursive);
    fs::copy(by / "keys", root / "keys", fs::copy_options::recursive | fs::copy_options::overwrite_existing);
}

} // namespace

/// Two nodes witness each other: what one of them loses, the other knows.
class TestWitnesses : public QObject {
    Q_OBJECT

    /// `inferno audit verify --json` on a data root: exit code and document.
    std::pair<int, QJsonObject> verify(const fs::path& root, bool withMemory) {
        QProcess cli;
        QProcessEnvironment environment = ServiceProcess::environment();
        QTemporaryDir forgotten;
        environment.insert(QStringLiteral("XDG_STATE_HOME"), withMemory ? memory_.path() : forgotten.path());
        cli.setProcessEnvironment(environment);
        cli.start(ServiceProcess::program("inferno"),
                  {QStringLiteral("audit"), QStringLiteral("verify"), QStringLiteral("--json"),
                   QStringLiteral("--no-start"), QStringLiteral("--data-dir"), QString::fromStdString(root.string())});
        cli.waitForFinished(60'000);
        return {cli.exitCode(), QJsonDocument::fromJson(cli.readAllStandardOutput()).object()};
    }
    static bool says(const QJsonObject& result, const char* words) {
        return QString::fromUtf8(QJsonDocument(result).toJson()).contains(QLatin1String(words));
    }
    static bool waitForAnchors(const Node& node, const std::function<bool(const client::AnchorStatus&)>& fits) {
        client::Client client = node.client();
        for (const QDeadlineTimer deadline(20'000); !deadline.hasExpired(); QThread::msleep(50))
            if (const auto status = client.auditStatus(); status && std::ranges::all_of(status->anchors, fits))
                return true;
        if (const auto status = client.auditStatus())
            for (const client::AnchorStatus& place : status->anchors)
                qWarning("%s %s: %llu events, %s", place.kind.c_str(), place.place.c_str(),
                         static_cast<unsigned long long>(place.size), place.error.c_str());
        return false;
    }

    /// Makes two nodes that witness each other, both running; `more` is said in a's [audit.anchors]. `first`: where a
    /// copy of a goes before it begins.
    void introduce(Node& a, Node& b, const std::string& more, const fs::path& first = {}) {
        for (Node* node : {&a, &b}) {
            node->configure("");
            QVERIFY2(node->start(), qPrintable(node->process.errors()));
            node->key = node->client().verifierKey().value();
            QCOMPARE(node->process.stop(), 0);
        }
        if (!first.empty())
            fs::copy(a.root(), first, fs::copy_options::recursive);
        const auto origins = [](const Node& other) { return "[witness]\norigins = [\"" + other.key + "\"]\n"; };
        a.configure(origins(b));
        b.configure(origins(a));
        for (Node* node : {&a, &b}) {
            QVERIFY2(node->start(), qPrintable(node->process.errors()));
            node->witnessKey = node->client().auditStatus()->witness_key;
            QVERIFY(!node->witnessKey.empty());
            QCOMPARE(node->process.stop(), 0);
        }
        const auto witness = [](const Node& other) {
            return "[audit.anchors]\ninterval_seconds = 1\nwitnesses = [\"" + other.url() + "/api/v1/witness " +
                   other.witnessKey + " file:" + (other.root() / "run" / "witness_token").string() + "\"]\n";
        };
        a.configure(origins(b) + witness(b) + more);
        b.configure(origins(a) + witness(a));
        QVERIFY2(b.start() && a.start(), qPrintable(a.process.errors() + b.process.errors()));
        const auto isGiven = [](const client::AnchorStatus& place) { return place.error.empty() && place.size > 0; };
        QVERIFY(waitForAnchors(a, isGiven));
        QVERIFY(waitForAnchors(b, isGiven));
    }
    static std::size_t count(const Node& node, const char* actions) {
        client::AuditQuery query;
        query.action = actions;
        const auto page = node.client().auditEvents(query);
        return page ? page->items.size() : 999;
    }
    /// Appends an event, and waits until the node's witness has cosigned it.
    static bool isCosigned(const Node& node) {
        const auto appended = node.client().appendEvents({R"({"event_type":"security","action":"x"})"});
        return appended && waitForAnchors(node, [&](const client::AnchorStatus& place) {
                   return place.error.empty() && place.size > appended->front().seq;
               });
    }

    QTemporaryDir memory_;

private Q_SLOTS:
    void whatIsRolledBackIsFoundOut() {
        QTemporaryDir otherDisk;
        const fs::path anchorFile = otherDisk.filePath(QStringLiteral("anchors.jsonl")).toStdString();
        const fs::path first = otherDisk.filePath(QStringLiteral("first")).toStdString();
        const fs::path yesterday = otherDisk.filePath(QStringLiteral("yesterday")).toStdString();
        Node a;
        Node b;
        introduce(a, b, "file = \"" + anchorFile.string() + "\"\n", first);
        QVERIFY(fs::exists(a.root() / "vault" / "cosigned.note"));
        QCOMPARE(verify(a.root(), true).first, 0);
        QCOMPARE(a.process.stop(), 0);
        fs::copy(a.root(), yesterday, fs::copy_options::recursive);

        QVERIFY2(a.start(), qPrintable(a.process.errors()));
        QVERIFY(a.client().appendEvents({R"({"event_type":"security","action":"x"})"}));
        auto [exit, whole] = verify(a.root(), true);
        QCOMPARE(exit, 0);
        QCOMPARE(whole.value(QLatin1String("verdict")).toString(), QStringLiteral("ok"));
        QCOMPARE(a.process.stop(), 0);

        for (const fs::path& copy : {yesterday, first}) {
            replaceVault(copy, a.root());
            auto [code, offline] = verify(a.root(), true);
            QCOMPARE(code, 6);
            QVERIFY(says(offline, "was seen before")); // the command line's own memory
            std::tie(code, offline) = verify(a.root(), false);
            QCOMPARE(code, 6);
            QCOMPARE(offline.value(QLatin1String("verdict")).toString(), QStringLiteral("rolled_back"));
            QVERIFY(says(offline, "witness http"));
            QVERIFY(says(offline, "file /"));

            QVERIFY2(a.start(), qPrintable(a.process.errors()));
            QVERIFY(waitForAnchors(a, [](const client::AnchorStatus& place) { return place.rolled_back; }));
            QCOMPARE(a.client().health()->status, "degraded");
            const auto online = a.client().verifyAudit("full");
            QVERIFY(online);
            QCOMPARE(online->verdict, "rolled_back");
            QCOMPARE(online->problems.size(), std::size_t{2});
            client::AuditQuery query;
            query.action = "anchor_rolled_back";
            QCOMPARE(a.client().auditEvents(query)->items.size(), std::size_t{2}); // each place once
            QCOMPARE(verify(a.root(), false).first, 6);
            QCOMPARE(a.process.stop(), 0);
        }
    }

    void aNewSigningKeyIsFollowed() {
        QTemporaryDir otherDisk;
        const fs::path yesterday = otherDisk.filePath(QStringLiteral("yesterday")).toStdString();
        Node a;
        Node b;
        introduce(a, b, "");
        QCOMPARE(a.process.stop(), 0);
        fs::copy(a.root(), yesterday, fs::copy_options::recursive);
        QVERIFY2(a.start(), qPrintable(a.process.errors()));
        // Once, and then twice while the witness is away.
        QVERIFY(a.client().rotateKeys(true));
        QVERIFY(a.client().verifierKey().value() != a.key);
        QVERIFY(isCosigned(a));
        QCOMPARE(count(a, "anchor_failed,anchor_rolled_back"), std::size_t{0});
        QCOMPARE(b.process.stop(), 0);
        QVERIFY(a.client().rotateKeys(true) && a.client().rotateKeys(true));
        QVERIFY2(b.start(), qPrintable(b.process.errors()));
        QVERIFY(isCosigned(a));
        // What it has followed it knows after a restart, and the one before it is not needed.
        QCOMPARE(b.process.stop(), 0);
        QVERIFY2(b.start(), qPrintable(b.process.errors()));
        QVERIFY(isCosigned(a));
        QCOMPARE(count(a, "anchor_rolled_back"), std::size_t{0});
        QCOMPARE(verify(a.root(), false).first, 0);
        QCOMPARE(a.process.stop(), 0);
        QCOMPARE(verify(a.root(), false).first, 0);

        // An older copy of it, with the key of that time, is found out; also if it makes itself a new key.
        replaceVault(yesterday, a.root());
        const auto [code, offline] = verify(a.root(), false);
        QCOMPARE(code, 6);
        QVERIFY(says(offline, "witness http"));
        QVERIFY2(a.start(), qPrintable(a.process.errors()));
        const auto isFoundOut = [](const client::AnchorStatus& place) { return place.rolled_back; };
        QVERIFY(waitForAnchors(a, isFoundOut));
        QVERIFY(a.client().rotateKeys(true));
        QCOMPARE(a.process.stop(), 0);
        QVERIFY2(a.start(), qPrintable(a.process.errors()));
        QVERIFY(waitForAnchors(a, isFoundOut));
        QVERIFY(says(verify(a.root(), false).second, "other keys of this vault"));
        QVERIFY(count(b, "witness_refused") > 0);
    }

    void aWitnessTokenMayDoNothingElse() {
        Node a;
        Node b;
        for (Node* node : {&a, &b}) {
            node->configure("");
            QVERIFY2(node->start(), qPrintable(node->process.errors()));
            node->key = node->client().verifierKey().value();
            QCOMPARE(node->process.stop(), 0);
        }
        b.configure("[witness]\norigins = [\"" + a.key + "\"]\n");
        QVERIFY2(b.start(), qPrintable(b.process.errors()));
        std::string token;
        std::ifstream(b.root() / "run" / "witness_token") >> token;
        client::Endpoint endpoint = client::endpointOf(b.root()).value();
        endpoint.token = token;
        client::Client stranger(endpoint);
        QVERIFY(stranger.call("GET", "/api/v1/witness"));
        QCOMPARE(stranger.auditStatus().error().code, ErrorCode::AuthDenied);
        endpoint.token = token + "x";
        QCOMPARE(client::Client(endpoint).call("GET", "/api/v1/witness").error().code, ErrorCode::AuthRequired);
    }
};

QTEST_GUILESS_MAIN(TestWitnesses)
#include "tst_witnesses.moc"
