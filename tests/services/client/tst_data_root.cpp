// SPDX-License-Identifier: GPL-3.0-or-later
#include <map>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <nlohmann/json.hpp>

#include "core/base/vfs.h"
#include "services/client/data_root.h"
#include "services/client/local_service.h"
#include "services/client/process.h"

using namespace inferno;
using namespace inferno::client;

namespace {

Environment of(std::map<std::string, std::string> variables) {
    return [variables = std::move(variables)](const char* name) -> std::optional<std::string> {
        const auto found = variables.find(name);
        return found == variables.end() ? std::nullopt : std::optional(found->second);
    };
}

std::string systemFile(const std::string& dataDir) {
    return nlohmann::json{{"data_dir", dataDir}, {"url", "http://127.0.0.1:8080"}}.dump();
}

std::string serviceFile(int pid) {
    return nlohmann::json{{"pid", pid}, {"url", "http://127.0.0.1:1"}, {"instance", "i"}}.dump();
}

} // namespace

class TestDataRoot : public QObject {
    Q_OBJECT

private:
    std::filesystem::path path(const char* name) const { return folder_.path().toStdString() + "/" + name; }
    void write(const std::filesystem::path& file, std::string_view text) {
        QVERIFY(writeFileAtomically(vfs_, file, asBytes(text)));
    }

    QTemporaryDir folder_;
    SystemVfs vfs_;

private Q_SLOTS:
    void theNearestWordCounts() {
        const std::filesystem::path none = path("absent.json");
        const auto home = of({{"HOME", "/home/u"}});
        QCOMPARE(chooseTarget({}, home, none)->dataDir, "/home/u/.local/share/inferno");
        QCOMPARE(chooseTarget({}, home, none)->by, ChosenBy::User);
        QCOMPARE(chooseTarget({}, of({{"HOME", "/h"}, {"XDG_DATA_HOME", "/d"}}), none)->dataDir, "/d/inferno");

        const auto variables = of({{"HOME", "/h"}, {"INFERNO_HOME", "/data/"}, {"INFERNO_URL", "http://h:1/"}});
        QCOMPARE(chooseTarget({}, variables, none)->url, "http://h:1");
        QCOMPARE(chooseTarget({.url = "http://t:2", .token = "", .dataDir = "/x"}, variables, none)->url, "http://t:2");
        QCOMPARE(chooseTarget({.url = "", .token = "", .dataDir = "/typed/"}, variables, none)->dataDir, "/typed");
        QCOMPARE(chooseTarget({}, of({{"HOME", "/h"}, {"INFERNO_HOME", "/data/"}}), none)->dataDir, "/data");
        for (const char* bad : {"127.0.0.1:8080", "ftp://x", "http://", "http://x/path", "http://x y"})
            QVERIFY2(!chooseTarget({.url = bad, .token = "", .dataDir = {}}, home, none), bad);
        QVERIFY(!chooseTarget({}, of({}), none));
    }

    void aSystemServiceComesBeforeTheUsersOwn() {
        const std::filesystem::path file = path("system.json");
        write(file, systemFile("/var/lib/inferno"));
        const auto target = chooseTarget({}, of({{"HOME", "/h"}}), file);
        QCOMPARE(target->by, ChosenBy::SystemService);
        QCOMPARE(target->dataDir, "/var/lib/inferno");
        QCOMPARE(chooseTarget({}, of({{"HOME", "/h"}, {"INFERNO_HOME", "/d"}}), file)->by, ChosenBy::Home);
        write(file, "{}");
        QCOMPARE(chooseTarget({}, of({{"HOME", "/h"}}), file).error().code, ErrorCode::ConfigInvalid);
    }

    void aCommandStartsNothingWhereItMayNot() {
        const std::filesystem::path root = path("root");
        QVERIFY(vfs_.makeFolder(root, 0700));
        QVERIFY(vfs_.makeFolder(root / "run", 0700));
        const LocalService service(root);
        const auto none = path("absent.json");
        QVERIFY(service.mayStart(of({}), none));
        QCOMPARE(service.mayStart(of({{"KUBERNETES_SERVICE_HOST", "10.0.0.1"}}), none).error().code,
                 ErrorCode::ServiceUnreachable);
        write(path("system.json"), systemFile(root.string()));
        QCOMPARE(service.mayStart(of({}), path("system.json")).error().hint, "run: systemctl start inferno");

        // `stop` says so even where nothing runs; `start` takes it back.
        QCOMPARE(*service.stop(), false);
        QCOMPARE(service.mayStart(of({}), none).error().hint, "run: inferno service start");
        QVERIFY(service.forgetStopped());
        QVERIFY(service.mayStart(of({}), none));
    }

    void aDeadProcessIsNoService() {
        const std::filesystem::path root = path("stale");
        QVERIFY(vfs_.makeFolder(root, 0700));
        QVERIFY(vfs_.makeFolder(root / "run", 0700));
        write(root / "run/token", "t");
        // The largest process id there can be, and one that lives but does not listen.
        for (const int pid : {4194304, 1}) {
            write(root / "run/service.json", serviceFile(pid));
            const auto found = LocalService(root).find();
            QVERIFY(found && !*found);
        }
    }

    void aServiceThatEndsAtOnceIsReportedWithItsLastWords() {
        const std::filesystem::path program = path("fake-infernod");
        write(program, "#!/bin/sh\necho 'error: no such thing' >&2\nexit 1\n");
        QVERIFY(QFile::setPermissions(QString::fromStdString(program.string()), QFile::ReadOwner | QFile::ExeOwner));
        StartOptions options;
        options.program = program;
        options.portOffset = "auto";
        std::string told;
        options.tell = [&](const std::string& sentence) { told += sentence; };
        const std::filesystem::path root = path("new/root");
        const auto started = LocalService(root).start(options);
        QCOMPARE(started.error().code, ErrorCode::ServiceUnreachable);
        QVERIFY(started.error().detail.ends_with("error: no such thing"));
        QCOMPARE(told, "made the data root " + root.string());
        QCOMPARE(vfs_.stat(root)->mode, 0700U);
    }

    void portsAreProbed() {
        QVERIFY(programOf(QCoreApplication::applicationPid()).starts_with("tst_data_root"));
        QVERIFY(!isAlive(0));
        QVERIFY(isAlive(QCoreApplication::applicationPid()));
    }
};

QTEST_GUILESS_MAIN(TestDataRoot)
#include "tst_data_root.moc"
