// SPDX-License-Identifier: GPL-3.0-or-later
// The supervisor with real engines, which compute, die and come back.
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <fstream>
#include <future>
#include <thread>

#include "core/inference/frames.h"
#include "services/inference/engine_supervisor.h"

using namespace inferno;
using namespace inferno::serving;
using namespace std::chrono_literals;

namespace {

constexpr const char* kDouble = "def forward(self, x: Tensor) -> Tensor:\n    return x * 2\n";
/// Computes for ever on a negative input.
constexpr const char* kEndless = "def forward(self, x: Tensor) -> Tensor:\n"
                                 "    y = x + 0\n"
                                 "    while bool(torch.lt(torch.min(y), 0)):\n"
                                 "        y = y * 1\n"
                                 "    return y\n";
/// Counts up from a negative input: 200,000 take their time, 100,000,000 never end (a float stays there).
constexpr const char* kCounting = "def forward(self, x: Tensor) -> Tensor:\n"
                                  "    y = x + 0\n"
                                  "    while bool(torch.lt(torch.min(y), 0)):\n"
                                  "        y = y + 1\n"
                                  "    return y\n";
constexpr const char* kInput = R"({"inputs":[1,2]})";
constexpr const char* kHang = R"({"inputs":[-1]})";

} // namespace

