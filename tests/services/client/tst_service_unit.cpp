// SPDX-License-Identifier: GPL-3.0-or-later
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <sstream>

#include "services/client/local_service.h"
#include "services/client/service_unit.h"

using namespace inferno;
using namespace inferno::client;
namespace fs = std::filesystem;

class TestServiceUnit : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    SystemVfs vfs_;
    std::vector<std::string> ran_;

    fs::path root() const { return folder_.path().toStdString(); }
    static std::string textOf(const fs::path& path) {
        std::ostringstream text;
        text << std::ifstream(path).rdbuf();
        return text.str();
    }
    /// Keeps what would have been run; fails at what begins with `failing`.
    RunProgram recorder(std::string failing = "-") {
        ran_.clear();
        return [this, failing](const std::vector<std::string>& words) -> Result<void> {
            std::string line;
            for (const std::string& word : words)
                line += (line.empty() ? "" : " ") + word;
            ran_.push_back(line);
            if (line.starts_with(failing))
                return fail(ErrorCode::IoFailed, line);
            return {};
        };
    }

private Q_SLOTS:
    void systemdUnderstandsTheUnits() {
        const QString analyze = QStandardPaths::findExecutable(QStringLiteral("systemd-analyze"));
        if (analyze.isEmpty())
            QSKIP("there is no systemd-analyze");
        const fs::path program = root() / "with space" / "infernod%x";
        fs::create_directories(program.parent_path());
        std::ofstream(program) << "#!/bin/sh\n";
        fs::permissions(program, fs::perms{0755});
        for (const bool system : {true, false}) {
            const fs::path unit = root() / "inferno.service";
            std::ofstream(unit) << unitText({system, program, "/var/lib/in $HOME"});
            QProcess process;
            process.setProcessChannelMode(QProcess::MergedChannels);
            process.start(analyze, {system ? QStringLiteral("--system") : QStringLiteral("--user"),
                                    QStringLiteral("verify"), QString::fromStdString(unit.string())});
            QVERIFY(process.waitForFinished());
            for (const QByteArray& line : process.readAll().split('\n'))
                if (line.contains("inferno.service") && !line.contains("DelegateSubgroup")) // older than systemd 254
                    QFAIL(line.constData());
        }
    }

    void aSystemServiceIsInstalledAndTakenAway() {
        const UnitPlaces places = UnitPlaces::ofSystem(root());
        const ServiceUnit unit{true, "/opt/inferno/bin/infernod", "/var/lib/inferno"};
        QVERIFY(installUnit(unit, places, recorder(), vfs_));
        QCOMPARE(ran_.size(), 4U);
        QCOMPARE(ran_[0], "systemd-sysusers " + places.accounts.string());
        QCOMPARE(ran_[1], "install -d -m 0711 -o inferno -g inferno /var/lib/inferno");
        QCOMPARE(ran_[2], "systemctl daemon-reload");
        QCOMPARE(ran_[3], "systemctl enable --now inferno.service");
        QCOMPARE(textOf(places.unit), unitText(unit));
        QCOMPARE(chooseTarget(
                     {}, [](const char*) -> std::optional<std::string> { return std::nullopt; }, places.record)
                     ->dataDir,
                 "/var/lib/inferno");
        for (const fs::path& path : {places.unit, places.accounts, places.record})
            QCOMPARE(static_cast<int>(fs::status(path).permissions()), 0644);
        QVERIFY(installUnit(unit, places, recorder(), vfs_)); // once more changes nothing
        QCOMPARE(*uninstallUnit(true, places, recorder(), vfs_), true);
        QCOMPARE(ran_.front(), "systemctl disable --now inferno.service");
        for (const fs::path& path : {places.unit, places.accounts, places.record})
            QVERIFY(!fs::exists(path));
        QCOMPARE(*uninstallUnit(true, places, recorder(), vfs_), false);
        QVERIFY(ran_.empty());
    }

    void whatFailsLeavesNothing() {
        const UnitPlaces places = UnitPlaces::ofSystem(root() / "failing");
        for (const char* failing : {"systemd-sysusers", "install", "systemctl daemon-reload", "systemctl enable"}) {
            QVERIFY(!installUnit({true, "/p", "/d"}, places, recorder(failing), vfs_));
            for (const fs::path& path : {places.unit, places.accounts, places.record})
                QVERIFY2(!fs::exists(path), failing);
        }
        // A later attempt that fails leaves what was installed before.
        QVERIFY(installUnit({true, "/p", "/d"}, places, recorder(), vfs_));
        QVERIFY(!installUnit({true, "/p", "/d"}, places, recorder("systemctl enable"), vfs_));
        QVERIFY(fs::exists(places.unit));
    }

    void anotherUnitIsLeftAlone() {
        const UnitPlaces places = UnitPlaces::ofSystem(root() / "other");
        fs::create_directories(places.unit.parent_path());
        std::ofstream(places.unit) << "[Service]\nExecStart=/bin/true\n";
        const auto refused = installUnit({true, "/p", "/d"}, places, recorder(), vfs_);
        QCOMPARE(refused.error().code, ErrorCode::IoExists);
        QVERIFY(ran_.empty());
        QCOMPARE(textOf(places.unit), std::string("[Service]\nExecStart=/bin/true\n"));
    }

    void noCommandStartsWhatSystemdStarts() {
        const fs::path data = root() / "data";
        fs::create_directories(data / "run");
        const Environment home = [this](const char* name) -> std::optional<std::string> {
            return std::string_view(name) == "HOME" ? std::optional(root().string()) : std::nullopt;
        };
        const auto places = UnitPlaces::ofUser(home);
        QCOMPARE(places->unit, root() / ".config/systemd/user/inferno.service");
        const LocalService service(data);
        QVERIFY(service.mayStart(home, root() / "absent"));
        QVERIFY(installUnit({false, "/p", data}, *places, recorder(), vfs_));
        QCOMPARE(ran_.back(), "systemctl --user enable --now inferno.service");
        QCOMPARE(service.mayStart(home, root() / "absent").error().hint, "run: systemctl --user start inferno");
        QVERIFY(LocalService(root() / "data2").mayStart(home, root() / "absent"));
    }
};

QTEST_GUILESS_MAIN(TestServiceUnit)
#include "tst_service_unit.moc"
