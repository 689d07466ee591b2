// SPDX-License-Identifier: GPL-3.0-or-later
#include <map>

#include <QtTest>

#include "core/rules/condition.h"

using namespace inferno;
using namespace inferno::rules;

namespace {

/// Figures by "name" or "name(path)"; what is not there cannot be measured.
class Figures final : public MetricSource {
public:
    explicit Figures(std::map<std::string, double> values) : values_(std::move(values)) {}
    Result<double> read(const Metric& metric, const std::string& path) override {
        const std::string name = std::string(metric.name) + (path.empty() ? "" : "(" + path + ")");
        asked.push_back(name);
        if (const auto found = values_.find(name); found != values_.end())
            return found->second;
        return fail(ErrorCode::MetricUnavailable, name + " is not there");
    }
    std::vector<std::string> asked;

private:
    std::map<std::string, double> values_;
};

Figures machine() {
    return Figures({{"disk_usage_percent", 85},
                    {"disk_usage_percent(/var)", 40},
                    {"disk_free", 8.0 * (1U << 30)},
                    {"load1", 1.5},
                    {"load5", 3},
                    {"cpu_usage_percent", 10},
                    {"queue_depth", 0},
                    {"file_exists(/tmp/hold)", 0},
                    {"file_exists(/tmp/a b)", 1},
                    {"file_age(/x)", 3600}});
}

} // namespace

