// SPDX-License-Identifier: GPL-3.0-or-later
// What a real Prometheus makes of the metrics port: requests, latency and time in the queue, by model and version.
#include <QTest>

#include <nlohmann/json.hpp>

#include "services/client/transport.h"
#include "tests/e2e/prometheus.h"
#include "tests/e2e/service_process.h"

using namespace Qt::StringLiterals;
using inferno::tests::Prometheus;
using inferno::tests::ServiceProcess;
using nlohmann::json;
namespace client = inferno::client;

namespace {

constexpr int kPatienceMs = 60'000;
constexpr int kRequests = 5;

std::string call(std::uint16_t port, const std::string& method, const std::string& path, const std::string& body = {}) {
    client::Transport transport("http://127.0.0.1:" + std::to_string(port));
    client::Call call;
    call.method = method;
    call.path = path;
    call.body = body;
    call.contentType = "application/json";
    const auto answer = transport.exchange(call);
    return answer && answer->status == 200 ? answer->body : std::string();
}

} // namespace

class TestPrometheus : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    ServiceProcess service_;
    Prometheus prometheus_;

    /// The value of an expression that gives one series; empty as long as there is none.
    std::string valueOf(const QString& expression) const {
        const json answer =
            json::parse(call(prometheus_.port(), "GET",
                             "/api/v1/query?query=" + expression.toUtf8().toPercentEncoding().toStdString()),
                        nullptr, false);
        if (!answer.is_object() || answer.value("status", "") != "success" || answer["data"]["result"].size() != 1)
            return {};
        return answer["data"]["result"][0]["value"][1].get<std::string>();
    }
    bool comes(const QString& expression, const std::string& value) const {
        return QTest::qWaitFor([&] { return valueOf(expression) == value; }, kPatienceMs);
    }

private Q_SLOTS:
    void initTestCase() {
        const QString model = folder_.filePath(u"m.pt"_s);
        QCOMPARE(QProcess::execute(ServiceProcess::program("inferno-engine"), {u"--make-sample"_s, model}), 0);
        QFile properties(folder_.filePath(u"config.properties"_s));
        QVERIFY(properties.open(QIODevice::WriteOnly) &&
                properties.write("model_store=" + folder_.path().toUtf8() + "\nload_models=m.pt\n") > 0);
        properties.close();
        QVERIFY2(service_.start({u"--ts-config"_s, properties.fileName()}, kPatienceMs), qPrintable(service_.errors()));
        for (int i = 0; i < kRequests; ++i)
            QVERIFY(!call(service_.port("api"), "POST", "/predictions/m", R"({"inputs":[[1,2,3,4]]})").empty());
    }

    /// TorchServe's own names are no snake_case, which is all that it may find.
    void promtoolReadsThem() {
        QString why;
        const QString promtool = Prometheus::program("promtool", why);
        if (promtool.isEmpty())
            QSKIP(qPrintable(why));
        QProcess check;
        check.start(promtool, {u"check"_s, u"metrics"_s});
        check.write(QByteArray::fromStdString(call(service_.port("metrics"), "GET", "/metrics")));
        check.closeWriteChannel();
        QVERIFY(check.waitForFinished());
        const QByteArray said = check.readAllStandardError() + check.readAllStandardOutput();
        QVERIFY2(check.exitCode() == 0 || check.exitCode() == 3, said.constData());
        QVERIFY2(!said.contains("error while linting") && !said.contains("inferno_"), said.constData());
    }

    void prometheusScrapesThem() {
        if (const QString why = prometheus_.start(service_.port("metrics")); !why.isEmpty())
            QSKIP(qPrintable(why));
        QVERIFY(comes(u"up{job=\"inferno\"}"_s, "1"));
        const std::string requests = std::to_string(kRequests);
        QVERIFY(comes(u"ts_inference_requests_total{model_name=\"m\",model_version=\"default\"}"_s, requests));
        for (const char* histogram : {"inferno_inference_latency_seconds", "inferno_queue_latency_seconds"}) {
            const QString name = QString::fromLatin1(histogram);
            const QString model = u"{model_name=\"m\",model_version=\"1.0\"}"_s;
            QVERIFY2(comes(name + u"_count"_s + model, requests), histogram);
            QVERIFY2(comes(name + u"_bucket{model_name=\"m\",le=\"+Inf\"}"_s, requests), histogram);
            const double p99 = std::stod(valueOf(u"histogram_quantile(0.99, %1_bucket{model_name=\"m\"})"_s.arg(name)));
            QVERIFY2(p99 > 0 && p99 <= 10, std::to_string(p99).c_str());
        }
        QVERIFY(!valueOf(u"ts_queue_latency_microseconds{model_name=\"m\"}"_s).empty());
        QVERIFY(!valueOf(u"QueueTime"_s).empty());
        QVERIFY(prometheus_.running());
    }
};

QTEST_GUILESS_MAIN(TestPrometheus)
#include "tst_prometheus.moc"
