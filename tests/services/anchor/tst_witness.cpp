// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>
#include <QTest>

#include <array>

#include "services/anchor/witness.h"
#include "tests/fakes/faulty_vfs.h"
#include "tests/fakes/manual_clock.h"
#include "tests/services/anchor/small_vault.h"

using namespace inferno;
using namespace inferno::anchor;
using inferno::tests::SmallVault;

namespace {

constexpr std::int64_t kUnixSeconds = 1'774'345'600;
const WallTime kThen{std::chrono::seconds{kUnixSeconds}};

} // namespace

/// The witness as c2sp.org/tlog-witness has it.
class TestWitness : public QObject {
    Q_OBJECT

    std::unique_ptr<Witness> open() {
        auto opened =
            Witness::open(*vfs_, clock_, {root() / "seen", root() / "witness.key", "node.example/w", {firstKey_}});
        if (!opened)
            qFatal("%s", opened.error().message().c_str());
        return std::move(*opened);
    }
    std::filesystem::path root() const { return folder_->path().toStdString(); }
    std::string request(std::uint64_t oldSize, std::uint64_t size) {
        AddCheckpoint request{oldSize, {}, vault_->checkpoint(size)};
        if (oldSize > 0 && oldSize < size)
            request.proof = *vault_->proofs()(oldSize, size);
        return request.text();
    }
    Witness::Answer ask(std::uint64_t oldSize, std::uint64_t size) {
        return witness_->addCheckpoint(request(oldSize, size));
    }

    SystemVfs system_;
    std::unique_ptr<fakes::FaultyVfs> vfs_;
    fakes::ManualClock clock_{kThen};
    std::unique_ptr<QTemporaryDir> folder_;
    std::unique_ptr<SmallVault> vault_;
    std::string firstKey_; ///< the one that is configured
    std::unique_ptr<Witness> witness_;

private Q_SLOTS:
    void init() {
        folder_ = std::make_unique<QTemporaryDir>();
        vfs_ = std::make_unique<fakes::FaultyVfs>(system_);
        vault_ = std::make_unique<SmallVault>();
        for (int i = 0; i < 20; ++i)
            vault_->add("event " + std::to_string(i));
        firstKey_ = vault_->key();
        witness_ = open();
    }

    void theSpecificationsExampleIsRead() {
        const auto request = AddCheckpoint::parse(
            "old 20852014\n"
            "PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=\n"
            "jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=\n"
            "5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=\n"
            "/6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=\n"
            "\n"
            "example.com/behind-the-sofa\n"
            "20852163\n"
            "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
            "\n"
            "\u2014 example.com/behind-the-sofa "
            "Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n");
        QVERIFY(request);
        QCOMPARE(request->oldSize, 20852014U);
        QCOMPARE(request->proof.size(), std::size_t{4});
        QVERIFY(request->note.starts_with("example.com/behind-the-sofa\n20852163\n"));
        QCOMPARE(AddCheckpoint::parse(request->text())->text(), request->text());
    }

    void whatGrowsIsCosigned() {
        QCOMPARE(ask(0, 5).status, 200);
        const Witness::Answer told = ask(5, 13);
        QCOMPARE(told.status, 200);
        const auto key = vault::VerifierKey::parse(witness_->verifierKey());
        QVERIFY(key && key->algorithm == vault::KeyAlgorithm::CosignatureV1);
        const auto opened = vault::openNote(vault_->checkpoint(13) + told.body, std::array{*key});
        QVERIFY(opened);
        QCOMPARE(opened->verified.size(), std::size_t{1});
        QCOMPARE(*vault::cosignatureTime(opened->verified[0].signature), static_cast<std::uint64_t>(kUnixSeconds));
        QCOMPARE(ask(13, 13).status, 200); // again, with a new time
        QCOMPARE(witness_->known().front().size, 13U);
    }

    void whoIsBehindIsToldTheSize() {
        QCOMPARE(ask(0, 13).status, 200);
        for (const std::uint64_t old : {0, 5, 12}) {
            const Witness::Answer told = ask(old, 20);
            QCOMPARE(told.status, 409);
            QCOMPARE(told.contentType, "text/x.tlog.size");
            QCOMPARE(told.body, "13\n");
        }
        const Witness::Answer back = ask(5, 5); // rolled back
        QCOMPARE(back.status, 409);
        QCOMPARE(back.body, "13\n");
        QCOMPARE(ask(13, 5).status, 400);
    }

    void anotherHistoryIsRefused() {
        QCOMPARE(ask(0, 13).status, 200);
        vault_->change(3, "what somebody wants it to have been");
        QCOMPARE(ask(13, 13).status, 409);
        QCOMPARE(ask(13, 20).status, 422);
        QCOMPARE(witness_->known().front().size, 13U);
    }

    void strangersAreRefused() {
        SmallVault other;
        other.add("x");
        QCOMPARE(witness_->addCheckpoint(AddCheckpoint{0, {}, other.checkpoint(1)}.text()).status, 404);
        vault_->useNewKey();
        QCOMPARE(ask(0, 5).status, 403);
    }

