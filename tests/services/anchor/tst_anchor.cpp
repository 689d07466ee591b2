// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>
#include <QTest>

#include "core/base/ids.h"
#include "core/vault/merkle.h"
#include "core/vault/signed_note.h"
#include "core/vault/verifier_history.h"
#include "services/anchor/anchor.h"

using namespace inferno;
using namespace inferno::anchor;

namespace {

/// A vault in miniature: leaves, their tree, and a key that signs its size and root.
class SmallVault final : public vault::NodeReader {
public:
    SmallVault() : signer_{vault::originOf(newUuid(WallTime{})), vault::SigningKey::generate()} {}

    void add(const std::string& leaf) { leaves_.push_back(hasher_.leaf(asBytes(leaf))); }
    void change(std::size_t index, const std::string& leaf) { leaves_.at(index) = hasher_.leaf(asBytes(leaf)); }
    void useNewKey() { signer_.key = vault::SigningKey::generate(); }

    /// As a rotation does: the old key signs the new one into the history.
    void handOver() {
        if (history_.empty())
            history_ = *vault::VerifierHistory::begin(signer_);
        const vault::NoteSigner next{signer_.name, vault::SigningKey::generate()};
        history_ = *vault::VerifierHistory::parse(history_)->handedOver(signer_, next);
        signer_ = next;
    }
    const std::string& history() const { return history_; }

    std::string key() const { return signer_.verifier().text(); }
    std::string checkpoint(std::uint64_t size) {
        const vault::Checkpoint body{signer_.name, size, *vault::rootAt(*this, hasher_, size)};
        return *signer_.signedNote(body.body());
    }
    ConsistencySource proofs() {
        return [this](std::uint64_t oldSize, std::uint64_t newSize) {
            return vault::consistencyProof(*this, hasher_, oldSize, newSize);
        };
    }
    Result<Hash> node(vault::NodeId id) override {
        const std::size_t width = std::size_t{1} << id.level;
        return hasher_.subtree(std::span(leaves_).subspan(id.index * width, width));
    }

private:
    vault::NoteSigner signer_;
    std::string history_;
    vault::TreeHasher hasher_;
    std::vector<Hash> leaves_;
};

} // namespace

class TestAnchor : public QObject {
    Q_OBJECT

private:
    Finding check(std::uint64_t size) {
        const auto finding =
            checkAndRemember(*store_, vault_->key(), vault_->checkpoint(size), vault_->proofs(), vault_->history());
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
        const auto finding = checkAndRemember(*store_, vault_->key(), vault_->checkpoint(20), none);
        QCOMPARE(finding->standing, Standing::RolledBack);
        // A service that does not answer proves nothing either way.
        const auto gone = [](std::uint64_t, std::uint64_t) -> Result<std::vector<Hash>> {
            return fail(ErrorCode::ServiceUnreachable, "gone");
        };
        QCOMPARE(checkAndRemember(*store_, vault_->key(), vault_->checkpoint(20), gone).error().code,
                 ErrorCode::ServiceUnreachable);
    }

    void aCheckpointThatTheKeyDidNotSignIsRefused() {
        SmallVault other;
        QCOMPARE(checkAndRemember(*store_, other.key(), vault_->checkpoint(5), vault_->proofs()).error().code,
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
        QVERIFY(!checkAndRemember(*store_, vault_->key(), vault_->checkpoint(20), vault_->proofs()));
    }
};

QTEST_GUILESS_MAIN(TestAnchor)
#include "tst_anchor.moc"
