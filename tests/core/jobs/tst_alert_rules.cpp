// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/jobs/store_fixture.h"

using namespace inferno;
using namespace inferno::jobs;
using namespace inferno::jobs::test;
using nlohmann::json;

/// Alert rules as they are kept.
class TestAlertRules : public QObject {
    Q_OBJECT

    static json rule(const char* name = "failures") {
        return {
            {"name", name}, {"scope", "queue"}, {"condition", "failure_rate > 0.10 in 1h"}, {"action", "notify_admin"}};
    }
    static Request by(const char* user) { return {{.user = user}, {}}; }

private Q_SLOTS:
    void eachChangeIsOneEvent() {
        StoreFixture store;
        const auto made = store.store().addAlertRule(rule(), by("ada"));
        QVERIFY2(made, made ? "" : made.error().message().c_str());
        QVERIFY(made->severity == "medium");
        QVERIFY(made->createdBy == "ada");
        QVERIFY(made->created == store.clock.now());
        QVERIFY(store.store().addAlertRule(rule(), by("bob"))); // the same again
        json other = rule();
        other["severity"] = "high";
        QCOMPARE(store.store().addAlertRule(other, by("ada")).error().code, ErrorCode::AlertExists);
        const auto events = store.events();
        QCOMPARE(events.size(), 1U);
        QVERIFY(events[0].at("action") == "alert_rule_created");
        QVERIFY(events[0].at("event_type") == "system");
        QVERIFY(events[0].at("resource") == "alert-rule/failures");
        QVERIFY(events[0].at("details").at("condition") == "failure_rate > 0.10 in 1h");

        QVERIFY(!store.store().switchAlertRule("failures", false, by("ada"))->enabled);
        QVERIFY(!store.store().switchAlertRule("failures", false, by("ada"))->enabled);
        QVERIFY(!store.store().addAlertRule(rule(), by("ada"))->enabled); // said again, it stays off
        QVERIFY(store.actions() == "alert_rule_disabled");
        store.open(); // a new start
        QCOMPARE(store.store().alertRules()->size(), 1U);
        QVERIFY(!store.store().alertRules()->at(0).enabled);
        QVERIFY(store.store().switchAlertRule("failures", true, by("ada"))->enabled);
        QVERIFY(store.store().removeAlertRule("failures", by("ada")));
        QVERIFY(store.actions() == "alert_rule_enabled alert_rule_deleted");
        QCOMPARE(store.store().removeAlertRule("failures", by("ada")).error().code, ErrorCode::AlertUnknown);
        QCOMPARE(store.store().switchAlertRule("failures", true, by("ada")).error().code, ErrorCode::AlertUnknown);
        QVERIFY(store.store().alertRules()->empty());
    }

    void mistakes() {
        StoreFixture store;
        const auto refusal = [&](const char* field, const json& value) {
            json document = rule();
            document[field] = value;
            const auto made = store.store().addAlertRule(document, by("ada"));
            return made ? std::string("taken") : made.error().message();
        };
        QVERIFY(refusal("condition", "failure_rate").find("a comparison is expected") != std::string::npos);
        QVERIFY(refusal("condition", nullptr).find("a figure is missing") != std::string::npos);
        QVERIFY(refusal("severity", "hihg").find("did you mean high?") != std::string::npos);
        QVERIFY(refusal("channels", {"emial"}).find("did you mean email?") != std::string::npos);
        QVERIFY(refusal("channels", "email").find("list of texts") != std::string::npos);
        QVERIFY(refusal("action", "scale_dwon").find("did you mean scale_down?") != std::string::npos);
        QVERIFY(refusal("scope", "all").find("scope") != std::string::npos);
        QVERIFY(refusal("name", "two words") != "taken");
        QVERIFY(refusal("enabled", "yes").find("true or false") != std::string::npos);
        QVERIFY(refusal("condtion", "x").find("there is no field 'condtion'") != std::string::npos);
        QVERIFY(store.actions() == "");
        json audit = rule("logins");
        audit["scope"] = "audit";
        QVERIFY(!store.store().addAlertRule(audit, by("ada"))); // no figure of the audit trail
        audit["condition"] = "failed_logins > 5 in 10m";
        audit["channels"] = {"slack", "email", "slack"};
        QVERIFY(store.store().addAlertRule(audit, by("ada"))->channels == (std::vector<std::string>{"email", "slack"}));
    }
};

QTEST_GUILESS_MAIN(TestAlertRules)
#include "tst_alert_rules.moc"