class TestRules : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void holds_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("holds");
        const auto row = [](const char* text, bool holds) {
            QTest::newRow(text) << QString::fromLatin1(text) << holds;
        };
        row("disk_usage_percent > 80", true);
        row("disk_usage > 80%", true);
        row("disk_usage > 80 %", true);
        row("disk_usage(\"/var\") > 80%", false);
        row("disk_usage_percent( /var ) <= 40", true);
        row("disk_free >= 8GB", true);
        row("disk_free > 8GiB", false);
        row("disk_free < 9000000000", true);
        row("80 < disk_usage", true);
        row("load1 = 1.5", true);
        row("load == 1.5", true);
        row("load1 != 1.5", false);
        row("load1 < load5", true);
        row("load1 > -1", true);
        row("file_age('/x') >= 1h", true);
        row("file_age('/x') > 3600", false);
        row("file_exists(/tmp/hold)", false);
        row("not file_exists(/tmp/hold)", true);
        row("!file_exists(/tmp/hold)", true);
        row("file_exists(\"/tmp/a b\")", true);
        row("not load1 > 4 and queue_depth = 0", true);
        row("not (load1 < 4 and queue_depth = 0)", false);
        row("load1 > 4 or load1 < 2 and queue_depth = 1", false); // and binds closer
        row("(load1 > 4 or load1 < 2) and queue_depth = 0", true);
        row("load1 < 2 or load1 > 4 and queue_depth = 1", true);
        row("load1<2&&queue_depth=0||load1>9", true);
        row("not not load1 < 2", true);
    }
    void holds() {
        QFETCH(QString, text);
        const auto condition = Condition::parse(text.toStdString());
        if (!condition)
            QFAIL(condition.error().message().c_str());
        auto source = machine();
        const auto answer = condition->ask(source);
        if (!answer)
            QFAIL(answer.error().message().c_str());
        QTEST(answer->holds, "holds");
    }

    void isRefused_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("says");
        const auto row = [](const char* text, const char* says) {
            QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(says);
        };
        row("", "column 1: a figure or a number is missing");
        row("disk_usage_percent", "column 19: 'disk_usage_percent' is a percentage, not true or false");
        row("disk_usage_percent >", "column 21: a figure or a number is missing");
        row("disk_usage_percen > 80", "column 1: there is no figure 'disk_usage_percen'");
        row("disk_usage > 8GB", "is a percentage and '8GB' is a size");
        row("disk_free > 80%", "is a size and '80%' is a percentage");
        row("load1 > 4x", "column 9: '4x' has no unit");
        row("load1 > 1.2.3", "column 9: '1.2.3' is no number");
        row("1 < 2", "column 1: '1' and '2' are both written numbers");
        row("load1 > 4 load5 > 4", "column 11: 'load5 > 4' is left over");
        row("load1 > 4 and", "column 14: a figure or a number is missing");
        row("(load1 > 4", "column 11: a ) is missing");
        row("load1(/x) > 4", "'load1' takes no path");
        row("file_exists", "'file_exists' needs a path");
        row("file_exists(tmp)", "the path 'tmp' is not absolute");
        row("file_exists(\"/tmp)", "a quote is not closed");
        row("file_exists(/a) = file_exists(/b)", "is true or false and is not compared");
        row("android > 4", "there is no figure 'android'"); // not "and roid"
        row("load1 > 4; rm -rf /", "is left over");
    }
    void isRefused() {
        QFETCH(QString, text);
        QFETCH(QString, says);
        const auto condition = Condition::parse(text.toStdString());
        QVERIFY(!condition);
        QCOMPARE(condition.error().code, ErrorCode::ConditionInvalid);
        QVERIFY2(QString::fromStdString(condition.error().detail).contains(says), condition.error().detail.c_str());
    }

    void looksOnlyAtWhatDecides() {
        auto source = machine();
        const auto condition = Condition::parse("file_exists(/tmp/hold) and file_age(/tmp/hold) > 1h or load1 > 1");
        const auto answer = condition->ask(source);
        QVERIFY(answer && answer->holds);
        QCOMPARE(source.asked, (std::vector<std::string>{"file_exists(/tmp/hold)", "load1"}));
        QCOMPARE(answer->seen(), "file_exists(/tmp/hold) is false, load1 is 1.5");
        const auto missing = Condition::parse("file_age(/tmp/hold) > 1h")->ask(source);
        QVERIFY(!missing);
        QCOMPARE(missing.error().code, ErrorCode::MetricUnavailable);
    }

    void whatWasSeenIsReadable() {
        auto source = machine();
        const auto answer =
            Condition::parse("disk_usage > 80% and disk_free > 1GB and file_age('/x') > 1m and disk_usage > 1")
                ->ask(source);
        QVERIFY(answer);
        QCOMPARE(answer->seen(), "disk_usage is 85 %, disk_free is 8 GiB, file_age('/x') is 1 h");
    }

    void isBounded() {
        QVERIFY(Condition::parse(std::string(60, '(') + "load1 > 1" + std::string(60, ')')));
        QVERIFY(!Condition::parse(std::string(100, '(') + "load1 > 1" + std::string(100, ')')));
        std::string nots;
        for (int i = 0; i < 100; ++i)
            nots += "not ";
        QVERIFY(!Condition::parse(nots + "load1 > 1"));
        QVERIFY(!Condition::parse("load1 > " + std::string(5000, '1')));
    }

    void splitsACommand_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("command");
        QTest::addColumn<QString>("condition");
        QTest::newRow("the guide's") << "cleanup if disk_usage > 80%" << "cleanup" << "disk_usage > 80%";
        QTest::newRow("the last one") << "validate if.pt if load1 < 1 if load5 < 2" << "validate if.pt if load1 < 1"
                                      << "load5 < 2";
        QTest::newRow("quoted") << "validate ' if load1 < 1'" << "validate ' if load1 < 1'" << "";
        QTest::newRow("in double quotes")
            << "validate \"x\\\" if load1 < 1\"" << "validate \"x\\\" if load1 < 1\"" << "";
        QTest::newRow("no condition") << "validate a if b" << "validate a if b" << "";
        QTest::newRow("not all of it") << "cleanup if load1 < 1; true" << "cleanup if load1 < 1; true" << "";
        QTest::newRow("quoted inside") << "cleanup if file_exists(\"/a if b\")" << "cleanup"
                                       << "file_exists(\"/a if b\")";
    }
    void splitsACommand() {
        QFETCH(QString, text);
        const auto split = splitCondition(text.toStdString());
        QTEST(QString::fromStdString(split.command), "command");
        QTEST(QString::fromStdString(split.condition), "condition");
    }

    void everyFigureIsKnownByItsNames() {
        for (const Metric& metric : metrics()) {
            QCOMPARE(findMetric(metric.name), &metric);
            if (!metric.alias.empty())
                QCOMPARE(findMetric(metric.alias), &metric);
        }
        QVERIFY(!findMetric(""));
    }
};

QTEST_GUILESS_MAIN(TestRules)
#include "tst_rules.moc"
