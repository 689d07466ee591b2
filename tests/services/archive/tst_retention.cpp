// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "core/vault/pruner.h"
#include "core/vault/segment_stub.h"
#include "core/vault/verify.h"
#include "services/archive/retention.h"
#include "tests/core/vault/vault_fixture.h"
#include "tests/services/archive/npm_s3.h"
#include "tests/services/archive/small_s3.h"

using namespace inferno;
using namespace inferno::archive;
using inferno::vault::testing::Folder;
using testing::NpmS3;
using testing::SmallS3;

namespace {

const vault::Provenance kAnn{vault::Origin::Client, "ann", "t1", "127.0.0.1"};

/// A vault with four sealed segments, one a day, oldest 4 days old.
struct Sample {
    Folder folder;
    Folder target;
    SystemVfs vfs;
    fakes::ManualClock clock{vault::testing::kNow};
    std::unique_ptr<vault::Vault> vault;
    std::vector<Error> told;

    explicit Sample(bool filled = true) {
        auto options = vault::testing::smallOptions(folder.root);
        options.segmentAge = std::chrono::hours{100'000};
        vault = std::move(*vault::Vault::open(vfs, clock, options));
        for (int i = 0; filled && i < 4; ++i) {
            (void)vault->append(vault::testing::requestOf(i * 100, 100));
            (void)vault->checkpointNow();
            (void)vault->rotate();
            clock.advance(std::chrono::hours{24});
        }
    }
    std::unique_ptr<Archive> archiveIn(std::unique_ptr<Target> to, std::optional<Archive::Lock> lock = {}) {
        return std::make_unique<Archive>(vfs, clock, std::move(to), vault->vaultId(), lock);
    }
    std::unique_ptr<Archive> folderArchive() { return archiveIn(folderTarget(vfs, target.root)); }
    std::unique_ptr<Retention> retention(RetentionPolicy policy, std::unique_ptr<Archive> archive = {}) {
        return std::make_unique<Retention>(vfs, clock, *vault, folder.vault(), std::move(archive), policy,
                                           [this](const Error& error) { told.push_back(error); });
    }
    std::vector<std::uint64_t> here() {
        std::vector<std::uint64_t> numbers;
        const auto segments = *vault->segments();
        for (const auto& segment : segments)
            if (!segment.pruned)
                numbers.push_back(segment.number);
        return numbers;
    }
    std::size_t events(std::string_view action) {
        vault::Query query;
        query.actions = {std::string(action)};
        return vault->query(query)->records.size();
    }
    vault::Verdict verdict() {
        vault::VerifyOptions options;
        options.live = true;
        (void)vault->checkpointNow();
        return vault::verifyVault(vfs, vault::KeyPaths::under(folder.root), options)->verdict;
    }
};

using Numbers = std::vector<std::uint64_t>;

S3Options optionsFor(const std::string& url) {
    S3Options options;
    options.endpoint = url;
    options.bucket = NpmS3::kBucket;
    options.prefix = "audit";
    options.accessKey = options.secretKey = NpmS3::kKey;
    options.retryDelay = std::chrono::milliseconds{1};
    return options;
}

/// Each segment 60 of job, 30 of security, 10 of vault.
struct Typed : Sample {
    Typed() : Sample(false) {
        for (int i = 0; i < 4; ++i) {
            auto request = vault::testing::requestOf(i * 100, 100);
            for (std::size_t n = 0; n < request.events.size(); ++n)
                request.events[n].eventType = n % 10 < 6 ? "job" : n % 10 < 9 ? "security" : "vault";
            (void)vault->append(std::move(request));
            (void)vault->checkpointNow();
            (void)vault->rotate();
            clock.advance(std::chrono::hours{24});
        }
    }
    std::map<std::string, std::size_t> byType() {
        std::map<std::string, std::size_t> counts;
        for (const char* type : {"job", "security", "vault"}) {
            vault::Query query;
            query.types = {type};
            query.users = {"user0", "user1", "user2", "user3", "user4", "user5", "user6"};
            query.limit = 1000;
            counts[type] = vault->query(query)->records.size();
        }
        return counts;
    }
};
using Counts = std::map<std::string, std::size_t>;

} // namespace

class TestRetention : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void byAge() {
        Sample s;
        const auto none = s.retention({});
        QCOMPARE(none->run({})->pruned, 0U);
        const auto retention = s.retention({std::chrono::days{2}});
        const auto run = retention->run({});
        QVERIFY2(run && run->problem.empty(), run ? run->problem.c_str() : "");
        QCOMPARE(run->pruned, 2U); // four and three days old; the third is two days old and no more
        QCOMPARE(s.here(), (Numbers{3, 4}));
        QCOMPARE(retention->run({})->pruned, 0U);
        QCOMPARE(s.verdict(), vault::Verdict::Pruned);
    }

