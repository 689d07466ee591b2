// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include "models/app_state.h"
#include "models/fakes/fake_backend.h"
#include "models/passphrase_change.h"
#include "models/setting_words.h"
#include "models/settings_page.h"
#include "services/config/config.h"
#include "services/config/settings.h"
#include "tests/fakes/memory_vfs.h"

using namespace inferno;
using namespace inferno::models;
using namespace Qt::StringLiterals;
using Mood = FakeBackend::Mood;
using nlohmann::json;

/// The settings page against the sample: what it shows of each key, what a change does, and how it is taken back.
class TestSettingsPage : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<FakeBackend> backend_;
    std::unique_ptr<AppState> app_;
    std::unique_ptr<QAbstractItemModelTester> tester_;

    SettingsPage& page() { return *qobject_cast<SettingsPage*>(app_->pageObject(u"settings"_s)); }
    SettingsList& settings() { return *page().settings(); }
    void open(Mood mood, const QString& version = u"0.1.0"_s) {
        tester_.reset();
        app_.reset();
        backend_ = std::make_unique<FakeBackend>(mood);
        AppState::Options options{QTimeZone("Europe/Berlin"), u"mara.keller"_s, version, true};
        app_ = std::make_unique<AppState>(*backend_, FakeBackend::clock(), options);
        tester_ = std::make_unique<QAbstractItemModelTester>(settings().rows(),
                                                             QAbstractItemModelTester::FailureReportingMode::QtTest);
        app_->start();
        app_->navigate(u"settings"_s);
    }
    /// A field of a key's row, wherever it is.
    QVariant field(const char* key, const char* name) {
        settings().setWords(QLatin1String(key));
        QVariant found;
        for (int row = 0; row < settings().rows()->count(); ++row)
            if (settings().rows()->at(row, u"key"_s) == QLatin1String(key))
                found = settings().rows()->at(row, QLatin1String(name));
        settings().setWords({});
        return found;
    }
    QString text(const char* key, const char* name) { return field(key, name).toString(); }

