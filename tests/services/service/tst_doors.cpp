// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <fstream>

#include "services/service/doors.h"
#include "tests/services/http/raw_client.h"

using namespace inferno;
using inferno::service::Doors;
using inferno::tests::RawClient;

namespace {

/// Opens doors of its own on ports that the system chose before.
struct House {
    explicit House(const std::string& toml, int offset = 0, bool isAuto = false) {
        const auto file = std::filesystem::path(folder.path().toStdString()) / "inferno.toml";
        std::ofstream(file) << toml;
        SystemVfs vfs;
        const auto config = config::Config::load(vfs, {{file, true}});
        if (!config)
            qFatal("%s", config.error().message().c_str());
        service::ServiceOptions options;
        options.portOffset = static_cast<std::uint16_t>(offset);
        options.portOffsetAuto = isAuto;
        doors = Doors::open(server, *config, options);
    }
    ~House() {
        if (doors)
            (*doors)->stop();
        server.stop(std::chrono::milliseconds(0));
    }

    QTemporaryDir folder;
    http::Server server{
        {}, {[](http::Request& request) { return http::Response::text(200, request.listener); }, {}, {}, {}}};
    Result<std::unique_ptr<Doors>> doors = fail(ErrorCode::Internal, "");
};

/// A server that holds a port which the system chose.
struct Holder {
    Holder() : port(server.listen("holder", "127.0.0.1", 0).value()) {}
    http::Server server{{}, {}};
    const int port;
};

std::string tomlOf(int api, int management, int metrics) {
    return "[api]\nport = " + std::to_string(api) +
           "\n[inference]\nmanagement_address = \"http://127.0.0.1:" + std::to_string(management) +
           "\"\nmetrics_address = \"http://localhost:" + std::to_string(metrics) + "/\"\n";
}
int freePort() {
    return Holder().port;
}

} // namespace

class TestDoors : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachDoorHasItsPort() {
        const int base = freePort();
        const House house(tomlOf(base, freePort(), freePort()));
        QVERIFY2(house.doors, house.doors ? "" : house.doors.error().message().c_str());
        QCOMPARE((*house.doors)->ports().at("api"), base);
        QCOMPARE((*house.doors)->url(), "http://127.0.0.1:" + std::to_string(base));
        QVERIFY((*house.doors)->problems().empty());
    }

    void anotherPortThatIsTakenIsTriedAgain() {
        auto holder = std::make_unique<Holder>();
        House house(tomlOf(freePort(), freePort(), holder->port));
        QVERIFY(house.doors);
        Doors& doors = **house.doors;
        if (doors.ports().size() == 1)
            QSKIP("built without models: there is one door");
        QCOMPARE(doors.ports().count("metrics"), 0U);
        QCOMPARE(doors.problems().size(), 1U);
        QVERIFY(doors.problems()[0].starts_with("The port for metrics is shut: "));
        house.server.start();
        std::atomic<bool> opened = false;
        doors.keepTrying([&opened] { opened = true; }, std::chrono::milliseconds(5));
        const int port = holder->port;
        holder.reset();
        QVERIFY(QTest::qWaitFor([&opened] { return opened.load(); }, 20'000));
        QCOMPARE(doors.ports().at("metrics"), port);
        QVERIFY(doors.problems().empty());
        RawClient client(static_cast<std::uint16_t>(port));
        client.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
        QVERIFY(client.readAnswer(20'000).ends_with("metrics"));
    }

    void withoutTheApisPortNothingStarts() {
        const Holder holder;
        const House house(tomlOf(holder.port, freePort(), freePort()));
        QVERIFY(!house.doors);
        QCOMPARE(house.doors.error().code, ErrorCode::PortTaken);
    }

    void autoTakesAnOffsetAtWhichAllAreFree() {
        const Holder holder;
        const int base = freePort();
        const House house(tomlOf(base, holder.port, freePort()), 0, true);
        QVERIFY(house.doors);
        const auto ports = (*house.doors)->ports();
        if (ports.size() == 1)
            QSKIP("built without models: there is one door");
        QVERIFY(ports.at("api") > base);
        QCOMPARE(ports.at("management") - holder.port, ports.at("api") - base);
        QCOMPARE((ports.at("api") - base) % 100, 0);
    }

    void anAddressThatIsNoneIsRefused() {
        for (const std::string bad : {"https://127.0.0.1:8081", "127.0.0.1:8081", "http://127.0.0.1", "http://a:-1",
                                      "http://127.0.0.1:99999", "http://127.0.0.1:x"}) {
            const House house("[inference]\nmetrics_address = \"" + bad +
                              "\"\n[api]\nport = " + std::to_string(freePort()) + "\n");
            if (house.doors && (*house.doors)->ports().size() == 1)
                QSKIP("built without models: there is one door");
            QVERIFY2(!house.doors, bad.c_str());
            QCOMPARE(house.doors.error().code, ErrorCode::ConfigInvalid);
        }
    }
};

QTEST_GUILESS_MAIN(TestDoors)
#include "tst_doors.moc"