    void bySize() {
        Sample s;
        const auto segments = *s.vault->segments();
        const auto bytes = static_cast<std::uint64_t>(s.vault->status().bytes);
        RetentionPolicy policy;
        policy.maxBytes = bytes - static_cast<std::uint64_t>(segments[0].bytes) - 1; // one is not enough
        const auto retention = s.retention(policy);
        QCOMPARE(retention->run({})->pruned, 2U);
        QCOMPARE(s.here(), (Numbers{3, 4}));
    }

    void holdsKeep() {
        Sample s;
        const auto retention = s.retention({std::chrono::days{1}});
        const auto hold = retention->addHold(*vault::HoldRange::parse("150..160"), "case 1", kAnn);
        QVERIFY(hold);
        QCOMPARE(s.events(vault::actions::kHoldAdded), std::size_t{1});
        const auto run = *retention->run({});
        QCOMPARE(run.held, 1U);
        QCOMPARE(s.here(), (Numbers{2, 4}));
        QCOMPARE(retention->releaseHolds("150..160", "", kAnn).error().code, ErrorCode::InputInvalid);
        QCOMPARE(retention->releaseHolds("150..160", "closed", kAnn)->size(), std::size_t{1});
        QCOMPARE(s.events(vault::actions::kHoldReleased), std::size_t{1});
        QCOMPARE(retention->run({})->pruned, 1U);
    }

    void withoutATargetNothingIsPruned() {
        Sample s;
        RetentionPolicy policy{std::chrono::days{1}};
        policy.archiveFirst = true;
        const auto retention = s.retention(policy);
        QCOMPARE(retention->run({})->pruned, 0U);
        QCOMPARE(s.here().size(), std::size_t{4});
        QVERIFY(retention->warnings().front().starts_with("archive.unset"));
        QCOMPARE(retention->archiveNow(kAnn).error().code, ErrorCode::ArchiveUnset);
    }

    void archivedPrunedAndRestored() {
        Sample s;
        RetentionPolicy policy{std::chrono::days{2}};
        policy.archiveFirst = true;
        const auto retention = s.retention(policy, s.folderArchive());
        const auto run = *retention->run({});
        QVERIFY2(run.problem.empty(), run.problem.c_str());
        QCOMPARE(run.archived, 2U);
        QCOMPARE(run.pruned, 2U);
        QVERIFY((*s.vault->segments())[0].archived);
        QCOMPARE(*retention->archiveNow(kAnn), 2U); // the two that are here
        QCOMPARE(*retention->archiveNow(kAnn), 0U);
        QCOMPARE(s.events(vault::actions::kAuditArchived), std::size_t{1});
        QCOMPARE(retention->archived()->size(), std::size_t{4});
        QCOMPARE(s.vault->read(150).error().code, ErrorCode::ProofPruned);
        QCOMPARE(retention->restore(*vault::HoldRange::parse("350..351"), "", kAnn).error().code,
                 ErrorCode::InputInvalid);
        const auto back = retention->restore(*vault::HoldRange::parse("150..151"), "an inquiry", kAnn);
        QVERIFY2(back, back ? "" : back.error().message().c_str());
        QCOMPARE(*back, (Numbers{2}));
        QVERIFY(s.vault->read(150));
        QCOMPARE(retention->run({})->pruned, 0U); // it is held
        QVERIFY(retention->restore(*vault::HoldRange::parse("0..10"), "an inquiry", kAnn));
        QCOMPARE(s.verdict(), vault::Verdict::Ok);
    }

