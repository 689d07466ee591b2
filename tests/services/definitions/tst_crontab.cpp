// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "services/definitions/crontab_jobs.h"

using namespace inferno;
using namespace inferno::definitions;
using nlohmann::json;

/// Crontabs as cron reads them, and what becomes of each line.
class TestCrontab : public QObject {
    Q_OBJECT

    static Crontab read(const std::string& text, bool system = false) {
        const auto crontab = readCrontab(text, system);
        if (!crontab)
            qFatal("%s", crontab.error().message().c_str());
        return *crontab;
    }
    static CrontabOptions options() {
        CrontabOptions options;
        options.timezone = "Europe/Rome";
        options.user = "ada";
        options.homeOf = [](const std::string& user) { return user == "ada" ? "/home/ada" : ""; };
        return options;
    }
    static std::vector<CrontabLine> lines(const std::string& text, bool system = false, bool anyUser = false) {
        CrontabOptions wanted = options();
        wanted.anyUser = anyUser;
        return jobsOf(read(text, system), wanted);
    }
    static json one(const std::string& text) { return lines(text).back().document; }

private Q_SLOTS:
    void whatCronReads() {
        const Crontab crontab = read("# a comment\n"
                                     "  # another\n"
                                     "\n"
                                     "SHELL=/bin/bash\r\n"
                                     "  MAILTO = \"ops@example.org\"\n"
                                     "'NAME'='a b '\n"
                                     "TRAIL=x # y\n"
                                     "\t*/15\t0  1,15 * 1-5   /usr/bin/backup --all  \n"
                                     "MAILTO=\n"
                                     "@daily rotate\n"
                                     "-0 2 * * * quiet\n");
        QCOMPARE(crontab.settings.size(), 5U);
        QVERIFY(crontab.settings[1].value == "ops@example.org");
        QCOMPARE(crontab.settings[1].line, 5);
        QVERIFY(crontab.settings[2].name == "NAME");
        QVERIFY(crontab.settings[2].value == "a b ");
        QVERIFY(crontab.settings[3].value == "x # y"); // a # within a line is no comment
        QCOMPARE(crontab.entries.size(), 3U);
        QVERIFY(crontab.entries[0].schedule == "*/15 0 1,15 * 1-5");
        QVERIFY(crontab.entries[0].command == "/usr/bin/backup --all  ");
        QCOMPARE(crontab.entries[0].line, 8);
        QVERIFY(crontab.entries[0].settings.at("MAILTO") == "ops@example.org");
        QVERIFY(crontab.entries[1].settings.at("MAILTO") == ""); // from there on
        QVERIFY(crontab.entries[1].schedule == "@daily");
        QVERIFY(crontab.entries[2].quiet && crontab.entries[2].schedule == "0 2 * * *");
    }

    void percentSigns() {
        const Crontab crontab = read("0 5 * * 1 mail -s \"It's 10\\% off\" ada%Dear Ada,%%how are you?%\n"
                                     "0 5 * * 1 cat%\n"
                                     "0 5 * * 1 date +\\%F\n");
        QVERIFY(crontab.entries[0].command == "mail -s \"It's 10% off\" ada");
        QVERIFY(crontab.entries[0].input.value_or("none") == "Dear Ada,\n\nhow are you?\n");
        QVERIFY(crontab.entries[1].input.value_or("none") == "");
        QVERIFY(crontab.entries[2].command == "date +%F");
        QVERIFY(!crontab.entries[2].input);
    }

    void theSystemForm() {
        const auto found = lines("17 * * * * root cd / && run-parts /etc/cron.hourly\n"
                                 "@reboot ada\t/opt/start\n"
                                 "5 4 * * * ada\n",
                                 true);
        QVERIFY(found[0].document.is_null());
        QVERIFY(found[0].reason.find("runs as root") != std::string::npos);
        QVERIFY(found[1].document.at("command") == "/opt/start");
        QVERIFY(found[1].document.at("schedules") == json::array({"@reboot"}));
        QVERIFY(found[2].reason.find("no user and command") != std::string::npos);
        const auto any = lines("17 * * * * root cd / && run-parts /etc/cron.hourly\n", true, true);
        QVERIFY(any[0].document.at("command") == "cd / && run-parts /etc/cron.hourly");
        QVERIFY(any[0].document.at("name") == "run-parts");
        QVERIFY(any[0].notes.at(0) == "runs as ada, not as root");
    }

    void aJobBehavesAsUnderCron() {
        QVERIFY(one("0 2 * * * /usr/local/bin/backup.sh --all") == (json{{"name", "backup.sh"},
                                                                         {"command", "/usr/local/bin/backup.sh --all"},
                                                                         {"schedules", {"0 2 * * *"}},
                                                                         {"timezone", "Europe/Rome"},
                                                                         {"overlap", "allow"},
                                                                         {"misfire", "skip"},
                                                                         {"env", json::object()},
                                                                         {"tags", {"crontab"}},
                                                                         {"workdir", "/home/ada"}}));
    }