class TestEngineSupervisor : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        engine_ = std::filesystem::path(qgetenv("INFERNO_BIN").toStdString()) / "inferno-engine";
        make("double.pt", kDouble);
        make("endless.pt", kEndless);
        make("counting.pt", kCounting);
    }

    void init() { folder_ = std::make_unique<QTemporaryDir>(); }
    void cleanup() { supervisor_.reset(); }

    void startsWithTheFirstModel() {
        open();
        QCOMPARE(supervisor_->status().state, EngineState::Idle);
        QVERIFY(!supervisor_->status().pid);
        const auto model = add(models() / "double.pt", "twice", "");
        QVERIFY2(model, model ? "" : model.error().message().c_str());
        QCOMPARE(model->version, "1.0");
        QCOMPARE(model->state, ModelState::Ready);
        QCOMPARE(model->sha256.size(), 64U);
        QVERIFY(model->isDefault);
        const EngineStatus status = supervisor_->status();
        QCOMPARE(status.state, EngineState::Ready);
        QVERIFY(status.pid && *status.pid != ::getpid());
        QVERIFY(!status.torch.empty() && !status.blas.empty() && !status.device.empty());
        QVERIFY(status.workers * status.intraOpThreads <=
                std::max(1, static_cast<int>(std::thread::hardware_concurrency())));
        const auto answer = supervisor_->predict("twice", "", kInput);
        QVERIFY(answer);
        QCOMPARE(answer->body, R"({"dtype":"float32","outputs":[2.0,4.0],"shape":[2]})");
        QCOMPARE(answer->version, "1.0");
        QVERIFY(answer->waited && answer->computed && answer->computed->count() > 0);
        QCOMPARE(answer->batch, 1);
        QVERIFY(status.memoryBytes > (10U << 20));
    }

    void errorsAreNamed() {
        open();
        QCOMPARE(supervisor_->predict("absent", "", kInput).error().code, ErrorCode::ModelUnknown);
        QCOMPARE(add("/absent.pt", "", "").error().code, ErrorCode::ModelInvalid);
        QCOMPARE(add(models() / "double.pt", "ping", "").error().code, ErrorCode::ModelInvalid);
        QCOMPARE(add(models() / "double.pt", "m", "", "python_handler").error().code, ErrorCode::ModelInvalid);
        std::ofstream(folder_->path().toStdString() + "/text.pt") << "no model";
        const auto text = add(folder_->path().toStdString() + "/text.pt", "", "");
        QCOMPARE(text.error().code, ErrorCode::ModelInvalid);
        QVERIFY(text.error().detail.contains("text.pt is no TorchScript module"));
        QVERIFY(supervisor_->list().empty());
        QVERIFY(add(models() / "double.pt", "m", "1"));
        const auto bad = supervisor_->predict("m", "1", R"({"inputs":[[1,2],[3]]})");
        QCOMPARE(bad.error().code, ErrorCode::ModelInput);
        QCOMPARE(bad.error().detail, "inputs[1] has 1 elements where inputs[0] has 2");
        QCOMPARE(supervisor_->predict("m", "1", std::string(65U << 20, ' ')).error().code, ErrorCode::InputTooLarge);
        QVERIFY(supervisor_->predict("m", "1", kInput)); // none of it did any harm
        QCOMPARE(supervisor_->status().restarts, 0U);
    }

    void versionsAndDefaults() {
        open();
        QVERIFY(add(models() / "double.pt", "m", "1"));
        QVERIFY(add(models() / "endless.pt", "m", "2"));
        QVERIFY(add(models() / "double.pt", "m", "1")); // the same again
        QCOMPARE(add(models() / "endless.pt", "m", "1").error().code, ErrorCode::ModelExists);
        QCOMPARE(supervisor_->describe("m")->front().version, "1");
        QVERIFY(supervisor_->predict("m", "", R"({"inputs":[3]})")->body.contains("6.0"));
        QVERIFY(supervisor_->predict("m", "2", R"({"inputs":[3]})")->body.contains("3.0"));
        QCOMPARE(supervisor_->unregisterModel("m", "1").error().code, ErrorCode::ModelDefault);
        QVERIFY(supervisor_->setDefault("m", "2"));
        QCOMPARE(supervisor_->setDefault("m", "3").error().code, ErrorCode::ModelUnknown);
        QVERIFY(supervisor_->predict("m", "", R"({"inputs":[3]})")->body.contains("3.0"));
        QVERIFY(supervisor_->unregisterModel("m", "1"));
        QVERIFY(supervisor_->unregisterModel("m"));
        QCOMPARE(supervisor_->unregisterModel("m").error().code, ErrorCode::ModelUnknown);
        QVERIFY(supervisor_->list().empty());
    }

    void killedInMidRequestItComesBack() {
        open();
        QVERIFY(add(models() / "endless.pt", "endless", ""));
        QVERIFY(add(models() / "double.pt", "twice", ""));
        auto held = std::async(std::launch::async, [this] { return supervisor_->predict("endless", "", kHang); });
        QVERIFY(QTest::qWaitFor([this] { return supervisor_->describe("endless")->front().requests == 1; }, 10'000));
        QCOMPARE(held.wait_for(100ms), std::future_status::timeout);
        const int first = *supervisor_->status().pid;
        ::kill(first, SIGKILL);
        const auto answer = held.get();
        QCOMPARE(answer.error().code, ErrorCode::EngineUnavailable);
        QVERIFY(answer.error().hint.contains("try again in"));
        // Until it is back, others are told when to come again; then all is as before.
        QVERIFY(QTest::qWaitFor(
            [this] {
                const auto other = supervisor_->predict("twice", "", kInput);
                if (other)
                    return true;
                [&] {
                    QCOMPARE(other.error().code, ErrorCode::EngineUnavailable);
                    QVERIFY(other.error().hint.contains("try again in"));
                }();
                return false;
            },
            30'000));
        QVERIFY(supervisor_->predict("endless", "", kInput));
        const EngineStatus status = supervisor_->status();
        QVERIFY(*status.pid != first);
        QCOMPARE(status.restarts, 1U);
        QCOMPARE(status.retryAfter, 0s);
        QVERIFY(QByteArray::fromStdString(status.lastProblem).contains("signal 9"));
        QVERIFY(supervisor_->describe("endless")->front().failures == 1);
    }

    void aSlowAnswerIsATimeoutAndHarmsNobody() {
        open(300ms, 2);
        QVERIFY(add(models() / "endless.pt", "endless", ""));
        if (supervisor_->status().workers < 2)
            QSKIP("needs two workers");
        QCOMPARE(supervisor_->predict("endless", "", kHang).error().code, ErrorCode::RequestTimeout);
        // The other worker answers, on a busy machine not always within this short time.
        QVERIFY(QTest::qWaitFor([this] { return supervisor_->predict("endless", "", kInput).has_value(); }, 30'000));
        QCOMPARE(supervisor_->status().restarts, 0U);
    }

    void answersThatNobodyWaitsFor() {
        open(700ms);
        QVERIFY(add(models() / "double.pt", "twice", ""));
        const auto asked = [this](std::string_view name, std::string_view input) {
            const auto answer = std::make_shared<std::promise<Result<ModelAnswer>>>();
            const auto set = [answer](Result<ModelAnswer> given) { answer->set_value(std::move(given)); };
            return supervisor_->predictAtOnce(name, "", input, {}, set) ? std::optional(answer->get_future())
                                                                        : std::nullopt;
        };
        const auto answer = asked("twice", kInput)->get();
        QVERIFY(answer);
        QVERIFY(answer->body.contains("4.0"));
        QCOMPARE(answer->version, "1.0");
        QVERIFY(answer->computed);
        QCOMPARE(asked("twice", "{}")->get().error().code, ErrorCode::ModelInput);
        QCOMPARE(asked("absent", kInput)->get().error().code, ErrorCode::ModelUnknown);
        QVERIFY(!asked("twice", std::string(65U << 10, ' '))); // nothing was done
        QCOMPARE(supervisor_->describe("twice")->front().requests, 2U);
        QCOMPARE(supervisor_->describe("twice")->front().failures, 1U);
        // An engine that stands still takes some, which are late, and then no more.
        ::kill(*supervisor_->status().pid, SIGSTOP);
        auto late = asked("twice", kInput);
        QVERIFY(late);
        int taken = 0;
        while (taken < 10'000 && asked("twice", std::string(8U << 10, ' ')))
            ++taken;
        QVERIFY(taken < 10'000);
        QCOMPARE(late->get().error().code, ErrorCode::RequestTimeout);
        // One that ends answers all that wait.
        ::kill(*supervisor_->status().pid, SIGCONT);
        QVERIFY(QTest::qWaitFor([&] { return supervisor_->predict("twice", "", kInput).has_value(); }, 10'000));
        ::kill(*supervisor_->status().pid, SIGSTOP);
        auto lost = asked("twice", kInput);
        ::kill(*supervisor_->status().pid, SIGKILL);
        QVERIFY(lost);
        QCOMPARE(lost->get().error().code, ErrorCode::EngineUnavailable);
    }

    void whatNobodyWaitsForIsNotComputed() {
        open(120s);
        QVERIFY(add(models() / "counting.pt", "m", ""));
        const auto info = [this] { return supervisor_->describe("m")->front(); };
        auto first =
            std::async(std::launch::async, [this] { return supervisor_->predict("m", "", R"({"inputs":[-200000]})"); });
        QVERIFY(QTest::qWaitFor([&] { return info().open == 1; }, 10'000));
        std::stop_source gone;
        const auto left = std::make_shared<std::promise<Result<ModelAnswer>>>();
        QVERIFY(supervisor_->predictAtOnce("m", "", R"({"inputs":[-100000000]})", gone.get_token(),
                                           [left](auto answer) { left->set_value(std::move(answer)); }));
        auto waiting = std::async(std::launch::async, [&] {
            return supervisor_->predict("m", "", R"({"inputs":[-100000000]})", gone.get_token());
        });
        QVERIFY(QTest::qWaitFor([&] { return info().open == 3; }, 10'000));
        gone.request_stop();
        QCOMPARE(waiting.get().error().code, ErrorCode::RequestTimeout);
        QCOMPARE(left->get_future().get().error().code, ErrorCode::RequestTimeout);
        QCOMPARE(info().open, 1);
        QCOMPARE(info().failures, 0U);
        QVERIFY(supervisor_->predict("m", "", kInput)); // no worker is lost to them
        QVERIFY(first.get());
    }

    void theRegistrySurvivesARestart() {
        const std::filesystem::path own = folder_->path().toStdString() + "/own.pt";
        std::filesystem::copy_file(models() / "double.pt", own);
        open();
        QVERIFY(add(models() / "double.pt", "twice", "1"));
        QVERIFY(add(models() / "endless.pt", "twice", "2"));
        QVERIFY(add(own, "own", ""));
        QVERIFY(supervisor_->setDefault("twice", "2"));
        const auto before = supervisor_->describe("twice");
        supervisor_.reset();
        std::ofstream(own, std::ios::app) << "changed";
        open();
        QVERIFY(QTest::qWaitFor([this] { return supervisor_->predict("twice", "1", kInput).has_value(); }, 30'000));
        const auto after = supervisor_->describe("twice");
        QCOMPARE(after->front().version, "2");
        QCOMPARE(after->front().sha256, before->front().sha256);
        QVERIFY(std::chrono::abs(after->front().registered - before->front().registered) < 1ms);
        // A file that was exchanged is not served, and says so.
        const ModelInfo changed = supervisor_->describe("own")->front();
        QCOMPARE(changed.state, ModelState::Failed);
        QVERIFY(changed.problem.contains("has changed since it was registered"));
        QCOMPARE(supervisor_->predict("own", "", kInput).error().code, ErrorCode::ModelInvalid);
        // A failed one may be registered anew.
        std::filesystem::copy_file(models() / "double.pt", own, std::filesystem::copy_options::overwrite_existing);
        QVERIFY(add(own, "own", ""));
        QVERIFY(supervisor_->predict("own", "", kInput));
    }

    void aFolderIsServed() {
        const std::filesystem::path archive = folder_->path().toStdString() + "/archive";
        std::filesystem::create_directories(archive / "MAR-INF");
        std::filesystem::copy_file(models() / "double.pt", archive / "weights.pt");
        std::ofstream(archive / "MAR-INF/MANIFEST.json")
            << R"({"model":{"modelName":"twice","modelVersion":"3","serializedFile":"weights.pt","handler":"tensor"}})";
        open();
        const auto model = add(archive, "", "");
        QVERIFY2(model, model ? "" : model.error().message().c_str());
        QCOMPARE(model->version, "3");
        QVERIFY(supervisor_->predict("twice", "3", kInput)->body.contains("4.0"));
        QVERIFY(supervisor_->scale("twice", "3", 2, 2)); // whatever the engine makes of it
        QVERIFY(supervisor_->predict("twice", "", kInput));
    }

    void someHandlersNeedNoModel() {
        const std::filesystem::path archive = folder_->path().toStdString() + "/parrot";
        std::filesystem::create_directories(archive / "MAR-INF");
        std::ofstream(archive / "MAR-INF/MANIFEST.json") << R"({"model":{"modelName":"parrot","handler":"echo"}})";
        open();
        const auto model = add(archive, "", "");
        QVERIFY2(model, model ? "" : model.error().message().c_str());
        QCOMPARE(supervisor_->predict("parrot", "", kInput).value_or(ModelAnswer{}).body, kInput);
    }

    void noEngineNoModels() {
        open(10s, 1, "/no/such/engine");
        const auto model = add(models() / "double.pt", "m", "");
        QCOMPARE(model.error().code, ErrorCode::EngineMissing);
        QVERIFY(supervisor_->list().empty());
        QCOMPARE(supervisor_->status().state, EngineState::Missing);
    }

    void anEngineThatDiesAtOnceIsNotWaitedFor() {
        open(10s, 1, "/bin/false");
        const auto model = add(models() / "double.pt", "m", "");
        QCOMPARE(model.error().code, ErrorCode::EngineUnavailable);
        QVERIFY(model.error().detail.contains("ended with code 1"));
    }

    void anEngineThatSpeaksNonsenseIsEnded() {
        const std::filesystem::path liar = folder_->path().toStdString() + "/liar";
        // Says that a frame of 4 GiB follows.
        std::ofstream(liar)
            << "#!/bin/sh\nprintf 'IEF1\\377\\377\\377\\377\\0\\0\\0\\0\\0\\0\\0\\0' >&3\nexec sleep 300\n";
        std::filesystem::permissions(liar, std::filesystem::perms{0700});
        open(10s, 1, liar);
        const auto model = add(models() / "double.pt", "m", "");
        QCOMPARE(model.error().code, ErrorCode::EngineUnavailable);
        QVERIFY(model.error().detail.contains("4294967295 bytes"));
    }

    void anEngineThatStopsInTheMiddleIsEnded() {
        const std::filesystem::path torn = folder_->path().toStdString() + "/torn";
        std::ofstream(torn) << "#!/bin/sh\nprintf 'IEF1' >&3\nexec sleep 300\n";
        std::filesystem::permissions(torn, std::filesystem::perms{0700});
        open(10s, 1, torn, 200ms);
        const auto model = add(models() / "double.pt", "m", "");
        QCOMPARE(model.error().code, ErrorCode::EngineUnavailable);
        QVERIFY(model.error().detail.contains("did not answer within 200 ms"));
    }

    void aModelThatKillsTheEngineIsLeftOut() {
        // An engine that dies whenever it is asked for anything.
        const std::filesystem::path fragile = folder_->path().toStdString() + "/fragile";
        const std::filesystem::path ready = folder_->path().toStdString() + "/ready";
        std::ofstream(ready) << *inference::encodeFrame({0, R"({"op":"ready","workers":1,"intra_op":1})", ""});
        std::ofstream(fragile) << "#!/bin/sh\ncat '" << ready.string()
                               << "' >&3\ndd bs=1 count=1 <&3 >/dev/null 2>&1\n";
        std::filesystem::permissions(fragile, std::filesystem::perms{0700});
        open(10s, 1, fragile);
        const auto model = add(models() / "double.pt", "m", "");
        QCOMPARE(model.error().code, ErrorCode::ModelInvalid);
        QVERIFY(model.error().detail.contains("died while it loaded"));
        QVERIFY(supervisor_->list().empty());
    }

private:
    Result<ModelInfo> add(const std::filesystem::path& path, const char* name, const char* version,
                          const char* handler = "") {
        ModelOptions options;
        options.name = name;
        options.version = version;
        options.handler = handler;
        return supervisor_->registerModel(path.string(), options);
    }

    void make(const char* name, const char* source) {
        const std::string text = (models() / name).string() + ".txt";
        std::ofstream(text) << source;
        QProcess program;
        program.start(QString::fromStdString(engine_.string()),
                      {QStringLiteral("--make-sample"), QString::fromStdString((models() / name).string()),
                       QString::fromStdString(text)});
        QVERIFY(program.waitForFinished(60'000));
        QVERIFY2(program.exitCode() == 0, program.readAllStandardError().constData());
    }
    std::filesystem::path models() const { return samples_.path().toStdString(); }

    void open(std::chrono::milliseconds responseTimeout = 30s, int workers = 1, std::filesystem::path engine = {},
              std::chrono::milliseconds startTimeout = 60s) {
        EngineSupervisor::Config config;
        config.engineProgram = engine.empty() ? engine_ : engine;
        config.modelsFolder = folder_->path().toStdString() + "/models";
        config.workers = workers;
        config.startTimeout = startTimeout;
        config.responseTimeout = responseTimeout;
        auto opened = EngineSupervisor::open(std::move(config), vfs_, clock_);
        QVERIFY(opened);
        supervisor_ = std::move(*opened);
    }

    SystemVfs vfs_;
    SystemClock clock_;
    std::filesystem::path engine_;
    QTemporaryDir samples_;
    std::unique_ptr<QTemporaryDir> folder_;
    std::unique_ptr<EngineSupervisor> supervisor_;
};

QTEST_GUILESS_MAIN(TestEngineSupervisor)
#include "tst_engine_supervisor.moc"