    void aCopyThatCameBackChangedPrunesNothing() {
        Sample s;
        SmallS3 server;
        RetentionPolicy policy{std::chrono::days{2}};
        policy.archiveFirst = true;
        const auto retention =
            s.retention(policy, s.archiveIn(s3Target(s.vfs, optionsFor(server.url())),
                                            Archive::Lock{ObjectLock::Mode::Compliance, std::chrono::days{365}}));
        server.alter([](std::string& body) { body[body.size() / 2] ^= 1; });
        const auto run = *retention->run({});
        QCOMPARE(run.pruned, 0U);
        QVERIFY2(run.problem.find("came back changed") != std::string::npos, run.problem.c_str());
        QCOMPARE(s.here().size(), std::size_t{4});
        server.alter({});
        QCOMPARE(retention->run({})->pruned, 2U);
        int locked = 0;
        for (const auto& request : server.seen()) {
            QVERIFY(testing::isSigned(request, NpmS3::kKey, "us-east-1"));
            if (request.method != "PUT")
                continue;
            ++locked;
            QCOMPARE(request.headers.at("x-amz-object-lock-mode"), "COMPLIANCE");
            QCOMPARE(request.headers.at("x-amz-object-lock-retain-until-date"), "2027-11-25T12:00:00Z");
            QVERIFY(request.headers.contains("x-amz-checksum-sha256"));
        }
        QVERIFY(locked >= 4); // segments and manifests
    }

    void unreachableAndFull() {
        Sample s;
        RetentionPolicy policy;
        policy.archiveFirst = policy.closeWhenFull = true;
        policy.maxBytes = static_cast<std::uint64_t>(s.vault->status().bytes) - 1;
        S3Options nowhere = optionsFor("http://127.0.0.1:1");
        const auto retention = s.retention(policy, s.archiveIn(s3Target(s.vfs, nowhere)));
        QVERIFY(!retention->refusal());
        const auto run = *retention->run({});
        QCOMPARE(run.pruned, 0U);
        QVERIFY(!run.problem.empty());
        QCOMPARE(s.here().size(), std::size_t{4});
        QCOMPARE(s.events(vault::actions::kRetentionAlarm), std::size_t{1});
        QCOMPARE(retention->refusal()->code, ErrorCode::DiskFull);
        (void)retention->run({});
        QCOMPARE(s.events(vault::actions::kRetentionAlarm), std::size_t{1}); // once
        QVERIFY(retention->warnings().size() >= 2);
    }

    void alarmsRise() {
        Sample s;
        const auto bytes = static_cast<std::uint64_t>(s.vault->status().bytes);
        RetentionPolicy policy{std::chrono::days{1}};
        policy.archiveFirst = true;
        policy.maxBytes = bytes * 100 / 85;
        const auto retention = s.retention(policy, s.archiveIn(s3Target(s.vfs, optionsFor("http://127.0.0.1:1"))));
        (void)retention->run({});
        QCOMPARE(s.events(vault::actions::kRetentionAlarm), std::size_t{1});
        QVERIFY(!retention->refusal());
    }

    void throughARealServer() {
        NpmS3 server;
        if (const QString why = server.start(); !why.isEmpty())
            QSKIP(qPrintable(why));
        Sample s;
        RetentionPolicy policy{std::chrono::days{2}};
        policy.archiveFirst = true;
        const auto retention = s.retention(policy, s.archiveIn(s3Target(s.vfs, optionsFor(server.url()))));
        const auto run = *retention->run({});
        QVERIFY2(run.problem.empty(), run.problem.c_str());
        QCOMPARE(run.pruned, 2U);
        QCOMPARE(retention->archived()->size(), std::size_t{2});
        QCOMPARE(retention->restore(*vault::HoldRange::parse("0..199"), "test", kAnn)->size(), std::size_t{2});
        QCOMPARE(s.verdict(), vault::Verdict::Ok);
    }

    void shorterTypesGoEarly() {
        Typed s;
        RetentionPolicy policy;
        policy.classes = {{"job", std::chrono::days{2}}};
        const auto retention = s.retention(policy);
        const auto run = *retention->run({});
        QVERIFY2(run.problem.empty(), run.problem.c_str());
        QCOMPARE(run.pruned, 0U);
        QCOMPARE(run.thinned, 2U);
        QCOMPARE(run.removed, 120U);
        QVERIFY((s.byType() == Counts{{"job", 120}, {"security", 120}, {"vault", 40}}));
        QCOMPARE(retention->run({})->thinned, 0U);
        QCOMPARE(s.events(vault::actions::kAuditPruned), std::size_t{2});
        QCOMPARE(s.verdict(), vault::Verdict::Pruned);
    }

    void longerTypesStay() {
        Typed s;
        RetentionPolicy policy{std::chrono::days{2}};
        policy.classes = {{"security", std::chrono::days{3}},
                          {"vault", std::chrono::days{1}}}; // the last has no effect
        const auto retention = s.retention(policy);
        const auto run = *retention->run({});
        QVERIFY2(run.problem.empty(), run.problem.c_str());
        QCOMPARE(run.pruned, 1U); // four days old: all of it
        QCOMPARE(run.thinned, 1U);
        QVERIFY((s.byType() == Counts{{"job", 120}, {"security", 90}, {"vault", 30}}));
        s.clock.advance(std::chrono::hours{24});
        QCOMPARE(retention->run({})->pruned, 1U); // what was thinned goes when the rest is due
        QCOMPARE(s.verdict(), vault::Verdict::Pruned);
    }

