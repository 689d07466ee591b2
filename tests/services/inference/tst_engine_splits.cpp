// SPDX-License-Identifier: GPL-3.0-or-later
// Who answers, with a real engine: changes, rollbacks, what is refused and what a restart leaves.
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <map>
#include <set>

#include "services/inference/engine_supervisor.h"
#include "tests/fakes/faulty_vfs.h"

using namespace inferno;
using namespace inferno::serving;
using namespace std::chrono_literals;

namespace {

const StickyValue kNobody = [](std::string_view) { return std::nullopt; };

using Weights = std::map<std::string, int>;

} // namespace

class TestEngineSplits : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        engine_ = std::filesystem::path(qgetenv("INFERNO_BIN").toStdString()) / "inferno-engine";
        const QString text = samples_.filePath(QStringLiteral("model.txt"));
        std::ofstream(text.toStdString()) << "def forward(self, x: Tensor) -> Tensor:\n    return x * 2\n";
        QProcess program;
        program.start(QString::fromStdString(engine_.string()),
                      {QStringLiteral("--make-sample"), samples_.filePath(QStringLiteral("double.pt")), text});
        QVERIFY(program.waitForFinished(60'000));
        QVERIFY2(program.exitCode() == 0, program.readAllStandardError().constData());
    }

    void init() {
        folder_ = std::make_unique<QTemporaryDir>();
        faulty_ = std::make_unique<fakes::FaultyVfs>(vfs_);
        records_.clear();
        open();
        for (const char* version : {"1.0", "1.1", "2.0"})
            QVERIFY(add(version));
    }
    void cleanup() {
        supervisor_.reset();
        faulty_.reset();
    }

    void firstTheDefaultAnswersAll() {
        const auto split = supervisor_->split("m");
        QVERIFY(split->now.weights.empty() && split->now.sticky.empty() && split->now.shadow.empty());
        QCOMPARE(split->now.defaultVersion, "1.0");
        QVERIFY(!split->previous && !split->changed);
        QVERIFY(counted(50) == (Weights{{"1.0", 50}}));
        QCOMPARE(supervisor_->choose("absent", kNobody).version, "");
        QCOMPARE(supervisor_->split("absent").error().code, ErrorCode::ModelUnknown);
        QCOMPARE(supervisor_->rollBack("m").error().code, ErrorCode::ModelState);
    }

    void weightsSplitAndARollbackEndsIt() {
        QVERIFY(set({Weights{{"1.0", 50}, {"1.1", 50}, {"2.0", 0}}}));
        QVERIFY(supervisor_->split("m")->now.weights == (Weights{{"1.0", 50}, {"1.1", 50}}));
        const Weights counts = counted(400);
        QCOMPARE(counts.size(), 2U);
        QVERIFY(counts.at("1.0") > 100 && counts.at("1.1") > 100); // 10 standard deviations
        const auto back = supervisor_->rollBack("m", recorder());
        QVERIFY(back && back->now.weights.empty() && !back->previous && back->changed);
        QVERIFY(counted(50) == (Weights{{"1.0", 50}}));
        QCOMPARE(supervisor_->rollBack("m", recorder()).error().code, ErrorCode::ModelState);
        QCOMPARE(records_.size(), 2U);
        QVERIFY(records_[1].first.weights == (Weights{{"1.0", 50}, {"1.1", 50}}));
        QVERIFY(records_[1].second.weights.empty());
    }

    void theSameValueGetsTheSameVersion() {
        QVERIFY(set({Weights{{"1.0", 50}, {"1.1", 50}}, "header:X-User"}));
        std::set<std::string> met;
        for (int user = 0; user < 50; ++user) {
            const auto chosen = [&] {
                return supervisor_
                    ->choose("m",
                             [&](std::string_view sticky) -> std::optional<std::string> {
                                 return sticky == "header:X-User" ? std::optional(std::to_string(user)) : std::nullopt;
                             })
                    .version;
            };
            const std::string first = chosen();
            met.insert(first);
            for (int i = 0; i < 5; ++i)
                QCOMPARE(chosen(), first);
        }
        QCOMPARE(met.size(), 2U);
        QCOMPARE(counted(200).size(), 2U); // who has no such value: by chance
    }

    void whatIsNotSaidStays() {
        QVERIFY(set({Weights{{"1.0", 90}, {"1.1", 10}}, "field:user_id", "2.0"}));
        QVERIFY(set({.weights = Weights{{"1.0", 80}, {"1.1", 20}}}));
        const auto split = supervisor_->split("m");
        QCOMPARE(split->now.sticky, "field:user_id");
        QCOMPARE(split->now.shadow, "2.0");
        QCOMPARE(split->previous->weights.at("1.0"), 90);
        QCOMPARE(supervisor_->choose("m", kNobody).shadow, "2.0");
        QVERIFY(set({.shadow = ""}));
        QCOMPARE(supervisor_->choose("m", kNobody).shadow, "");
    }

    void theSameAgainIsNoChange() {
        QVERIFY(set({Weights{{"1.1", 1}}}));
        QVERIFY(set({Weights{{"1.1", 1}, {"1.0", 0}}}));
        QCOMPARE(records_.size(), 1U);
        QVERIFY(supervisor_->split("m")->previous->weights.empty()); // still the one before
        QVERIFY(supervisor_->setDefault("m", "1.1", recorder()));
        QVERIFY(supervisor_->setDefault("m", "1.1", recorder()));
        QCOMPARE(records_.size(), 2U);
    }

    void aDefaultTakesItAll() {
        QVERIFY(set({Weights{{"1.0", 90}, {"1.1", 10}}, "field:u", "2.0"}));
        const auto set = supervisor_->setDefault("m", "2.0");
        QVERIFY(set && set->now.weights.empty());
        QCOMPARE(set->now.shadow, ""); // its own answers
        QVERIFY(counted(20) == (Weights{{"2.0", 20}}));
        QCOMPARE(supervisor_->describe("m")->front().version, "2.0");
        QVERIFY(supervisor_->rollBack("m"));
        QCOMPARE(supervisor_->describe("m")->front().version, "1.0");
        QVERIFY(supervisor_->split("m")->now == (SplitState{{{"1.0", 90}, {"1.1", 10}}, "field:u", "2.0", "1.0"}));
    }

    void whatDoesNotFitIsRefused() {
        QCOMPARE(set({Weights{{"1.0", 1}, {"9", 1}}}).error().code, ErrorCode::ModelUnknown);
        QVERIFY(set({Weights{{"9", 1}}}).error().detail.contains("there are: 1.0, 1.1, 2.0"));
        QCOMPARE(set({.shadow = "9"}).error().code, ErrorCode::ModelUnknown);
        QCOMPARE(set({Weights{{"1.0", 0}}}).error().code, ErrorCode::InputInvalid);
        QCOMPARE(set({.sticky = "cookie:a"}).error().code, ErrorCode::InputInvalid);
        QCOMPARE(supervisor_->setDefault("m", "9").error().code, ErrorCode::ModelUnknown);
        QVERIFY(records_.empty());
        QVERIFY(!supervisor_->split("m")->changed);
    }

    void aVersionThatIsUsedStays() {
        QVERIFY(set({.weights = Weights{{"1.0", 90}, {"1.1", 10}}, .shadow = "2.0"}));
        const auto weighted = supervisor_->unregisterModel("m", "1.1");
        QCOMPARE(weighted.error().code, ErrorCode::ModelState);
        QVERIFY(weighted.error().detail.contains("its weight is 10"));
        QCOMPARE(supervisor_->unregisterModel("m", "2.0").error().code, ErrorCode::ModelState);
        QCOMPARE(supervisor_->unregisterModel("m", "1.0").error().code, ErrorCode::ModelDefault);
        QVERIFY(set({Weights{}, {}, ""}));
        QVERIFY(supervisor_->unregisterModel("m", "1.1"));
        // The state before needs it.
        const auto back = supervisor_->rollBack("m");
        QCOMPARE(back.error().code, ErrorCode::ModelState);
        QVERIFY(back.error().detail.contains("1.1"));
        QVERIFY(add("1.1"));
        QVERIFY(supervisor_->rollBack("m"));
        // With the last version goes what was set.
        QVERIFY(set({Weights{{"1.0", 1}}, {}, ""}));
        for (const char* version : {"1.1", "2.0", "1.0"})
            QVERIFY(supervisor_->unregisterModel("m", version));
        QVERIFY(add("7"));
        QVERIFY(!supervisor_->split("m")->changed);
    }

    void whatIsNotRecordedDoesNotHappen() {
        const auto refused = supervisor_->setSplit("m", {Weights{{"1.1", 1}}}, [](const auto&, const auto&) {
            return Result<void>(fail(ErrorCode::VaultUnavailable, "no room"));
        });
        QCOMPARE(refused.error().code, ErrorCode::VaultUnavailable);
        QVERIFY(counted(20) == (Weights{{"1.0", 20}}));
        QVERIFY(!supervisor_->split("m")->previous);
    }

    void whatCannotBeKeptDoesNotHappen() {
        QVERIFY(set({Weights{{"1.0", 1}}}));
        for (std::uint64_t n = 1;; ++n) {
            faulty_->failAt(n, ErrorCode::DiskFull);
            const bool done = supervisor_->setDefault("m", "2.0").has_value();
            const auto split = supervisor_->split("m");
            QCOMPARE(split->now.defaultVersion, done ? "2.0" : "1.0");
            QCOMPARE(split->now.weights.empty(), done);
            if (done)
                break;
            QVERIFY(n < 20);
        }
    }

    void aRestartBringsItBack() {
        QVERIFY(set({Weights{{"1.1", 3}, {"2.0", 1}}, "header:X-User", "1.0"}));
        const auto before = supervisor_->split("m");
        supervisor_.reset();
        open();
        const auto after = supervisor_->split("m");
        QVERIFY(after->now == before->now);
        QVERIFY(after->previous == before->previous);
        QVERIFY(after->changed && std::chrono::abs(*after->changed - *before->changed) < 1ms);
        QVERIFY(supervisor_->rollBack("m"));
        QCOMPARE(supervisor_->choose("m", kNobody).version, "1.0");
    }

    void whoCannotAnswerGetsNone() {
        QVERIFY(set({.weights = Weights{{"1.0", 50}, {"1.1", 50}}, .shadow = "2.0"}));
        QVERIFY(supervisor_->scale("m", "1.1", 0, 1));
        QVERIFY(supervisor_->scale("m", "2.0", 0, 1));
        QVERIFY(counted(50) == (Weights{{"1.0", 50}}));
        QCOMPARE(supervisor_->choose("m", kNobody).shadow, "");
        QVERIFY(supervisor_->scale("m", "1.0", 0, 1));
        QCOMPARE(counted(200).size(), 2U); // none can: who is asked says so
        QVERIFY(supervisor_->scale("m", "1.1", 1, 1));
        QVERIFY(counted(50) == (Weights{{"1.1", 50}}));
    }

    void afterItsEndNothingIsAnswered() {
        QVERIFY(supervisor_->predict("m", "1.0", R"({"inputs":[1]})"));
        supervisor_->end();
        QCOMPARE(supervisor_->predict("m", "1.0", R"({"inputs":[1]})").error().code, ErrorCode::EngineUnavailable);
        supervisor_->end(); // harmless
    }

private:
    Result<ModelInfo> add(const char* version) {
        ModelOptions options;
        options.name = "m";
        options.version = version;
        return supervisor_->registerModel(samples_.filePath(QStringLiteral("double.pt")).toStdString(), options);
    }
    Result<ModelSplit> set(const SplitWish& wish) { return supervisor_->setSplit("m", wish, recorder()); }
    RecordSplit recorder() {
        return [this](const SplitState& before, const SplitState& after) -> Result<void> {
            records_.emplace_back(before, after);
            return {};
        };
    }
    /// Who answers so many requests for which chance decides.
    Weights counted(int requests) {
        Weights counts;
        for (int i = 0; i < requests; ++i)
            ++counts[supervisor_->choose("m", kNobody).version];
        return counts;
    }

    void open() {
        EngineSupervisor::Config config;
        config.engineProgram = engine_;
        config.modelsFolder = folder_->path().toStdString() + "/models";
        config.workers = 1;
        auto opened = EngineSupervisor::open(std::move(config), *faulty_, clock_);
        QVERIFY(opened);
        supervisor_ = std::move(*opened);
    }

    SystemVfs vfs_;
    SystemClock clock_;
    std::filesystem::path engine_;
    QTemporaryDir samples_;
    std::unique_ptr<QTemporaryDir> folder_;
    std::unique_ptr<fakes::FaultyVfs> faulty_;
    std::unique_ptr<EngineSupervisor> supervisor_;
    std::vector<std::pair<SplitState, SplitState>> records_;
};

QTEST_GUILESS_MAIN(TestEngineSplits)
#include "tst_engine_splits.moc"