    void settingsReachTheJobsBelow() {
        const json job = one("PATH=/usr/bin:/opt/bin\nHOME=/srv\nCRON_TZ=Asia/Tokyo\nRANDOM_DELAY=10\n"
                             "MAILTO=ops\nLANG=C\nINFERNO_X=1\nSHELL=/bin/bash\n0 2 * * * echo $'it\\'s'");
        QVERIFY(job.at("env") ==
                (json{{"PATH", "/usr/bin:/opt/bin"}, {"HOME", "/srv"}, {"LANG", "C"}, {"SHELL", "/bin/bash"}}));
        QVERIFY(job.at("workdir") == "/srv");
        QVERIFY(job.at("timezone") == "Asia/Tokyo");
        QVERIFY(job.at("jitter") == 600);
        QVERIFY(job.at("command") == "exec /bin/bash -c 'echo $'\\''it\\'\\''s'\\'''");
        QVERIFY(one("0 2 * * * cat%a'b").at("command") == "printf %s 'a'\\''b\n' | /bin/sh -c 'cat'");
        QVERIFY(one("0 2 * * * convert a b").at("command") == "command convert a b");
    }

    void nothingIsLeftOutInSilence() {
        const auto found = lines("MAILTO=ops\n"
                                 "61 * * * * a\n"
                                 "0~30 * * * * b\n"
                                 "@every_minute c\n"
                                 "only words\n"
                                 "* * * * *\n"
                                 "CRON_TZ=Europe/Roma\n"
                                 "0 1 * * * d\n");
        QCOMPARE(found.size(), 8U);
        for (std::size_t i = 0; i < found.size(); ++i) {
            QCOMPARE(found[i].line, static_cast<int>(i) + 1);
            QVERIFY2(found[i].document.is_null(), found[i].text.c_str());
            QVERIFY2(!found[i].reason.empty() || !found[i].notes.empty(), found[i].text.c_str());
            QCOMPARE(found[i].setting, i == 0 || i == 6);
        }
        QVERIFY(found[1].reason.find("61 is not within 0 to 59") != std::string::npos);
        QVERIFY(found[2].reason.find("--jitter") != std::string::npos);
        QVERIFY(found[0].notes[0].find("no mail is sent") != std::string::npos);
        QVERIFY(found[7].reason.find("Europe/Roma") != std::string::npos);
    }

    void names_data() {
        QTest::addColumn<QString>("command");
        QTest::addColumn<QString>("name");
        const auto row = [](const char* command, const char* name) {
            QTest::newRow(command) << QString::fromUtf8(command) << QString::fromUtf8(name);
        };
        row("/opt/x/run.sh -v", "run.sh");
        row("cd /srv/app && ./bin/report > /dev/null 2>&1", "report");
        row("[ -x /usr/sbin/anacron ] || run-parts --report /etc/cron.daily", "run-parts");
        row("test -e /run/systemd/system || SERVICE_MODE=1 /sbin/e2scrub_all -C -r", "e2scrub_all");
        row("nice -n 10 ionice -c3 mirror", "mirror");
        row("FOO=1 env BAR=2 tool", "tool");
        row("sleep 20; sync-clock", "sync-clock");
        row("\"my tool\" x", "my");
        row("$CMD", "CMD");
        row("job_1", "cron-job");
        row("ü", "cron-job");
    }
    void names() {
        QFETCH(QString, command);
        QFETCH(QString, name);
        const json job = one("0 0 * * * " + command.toStdString());
        QCOMPARE(QString::fromStdString(job.at("name").get<std::string>()), name);
    }

    void namesAreUniqueAndStayTheSame() {
        const std::string text = "0 0 * * * a\n0 1 * * * a\n0 2 * * * a\n";
        const auto namesOf = [&](CrontabOptions wanted) {
            std::string names;
            for (const CrontabLine& line : jobsOf(read(text), wanted))
                names += line.document.at("name").get<std::string>() + " ";
            return names;
        };
        CrontabOptions wanted = options();
        QVERIFY(namesOf(wanted) == "a a-2 a-3 ");
        wanted.taken = [](const std::string& name) { return name == "a" || name == "a-3"; };
        QVERIFY(namesOf(wanted) == "a-2 a-4 a-5 ");
        wanted.prefix = "cron.";
        QVERIFY(namesOf(wanted) == "cron.a cron.a-2 cron.a-3 ");
    }
};

QTEST_GUILESS_MAIN(TestCrontab)
#include "tst_crontab.moc"