    void heldSegmentsKeepEachType() {
        Typed s;
        RetentionPolicy policy;
        policy.classes = {{"job", std::chrono::days{2}}};
        const auto retention = s.retention(policy);
        QVERIFY(retention->addHold(*vault::HoldRange::parse("150..150"), "case 1", kAnn));
        const auto run = *retention->run({});
        QCOMPARE(run.held, 1U);
        QCOMPARE(run.removed, 60U);
        QVERIFY(retention->releaseHolds("150..150", "closed", kAnn));
        QCOMPARE(retention->run({})->removed, 60U);
    }

    void archivedThinnedPrunedAndRestored() {
        Typed s;
        RetentionPolicy policy{std::chrono::days{3}};
        policy.archiveFirst = true;
        policy.classes = {{"job", std::chrono::days{1}}};
        const auto retention = s.retention(policy, s.folderArchive());
        auto run = *retention->run({});
        QVERIFY2(run.problem.empty(), run.problem.c_str());
        QCOMPARE(run.pruned, 1U);
        QCOMPARE(run.thinned, 2U);
        QCOMPARE(run.archived, 3U);
        QCOMPARE(*retention->archiveNow(kAnn), 1U); // the copies of what was thinned are good
        QVERIFY(s.vault->read(150).error().hint.find("archive restore") != std::string::npos);

        // A thinned segment comes back whole, held; and goes again when it is released.
        const auto back = retention->restore(*vault::HoldRange::parse("150..151"), "an inquiry", kAnn);
        QVERIFY2(back, back ? "" : back.error().message().c_str());
        QCOMPARE(*back, (Numbers{2}));
        QVERIFY(s.vault->read(150));
        QCOMPARE(retention->run({})->thinned, 0U);
        QVERIFY(retention->releaseHolds("100..199", "closed", kAnn));
        QCOMPARE(retention->run({})->thinned, 1U);
        QVERIFY(!s.vault->read(150));

        // Thinned, then pruned as a whole: the archive still has the original, and its key is not destroyed.
        s.clock.advance(std::chrono::days{100});
        run = *retention->run({});
        QVERIFY2(run.problem.empty(), run.problem.c_str());
        QVERIFY(s.here().size() < 3);
        const auto all = retention->restore(*vault::HoldRange::parse("150..151"), "an inquiry", kAnn);
        QVERIFY2(all, all ? "" : all.error().message().c_str());
        for (std::uint64_t seq = 100; seq < 200; ++seq)
            QVERIFY(s.vault->read(seq));
        QCOMPARE(s.verdict(), vault::Verdict::Pruned); // the others
    }

    /// Archived only after it was thinned: that is what the archive has, and what comes back.
    void thinnedThenArchived() {
        Typed s;
        RetentionPolicy policy;
        policy.classes = {{"job", std::chrono::days{2}}};
        QCOMPARE(s.retention(policy)->run({})->thinned, 2U);
        policy.maxAge = std::chrono::days{2};
        policy.archiveFirst = true;
        const auto retention = s.retention(policy, s.folderArchive());
        const auto run = *retention->run({});
        QVERIFY2(run.problem.empty(), run.problem.c_str());
        QCOMPARE(run.pruned, 2U);
        s.clock.advance(std::chrono::days{100});
        QVERIFY(retention->run({})->problem.empty()); // destroys what nothing needs
        const auto back = retention->restore(*vault::HoldRange::parse("0..0"), "an inquiry", kAnn);
        QVERIFY2(back, back ? "" : back.error().message().c_str());
        QVERIFY(s.vault->read(9));
        QCOMPARE(s.vault->read(0).error().code, ErrorCode::ProofPruned);
        QCOMPARE(s.verdict(), vault::Verdict::Pruned);
    }

    void theKeeperRunsByItself() {
        Sample s;
        const auto retention = s.retention({std::chrono::days{2}});
        retention->start();
        QTRY_COMPARE_WITH_TIMEOUT(s.here().size(), std::size_t{2}, 10'000);
        retention->stop();
        QVERIFY(s.told.empty());
    }
};

QTEST_GUILESS_MAIN(TestRetention)
#include "tst_retention.moc"