private Q_SLOTS:
    void init() {
        open(Mood::Normal);
        QTRY_COMPARE(page().state(), PageState::Ready);
    }
    void cleanup() {
        tester_.reset();
        app_.reset();
        backend_.reset();
    }

    void everyKeyHasWords() {
        for (const config::KeyInfo& key : config::schema()) {
            const QString name = QString::fromLatin1(key.name.data(), static_cast<qsizetype>(key.name.size()));
            QVERIFY2(hasSettingWords(name), qPrintable(name));
            const SettingWords words = wordsOfSetting(name);
            QVERIFY2(titleOfCategory(words.category) != words.category, qPrintable(name));
            QVERIFY2(!words.help.isEmpty(), qPrintable(name));
        }
    }

    // What the sample says of a key is what a service says.
    void theSampleIsAsTheServiceIs() {
        inferno::fakes::MemoryVfs vfs;
        config::Settings real(vfs, {}, "/settings.toml", config::Config::load(vfs, {}).value());
        const json all = real.shown();
        const json config = models::fakes::Settings().shown();
        for (const json& item : config["items"]) {
            const auto found =
                std::ranges::find_if(all["items"], [&](const json& one) { return one["key"] == item["key"]; });
            const std::string key = item["key"];
            QVERIFY2(found != all["items"].end(), key.c_str());
            for (const char* name : {"type", "default", "effect", "choices", "minimum", "maximum", "used"})
                QVERIFY2(found->value(name, json()) == item.value(name, json()), (key + " " + name).c_str());
        }
    }

    void states_data() {
        QTest::addColumn<Mood>("mood");
        QTest::addColumn<PageState>("state");
        QTest::newRow("empty") << Mood::Empty << PageState::Ready;
        QTest::newRow("error") << Mood::Broken << PageState::Error;
        QTest::newRow("offline") << Mood::Offline << PageState::Offline;
        QTest::newRow("locked") << Mood::Locked << PageState::Locked;
    }
    void states() {
        QFETCH(Mood, mood);
        QFETCH(PageState, state);
        open(mood);
        QTRY_COMPARE(page().state(), state);
        // What the window has of its own is there all the same.
        page().enter(u"appearance"_s);
        QVERIFY(page().windowOnly());
        QCOMPARE(settings().rows()->count(), 5);
    }

    void aRow() {
        QCOMPARE(text("batch_queue.max_concurrent_jobs", "title"), u"Workers"_s);
        QCOMPARE(text("batch_queue.max_concurrent_jobs", "value"), u"8"_s);
        QCOMPARE(text("batch_queue.max_concurrent_jobs", "defaultText"), u"0"_s);
        QCOMPARE(text("batch_queue.max_concurrent_jobs", "kind"), u"number"_s);
        QVERIFY(field("batch_queue.max_concurrent_jobs", "changed").toBool());
        QVERIFY(field("batch_queue.max_concurrent_jobs", "canReset").toBool());
        QVERIFY(!field("batch_queue.max_concurrent_jobs", "pending").toBool());
        QVERIFY(field("batch_queue.max_queued_runs", "pending").toBool());
        QCOMPARE(text("batch_queue.max_concurrent_jobs", "origin"), u"/var/lib/inferno/settings.toml, line 9"_s);
        QCOMPARE(text("batch_queue.max_concurrent_jobs", "command"),
                 u"inferno config set batch_queue.max_concurrent_jobs 8"_s);
        QCOMPARE(text("audit.log_level", "kind"), u"choice"_s);
        QCOMPARE(field("audit.log_level", "choiceAt").toInt(), 2);
        QVERIFY(!field("audit.log_level", "restart").toBool());
        QCOMPARE(text("audit.log_level", "origin"), u"built in"_s);
        // Of another file: changed, and not this page's to reset; it may be overridden.
        QVERIFY(field("api.max_connections", "changed").toBool());
        QVERIFY(!field("api.max_connections", "canReset").toBool());
        QCOMPARE(text("api.max_connections", "kind"), u"number"_s);
        // A file above has the last word.
        QCOMPARE(text("api.max_body_mb", "kind"), u"fixed"_s);
        QVERIFY(text("api.max_body_mb", "note").startsWith(u"/srv/deploy/inferno.toml, line 7"_s));
        QCOMPARE(text("audit.encryption.enabled", "value"), u"on"_s);
        QCOMPARE(text("audit.archive.secret_key", "value"), u"not set"_s);
    }

    void aChangeIsMadeAtOnceAndTakenBack() {
        QSignalSpy said(app_.get(), &AppState::messageShown);
        settings().set(u"audit.log_level"_s, u"warn"_s);
        QTRY_COMPARE(text("audit.log_level", "value"), u"warn"_s);
        QVERIFY(field("audit.log_level", "changed").toBool());
        QVERIFY(app_->canUndo());
        app_->undo();
        QTRY_COMPARE(text("audit.log_level", "value"), u"info"_s);
        QVERIFY(!field("audit.log_level", "changed").toBool()); // taken away, not written again
        QVERIFY(!app_->canUndo());
        QTRY_COMPARE(said.size(), 2);

        settings().choose(u"audit.log_level"_s, 4);
        QTRY_COMPARE(text("audit.log_level", "value"), u"error"_s);
        settings().reset(u"audit.log_level"_s);
        QTRY_COMPARE(text("audit.log_level", "value"), u"info"_s);
        app_->undo();
        QTRY_COMPARE(text("audit.log_level", "value"), u"error"_s);
    }

    void whatNeedsANewStartIsGathered() {
        QCOMPARE(settings().pending(), 1);
        QVERIFY(!page().pendingText().isEmpty());
        settings().set(u"inference.workers"_s, u"4"_s);
        QTRY_COMPARE(settings().pending(), 2);
        settings().reset(u"inference.workers"_s);
        QTRY_COMPARE(settings().pending(), 1);
        app_->restartService();
        QTRY_COMPARE(settings().pending(), 0);
        QCOMPARE(page().pendingText(), QString());
        QTRY_COMPARE(app_->serviceState(), AppState::ServiceState::Running);
    }

    void aWrongValueIsNotSent_data() {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("problem");
        QTest::newRow("words") << u"api.port"_s << u"many"_s << u"A whole number from 1 to 65535"_s;
        QTest::newRow("too much") << u"audit.compression.level"_s << u"20"_s << u"A whole number from 1 to 19"_s;
        QTest::newRow("a part") << u"api.port"_s << u"80.5"_s << u"A whole number from 1 to 65535"_s;
        QTest::newRow("path") << u"audit.encryption.key_file"_s << u"vault.key"_s
                              << u"An absolute path: it begins with /"_s;
        QTest::newRow("days") << u"audit.retention.classes"_s << u"job"_s
                              << u"Types and days, such as job=90, data_access=365"_s;
        QTest::newRow("refused") << u"batch_queue.run_as"_s << u"refused"_s << u"the sample refuses this value"_s;
    }
    void aWrongValueIsNotSent() {
        QFETCH(QString, key);
        QFETCH(QString, value);
        QFETCH(QString, problem);
        const QString before = text(key.toLatin1(), "value");
        settings().set(key, value);
        QTRY_COMPARE(text(key.toLatin1(), "problem"), problem);
        QCOMPARE(text(key.toLatin1(), "value"), before);
        QVERIFY(!app_->canUndo());
    }

    void valuesOfForms_data() {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("value");
        QTest::newRow("on") << u"bool"_s << u"true"_s << u"true"_s;
        QTest::newRow("number") << u"number"_s << u"0.5"_s << u"0.5"_s;
        QTest::newRow("list") << u"list"_s << u"a, b"_s << uR"(["a","b"])"_s;
        QTest::newRow("empty list") << u"list"_s << u""_s << u"[]"_s;
        QTest::newRow("days") << u"days"_s << u"job=30, vault_read=7"_s << uR"({"job":30,"vault_read":7})"_s;
        QTest::newRow("text") << u"text"_s << u"Europe/Berlin"_s << uR"("Europe/Berlin")"_s;
    }
    void valuesOfForms() {
        QFETCH(QString, type);
        QFETCH(QString, text);
        QFETCH(QString, value);
        const json item{{"type", type.toStdString()}};
        const auto read = formValue(item, text);
        QVERIFY2(read, read ? "" : qPrintable(read.error()));
        QCOMPARE(QString::fromStdString(read->dump()), value);
        QCOMPARE(formText(item, *read), text);
    }

    void linesForTheShell() {
        const auto line = [](const char* type, const QString& value) {
            return settingCommand({{"type", type}}, u"k"_s, value);
        };
        QCOMPARE(line("text", u"it's"_s), u"inferno config set k 'it'\\''s'"_s);
        QCOMPARE(line("text", {}), u"inferno config set k ''"_s);
        QCOMPARE(line("list", u"a, b"_s), u"inferno config set k a,b"_s);
        QCOMPARE(line("secret", u"hidden"_s), u"inferno config set k env:NAME"_s); // a secret is not told
    }

    void theSearch() {
        settings().setWords(u"compress level"_s);
        QCOMPARE(settings().rows()->count(), 1);
        QCOMPARE(settings().rows()->at(0, u"key"_s).toString(), u"audit.compression.level"_s);
        QCOMPARE(settings().rows()->at(0, u"where"_s).toString(), u"Vault and security"_s);
        settings().setWords(u"theme"_s);
        QCOMPARE(settings().rows()->at(0, u"key"_s).toString(), u"window.theme"_s);
        settings().setWords(u"no such thing"_s);
        QCOMPARE(settings().rows()->count(), 0);
        page().enter(u"workers"_s);
        QVERIFY(!page().searching());
        QCOMPARE(app_->path(), (QStringList{u"Settings"_s, u"Workers"_s}));
        QVERIFY(settings().rows()->count() > 4);
    }

    void categoriesByKeys() {
        QCOMPARE(page().category(), u"service"_s);
        page().step(-1);
        QCOMPARE(page().category(), u"service"_s);
        page().step(1);
        QCOMPARE(page().category(), u"vault"_s);
        for (int i = 0; i < 20; ++i)
            page().step(1);
        QCOMPARE(page().category(), u"about"_s);
    }

    void theWindowsOwn() {
        QSignalSpy chosen(&app_->appearance(), &Appearance::chosen);
        settings().choose(u"window.theme"_s, 2);
        QCOMPARE(chosen.takeFirst(), (QVariantList{u"theme"_s, 2}));
        settings().set(u"window.reduce_motion"_s, u"true"_s);
        QCOMPARE(chosen.takeFirst(), (QVariantList{u"reduce_motion"_s, 1}));
        settings().choose(u"window.scale"_s, 4);
        QCOMPARE(chosen.takeFirst(), (QVariantList{u"scale"_s, 150}));
        settings().choose(u"window.language"_s, 2);
        QCOMPARE(chosen.takeFirst(), (QVariantList{u"language"_s, 2}));
        app_->appearance().setProperty("density", 2);
        QCOMPARE(field("window.density", "choiceAt").toInt(), 2);
        QVERIFY(field("window.density", "changed").toBool());
        settings().reset(u"window.density"_s);
        QCOMPARE(chosen.takeFirst(), (QVariantList{u"density"_s, 1}));
    }

    void anotherVersionMayOnlyBeRead() {
        open(Mood::Normal, u"9.9"_s);
        QTRY_COMPARE(app_->serviceState(), AppState::ServiceState::VersionMismatch);
        QTRY_COMPARE(page().state(), PageState::Ready);
        QVERIFY(!page().writable());
        QVERIFY(page().whyNot().contains(u"9.9"_s));
        QVERIFY(page().service()->mismatch());
        QCOMPARE(page().service()->tone(), u"warning"_s);
    }

    void theServiceItself() {
        ServiceFacts& service = *page().service();
        QTRY_COMPARE(service.title(), u"infernod is running"_s);
        QCOMPARE(service.since(), u"for 12 d 4 h"_s);
        QCOMPARE(service.process(), u"pid 1204"_s);
        QCOMPARE(service.reach(), u"this computer only"_s);
        QCOMPARE(service.folder(), u"/var/lib/inferno"_s);
        QCOMPARE(service.ports()->count(), 3);
        QCOMPARE(service.ports()->at(0, u"address"_s).toString(), u"http://127.0.0.1:8080"_s);
        QTRY_COMPARE(service.storage()->count(), 5);
        QCOMPARE(service.storage()->at(0, u"name"_s).toString(), u"Vault"_s);
        QTRY_COMPARE(service.keys()->count(), 3);
        QCOMPARE(service.keys()->at(0, u"mark"_s).toString(), u"version 3"_s);
        page().rotate(false);
        QTRY_COMPARE(service.keys()->at(0, u"mark"_s).toString(), u"version 4"_s);
        QVERIFY(service.asText().contains(u"/var/lib/inferno/log/infernod.log"_s));

        backend_->setMood(Mood::Offline);
        backend_->reconnectNow();
        QTRY_COMPARE(service.title(), u"infernod does not answer"_s);
        QCOMPARE(service.ports()->at(0, u"word"_s).toString(), u"unknown"_s);
        QCOMPARE(page().state(), PageState::Offline);
    }

    void aShutPortIsSaid() {
        backend_->sample().service.ports.erase("metrics");
        backend_->sample().service.degraded = {"The port for metrics is shut: 8082 is taken"};
        backend_->reconnectNow();
        QTRY_COMPARE(page().service()->ports()->at(2, u"word"_s).toString(), u"shut"_s);
        QCOMPARE(page().service()->tone(), u"warning"_s);
        QCOMPARE(page().service()->problems().size(), 1);
    }

    void passphrasesAreWeighed_data() {
        QTest::addColumn<QString>("passphrase");
        QTest::addColumn<int>("strength");
        QTest::newRow("none") << u""_s << 0;
        QTest::newRow("short") << u"aB3$xy"_s << 1;
        QTest::newRow("one letter") << QString(40, u'a') << 1;
        QTest::newRow("a row") << u"abcdefghijklmnop1234567890"_s << 1;
        QTest::newRow("four words") << u"correct horse battery staple"_s << 1;
        QTest::newRow("five words") << u"correct horse battery staple winter"_s << 2;
        QTest::newRow("six words") << u"correct horse battery staple winter apple"_s << 3;
        QTest::newRow("the same word") << u"horse horse horse horse horse horse"_s << 1;
        QTest::newRow("random") << u"tR8#qLw2!vNz7%pX"_s << 4;
    }
    void passphrasesAreWeighed() {
        QFETCH(QString, passphrase);
        QFETCH(int, strength);
        PassphraseChange& change = *page().passphrase();
        change.weigh(passphrase);
        QCOMPARE(change.strength(), strength);
        QCOMPARE(change.acceptable(), strength >= 2);
        QCOMPARE(change.reason().isEmpty(), strength == 0);
    }

    void aPassphraseOpensTheVault() {
        QTRY_VERIFY(!page().service()->byPassphrase() && page().service()->keys()->count() == 3);
        PassphraseChange& change = *page().passphrase();
        const QString good = u"correct horse battery staple winter apple"_s;
        change.weigh(good);
        change.set(good, {});
        QTRY_VERIFY(page().service()->byPassphrase());
        change.remove(u"wrong"_s);
        QTRY_VERIFY(change.problem().contains(u"wrong"_s));
        QVERIFY(page().service()->byPassphrase());
        change.remove(QLatin1String(FakeBackend::kPassphrase));
        QTRY_VERIFY(!page().service()->byPassphrase());
    }
};

QTEST_GUILESS_MAIN(TestSettingsPage)
#include "tst_settings_page.moc"
