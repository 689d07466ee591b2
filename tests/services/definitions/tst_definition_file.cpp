// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "services/definitions/definition_file.h"

using namespace inferno;
using namespace inferno::definitions;
using nlohmann::json;

/// Files of definitions: what is a text, where a line is named, what is refused.
class TestDefinitionFile : public QObject {
    Q_OBJECT

    static std::vector<FileJob> read(const std::string& text) {
        const auto jobs = readDefinitions(text, "jobs.yaml");
        if (!jobs)
            qFatal("%s", jobs.error().message().c_str());
        return *jobs;
    }
    static std::string refusal(const std::string& text) {
        const auto jobs = readDefinitions(text, "jobs.yaml");
        return jobs ? "taken" : jobs.error().detail;
    }

private Q_SLOTS:
    void aListOfJobsWithTheirLines() {
        const auto jobs = read("# nightly work\n"
                               "jobs:\n"
                               "  - name: 2024\n"
                               "    command: |\n"
                               "      echo one\n"
                               "      echo two\n"
                               "    schedules: [0 2 * * *, \"*/5 * * * *\"]\n"
                               "    timeout: 15m\n"
                               "    retry_attempts: 3\n"
                               "    retry_backoff: 1.5\n"
                               "    enabled: true\n"
                               "    env: {PORT: 8080, EMPTY: , QUOTED: 'yes', ON: on}\n"
                               "  - name: other\n"
                               "    command: \"true\"\n"
                               "    run_at: ~\n");
        QCOMPARE(jobs.size(), 2U);
        QVERIFY(jobs[0].document ==
                (json{{"name", "2024"},
                      {"command", "echo one\necho two\n"},
                      {"schedules", {"0 2 * * *", "*/5 * * * *"}},
                      {"timeout", "15m"},
                      {"retry_attempts", 3},
                      {"retry_backoff", 1.5},
                      {"enabled", true},
                      {"env", {{"PORT", "8080"}, {"EMPTY", ""}, {"QUOTED", "yes"}, {"ON", "on"}}}}));
        QVERIFY(jobs[1].document == (json{{"name", "other"}, {"command", "true"}, {"run_at", nullptr}}));
        QCOMPARE(jobs[0].line, 3);
        QCOMPARE(jobs[1].line, 13);
        QCOMPARE(lineOf(jobs[0], "timeout must be a number"), 8);
        QCOMPARE(lineOf(jobs[0], "there is no option 'retry_attempts'"), 9);
        QCOMPARE(lineOf(jobs[0], "nothing of this"), 3);
        QCOMPARE(lineOf(jobs[0], "timeouts are no key, enabled is"), 11); // whole words
    }

    void anchorsAndMergeKeys() {
        const auto jobs = read("x-common: &common\n"
                               "  timezone: Europe/Rome\n"
                               "  retry_attempts: 2\n"
                               "jobs:\n"
                               "  - <<: *common\n"
                               "    name: a\n"
                               "    retry_attempts: 5\n"
                               "  - {name: b, <<: [{timezone: UTC}, *common]}\n");
        QVERIFY(jobs[0].document == (json{{"name", "a"}, {"timezone", "Europe/Rome"}, {"retry_attempts", 5}}));
        QVERIFY(jobs[1].document == (json{{"name", "b"}, {"timezone", "UTC"}, {"retry_attempts", 2}}));
        QCOMPARE(lineOf(jobs[0], "timezone"), 2);
    }

    void shapesThatAreTaken() {
        QCOMPARE(read("- name: a\n- name: b\n").size(), 2U);
        QCOMPARE(read("name: a\ncommand: b\n").size(), 1U);
        QCOMPARE(read("jobs: []\n").size(), 0U);
        QCOMPARE(read("").size(), 0U);
        QCOMPARE(read("- name: a\n---\n- name: b\n").size(), 2U);
        // JSON, with its own escapes and its own numbers.
        const auto jobs = read("{\"jobs\": [{\"name\": \"a\", \"command\": \"\\ud83d\\ude00 \\/\", \"grace\": 1e1}]}");
        QVERIFY(jobs.at(0).document == (json{{"name", "a"}, {"command", "😀 /"}, {"grace", 10.0}}));
    }

    void refusals() {
        QVERIFY(refusal("jobs:\n  - name: a\n    timeout: 1\n    timeout: 2\n")
                    .starts_with("jobs.yaml:4: 'timeout' stands here twice"));
        QVERIFY(refusal("job:\n  - name: a\n").starts_with("jobs.yaml:1: there is no 'job'"));
        QVERIFY(refusal("jobs:\n  - just words\n").starts_with("jobs.yaml:2: a job is a map"));
        QVERIFY(refusal("jobs:\n  - schedule: */5 * * * *\n").starts_with("jobs.yaml:2: this is no YAML"));
        QVERIFY(refusal("jobs: {a: 1\n").starts_with("jobs.yaml:"));
        QVERIFY(refusal("words").starts_with("jobs.yaml:1: here jobs are expected"));
        QVERIFY(refusal("jobs: 5").starts_with("jobs.yaml:1: there is no list of jobs"));
        QVERIFY(refusal("- ? [a]\n  : b\n").starts_with("jobs.yaml:1: the name of an option is a text"));
        // What stands for more than it is, or for itself.
        std::string bomb = "x-0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n";
        for (int i = 1; i < 8; ++i) {
            const std::string one = "*a" + std::to_string(i - 1);
            bomb += "x-" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + one;
            for (int k = 1; k < 10; ++k)
                bomb += ", " + one;
            bomb += "]\n";
        }
        QVERIFY(refusal(bomb + "jobs:\n  - name: a\n    tags: *a7\n").find("more than a million") != std::string::npos);
        QVERIFY(refusal("jobs:\n  - &a {name: x, tags: *a}\n").find("nested too deeply") != std::string::npos);
        QVERIFY(refusal("jobs:\n  - &a {name: x, <<: *a}\n").find("nested too deeply") != std::string::npos);
        QCOMPARE(readDefinitions(std::string(5U << 20, ' '), "x").error().code, ErrorCode::InputTooLarge);
        QVERIFY(refusal(std::string(100'000, '[')) != "taken");
        QVERIFY(refusal(", name: a\n").find("behind its end") != std::string::npos); // yaml-cpp would never end
    }
};

QTEST_GUILESS_MAIN(TestDefinitionFile)
#include "tst_definition_file.moc"