    void whatCannotBeReadIsRefused() {
        const std::string good = request(0, 5);
        const auto status = [&](const std::string& body) { return witness_->addCheckpoint(body).status; };
        QCOMPARE(status(""), 400);
        QCOMPARE(status("old 00\n" + good.substr(good.find('\n') + 1)), 400);
        QCOMPARE(status("old -1\n" + good.substr(good.find('\n') + 1)), 400);
        QCOMPARE(status("old 0\nAAAA\n" + good.substr(good.find('\n') + 1)), 400);
        std::string many = "old 0\n";
        for (int i = 0; i < 64; ++i)
            many += toBase64(Hash{}) + "\n";
        QCOMPARE(status(many + good.substr(good.find('\n') + 1)), 400);
        QCOMPARE(status(good.substr(0, good.size() - 1)), 400);
        QCOMPARE(witness_->addCheckpoint(AddCheckpoint{0, {Hash{}}, vault_->checkpoint(5)}.text()).status, 422);
        QCOMPARE(status(good), 200);
    }

    void itRemembersOverARestart() {
        QCOMPARE(ask(0, 13).status, 200);
        const std::string key = witness_->verifierKey();
        witness_ = open();
        QCOMPARE(witness_->verifierKey(), key);
        QCOMPARE(ask(0, 20).body, "13\n");
        QCOMPARE(ask(13, 20).status, 200);
    }

    void nothingIsCosignedThatIsNotRemembered() {
        QCOMPARE(ask(0, 5).status, 200);
        for (std::uint64_t step = 1; step <= 3; ++step) {
            vfs_->failAt(step, ErrorCode::DiskFull);
            QCOMPARE(ask(5, 13).status, 500);
            vfs_->failAt(0, ErrorCode::DiskFull);
            QCOMPARE(witness_->known().front().size, 5U);
        }
        QCOMPARE(ask(5, 13).status, 200);
    }

    void aKeyThatWasHandedOverToIsFollowed() {
        QCOMPARE(ask(0, 5).status, 200);
        const std::string stolen = vault_->stolenHistory();
        const std::string before = request(5, 6); // signed by the first key
        vault_->handOver();
        const std::string older = vault_->history();
        vault_->handOver(); // twice since it was asked
        QCOMPARE(ask(5, 13).status, 403);
        QCOMPARE(witness_->addVerifiers(vault_->history()).status, 200);
        QCOMPARE(ask(5, 13).status, 200);
        QCOMPARE(witness_->addVerifiers(vault_->history()).status, 200);
        witness_ = open();
        QCOMPARE(ask(13, 20).status, 200);
        // An older copy of the vault is told what is held, and what is beside the history is no history.
        QCOMPARE(witness_->addCheckpoint(before).status, 409);
        QCOMPARE(witness_->addVerifiers(older).status, 409);
        QCOMPARE(witness_->addVerifiers(stolen).status, 409);
        QCOMPARE(witness_->known().front().size, 20U);
    }

    void aKeyThatHasHandedOverGetsNoCosignature() {
        QCOMPARE(ask(0, 5).status, 200);
        const std::string before = request(5, 13);
        vault_->handOver();
        QCOMPARE(witness_->addVerifiers(vault_->history()).status, 200);
        QCOMPARE(witness_->addCheckpoint(before).status, 403);
        QCOMPARE(ask(5, 13).status, 200);
    }

    void aHistoryThatKnowsNoneOfItsKeysIsRefused() {
        vault_->useNewKey();
        vault_->handOver(); // a history of its own
        QCOMPARE(witness_->addVerifiers(vault_->history()).status, 403);
        SmallVault other;
        other.handOver();
        QCOMPARE(witness_->addVerifiers(other.history()).status, 404);
        QCOMPARE(witness_->addVerifiers("").status, 400);
        std::string forged = vault_->history();
        forged[forged.size() / 2] ^= 1;
        QCOMPARE(witness_->addVerifiers(forged).status, 400);
        QCOMPARE(ask(0, 5).status, 403);
    }

    void anOwnerWhoNamesAnotherKeyIsBelieved() {
        vault_->handOver();
        QCOMPARE(witness_->addVerifiers(vault_->history()).status, 200);
        vault_->useNewKey();
        firstKey_ = vault_->key();
        witness_ = open();
        QCOMPARE(ask(0, 5).status, 200);
    }

    void noKeyIsFollowedThatIsNotRemembered() {
        QCOMPARE(ask(0, 5).status, 200);
        vault_->handOver();
        for (std::uint64_t step = 1; step <= 3; ++step) {
            vfs_->failAt(step, ErrorCode::DiskFull);
            QCOMPARE(witness_->addVerifiers(vault_->history()).status, 500);
            vfs_->failAt(0, ErrorCode::DiskFull);
            QCOMPARE(ask(5, 13).status, 403);
        }
        QCOMPARE(witness_->addVerifiers(vault_->history()).status, 200);
        QCOMPARE(ask(5, 13).status, 200);
        for (const auto& entry : std::filesystem::directory_iterator(root() / "seen"))
            if (entry.path().extension() == ".verifiers")
                std::filesystem::resize_file(entry.path(), 100);
        QCOMPARE(
            Witness::open(system_, clock_, {root() / "seen", root() / "witness.key", "", {firstKey_}}).error().code,
            ErrorCode::NoteInvalid);
    }

    void aChangedMemoryIsNotTrusted() {
        QCOMPARE(ask(0, 13).status, 200);
        for (const auto& entry : std::filesystem::directory_iterator(root() / "seen"))
            QVERIFY(writeFileAtomically(system_, entry.path(), asBytes(vault_->checkpoint(5))));
        QCOMPARE(
            Witness::open(system_, clock_, {root() / "seen", root() / "witness.key", "", {vault_->key()}}).error().code,
            ErrorCode::NoteInvalid);
    }
};

QTEST_GUILESS_MAIN(TestWitness)
#include "tst_witness.moc"
