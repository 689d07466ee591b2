// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>
#include <QTest>

#include "services/anchor/anchor.h"
#include "tests/services/anchor/small_vault.h"

using namespace inferno;
using namespace inferno::anchor;
using inferno::tests::SmallVault;

namespace {

const WallTime kThen{std::chrono::seconds{1'774'345'600}};

} // namespace

class TestAnchor : public QObject {
    Q_OBJECT

private:
    Finding check(std::uint64_t size) {
        const auto finding = checkAndRemember(*store_, vault_->key(), vault_->checkpoint(size), vault_->proofs(),
                                              vault_->history(), kThen);
        if (!finding)
            qFatal("%s", finding.error().message().c_str());
        return *finding;
    }

    SystemVfs vfs_;
    std::unique_ptr<QTemporaryDir> folder_;
    std::unique_ptr<AnchorStore> store_;
    std::unique_ptr<SmallVault> vault_;

private Q_SLOTS:
    void init() {
        folder_ = std::make_unique<QTemporaryDir>();
        store_ = std::make_unique<AnchorStore>(vfs_, folder_->path().toStdString() + "/state/anchors");
        vault_ = std::make_unique<SmallVault>();
        for (int i = 0; i < 20; ++i)
            vault_->add("event " + std::to_string(i));
    }

    void aVaultThatGrowsIsFollowed() {
        QCOMPARE(check(5).standing, Standing::First);
        QCOMPARE(check(5).standing, Standing::Unchanged);
        const Finding grown = check(13);
        QCOMPARE(grown.standing, Standing::Grown);
        QCOMPARE(grown.seenSize, 5U);
        QCOMPARE(grown.size, 13U);
        QCOMPARE(check(20).seenSize, 13U);
    }

    void anOlderCopyIsFoundOut() {
        check(13);
        const Finding older = check(5);
        QCOMPARE(older.standing, Standing::RolledBack);
        QCOMPARE(older.detail, "a checkpoint over 13 events was seen before, and now it has 5 events");
        QCOMPARE(check(13).standing, Standing::Unchanged); // what was seen is not forgotten over it
    }

    void anotherHistoryIsFoundOut() {
        check(13);
        vault_->change(3, "what somebody wants it to have been");
        QCOMPARE(check(13).standing, Standing::RolledBack);
        const Finding grown = check(20);
        QCOMPARE(grown.standing, Standing::RolledBack);
        QVERIFY(grown.detail.starts_with("it does not hold the 13 events seen before"));
    }

    void anotherKeyIsFoundOut() {
        check(13);
        vault_->useNewKey();
        QCOMPARE(check(20).standing, Standing::RolledBack);
    }

    void aKeyThatWasHandedOverToIsFollowed() {
        check(13);
        vault_->handOver();
        vault_->handOver(); // twice since this client looked
        QCOMPARE(check(13).standing, Standing::Unchanged);
        QCOMPARE(check(20).standing, Standing::Grown);
        vault_->useNewKey(); // a thief's, with the true history beside it
        QCOMPARE(check(20).standing, Standing::RolledBack);
    }

    void aVaultThatCannotProveItselfIsFoundOut() {
        check(13);
        const auto none = [](std::uint64_t, std::uint64_t) -> Result<std::vector<Hash>> {
            return fail(ErrorCode::ProofRange, "no such size");
        };
        const auto finding = checkAndRemember(*store_, vault_->key(), vault_->checkpoint(20), none, "", kThen);
        QCOMPARE(finding->standing, Standing::RolledBack);
        // A service that does not answer proves nothing either way.
        const auto gone = [](std::uint64_t, std::uint64_t) -> Result<std::vector<Hash>> {
            return fail(ErrorCode::ServiceUnreachable, "gone");
        };
        QCOMPARE(checkAndRemember(*store_, vault_->key(), vault_->checkpoint(20), gone, "", kThen).error().code,
                 ErrorCode::ServiceUnreachable);
    }

    void aCheckpointThatTheKeyDidNotSignIsRefused() {
        SmallVault other;
        QCOMPARE(
            checkAndRemember(*store_, other.key(), vault_->checkpoint(5), vault_->proofs(), "", kThen).error().code,
            ErrorCode::NoteInvalid);
        QVERIFY(!vaultIdOf("example.org/log+00000000+AAAA"));
    }

    void aDamagedMemoryIsAnErrorAndNotForgotten() {
        check(13);
        const std::string vaultId = *vaultIdOf(vault_->key());
        const std::filesystem::path file = folder_->path().toStdString() + "/state/anchors/" + vaultId + ".json";
        QVERIFY(exists(vfs_, file));
        QVERIFY(writeFileAtomically(vfs_, file, asBytes("{")));
        QCOMPARE(store_->load(vaultId).error().code, ErrorCode::NoteInvalid);
        QVERIFY(!checkAndRemember(*store_, vault_->key(), vault_->checkpoint(20), vault_->proofs(), "", kThen));
    }
};

QTEST_GUILESS_MAIN(TestAnchor)
#include "tst_anchor.moc"
