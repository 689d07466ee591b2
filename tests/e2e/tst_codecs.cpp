// SPDX-License-Identifier: GPL-3.0-or-later
// One vault, written with each way to compress, one after the other, by service after service.
#include <QTest>

#include <filesystem>

#include "core/vault/segment.h"
#include "tests/e2e/cli_runner.h"

using namespace Qt::StringLiterals;
using namespace inferno;
using inferno::tests::CliRunner;
namespace fs = std::filesystem;

namespace {

constexpr int kEvents = 60; ///< of each codec: above `threshold_kb`, so that it is used

struct Codec {
    QString name;
    QString level;
    storage::Codec stored;
};
const QList<Codec> kCodecs = {{u"zstd"_s, u"3"_s, storage::Codec::Zstd},
                              {u"lz4"_s, {}, storage::Codec::Lz4},
                              {u"gzip"_s, u"6"_s, storage::Codec::Gzip},
                              {u"none"_s, {}, storage::Codec::None},
                              {u"zstd"_s, u"19"_s, storage::Codec::Zstd}};

QByteArray eventOf(qsizetype round, int number) {
    return QJsonDocument(
               QJsonObject{{u"event_type"_s, u"security"_s},
                           {u"action"_s, u"door_opened"_s},
                           {u"user"_s, u"round%1"_s.arg(round)},
                           {u"result"_s, number % 2 == 0 ? u"success"_s : u"failure"_s},
                           {u"details"_s, QJsonObject{{u"number"_s, number},
                                                      {u"text"_s, u"the same words again and again "_s.repeated(8)}}}})
        .toJson(QJsonDocument::Compact);
}

} // namespace

class TestCodecs : public QObject {
    Q_OBJECT

    CliRunner cli_;
    QList<QList<qint64>> seqs_; ///< of each round

    /// What the segment of this event says and does: its codec, and the codecs of its blocks' frames.
    void checkStored(qint64 seq, storage::Codec codec) {
        SystemVfs vfs;
        const auto keys = vault::KeyStore::open(vfs, vault::KeyPaths::under(cli_.dataDir().toStdString()), false);
        QVERIFY(keys);
        for (const auto& entry : fs::directory_iterator(fs::path(cli_.dataDir().toStdString()) / "vault/segments")) {
            const auto segment =
                vault::SegmentReader::open(vfs, entry.path(), (*keys)->vaultId(), (*keys)->verifiers());
            QVERIFY2(segment, segment ? "" : segment.error().message().c_str());
            const auto first = static_cast<std::uint64_t>(seq);
            if (first < (*segment)->header().firstSeq || first >= (*segment)->footer().nextSeq)
                continue;
            QCOMPARE((*segment)->header().codec, codec);
            bool used = false;
            for (std::size_t block = 0; block < (*segment)->footer().blocks.size(); ++block) {
                const auto header = (*segment)->readBlockHeader(block);
                QVERIFY(header);
                for (const vault::BlockFrame& frame : header->frames)
                    used = used || frame.codec == codec;
            }
            QVERIFY(used);
            return;
        }
        QFAIL("no segment holds the event");
    }

    void everythingIsThere(const QString& offline) {
        for (qsizetype round = 0; round < kCodecs.size(); ++round) {
            const QJsonArray found =
                cli_.json(u"audit logs --limit 0 --user round%1"_s.arg(round) + offline).value(u"items"_s).toArray();
            QCOMPARE(found.size(), kEvents);
            for (int i = 0; i < kEvents; ++i) {
                const QJsonObject event = found.at(kEvents - 1 - i).toObject(); // newest first
                QCOMPARE(event.value(u"seq"_s).toInteger(), seqs_[round][i]);
                QCOMPARE(event.value(u"details"_s),
                         QJsonDocument::fromJson(eventOf(round, i)).object().value(u"details"_s));
            }
            const QJsonObject proof = cli_.json(u"audit prove %1"_s.arg(seqs_[round][7]));
            QVERIFY(QByteArray::fromBase64(proof.value(u"record"_s).toString().toLatin1()).contains("round"));
        }
        const auto search = [&](const QString& query) {
            QStringList arguments{u"audit"_s, u"search"_s, u"--json"_s, u"--limit"_s, u"0"_s, u"--query"_s, query};
            if (!offline.isEmpty())
                arguments.append(offline.trimmed());
            // The searches are events themselves, and hold the words.
            qsizetype count = 0;
            for (const auto& item : cli_.run(arguments).object().value(u"items"_s).toArray())
                count += item.toObject().value(u"origin"_s) == u"client"_s ? 1 : 0;
            return count;
        };
        QCOMPARE(search(u"\"same words\" again failure"_s), kCodecs.size() * kEvents / 2);
        QCOMPARE(search(u"user:round* details.number>=58"_s), kCodecs.size() * 2);
        QCOMPARE(search(u"user:(round1 or round3) details.number<3"_s), qsizetype{6});
        const QJsonObject verified = cli_.json(u"audit verify --check-encryption"_s);
        QCOMPARE(verified.value(u"verdict"_s).toString(), u"ok"_s);
        QCOMPARE(verified.value(u"level"_s).toString(), u"full"_s);
        QCOMPARE(verified.value(u"mode"_s).toString(), offline.isEmpty() ? u"service"_s : u"offline"_s);
    }
    QByteArray exported() {
        cli_.done(u"audit export --format ndjson --action door_opened --output out"_s);
        return cli_.read(u"out"_s);
    }

private Q_SLOTS:
    void eachRoundIsWrittenInItsOwnWay() {
        QVERIFY(cli_.start());
        for (qsizetype round = 0; round < kCodecs.size(); ++round) {
            const Codec& codec = kCodecs[round];
            QCOMPARE(cli_.done(u"audit configure --compression "_s + codec.name +
                               (codec.level.isEmpty() ? QString() : u" --compression-level "_s + codec.level))
                         .code,
                     0);
            QVERIFY(cli_.stop() && cli_.start()); // it is in effect from then on
            QByteArray lines;
            for (int i = 0; i < kEvents; ++i)
                lines += eventOf(round, i) + '\n';
            seqs_.append(CliRunner::seqsIn(cli_.done(u"audit append -"_s, lines).out));
            QCOMPARE(seqs_.back().size(), kEvents);
            QCOMPARE(cli_.done(u"audit rotate"_s).code, 0);
            checkStored(seqs_.back().front(), codec.stored);
        }
    }

    void theServiceReadsAllOfThem() {
        everythingIsThere({});
        QCOMPARE(exported().count('\n'), kCodecs.size() * kEvents);
    }

    void soDoTheFilesAlone() {
        const QByteArray online = exported();
        QVERIFY(cli_.stop());
        everythingIsThere(u" --offline"_s);
        QCOMPARE(exported(), online);
    }

    void anAuditorsCopyHolds() {
        QCOMPARE(QProcess::execute(u"cp"_s, {u"-a"_s, cli_.dataDir() + u"/vault"_s, cli_.path(u"copy"_s)}), 0);
        const CliRunner::Answer whole = cli_.program("inferno-verify", {cli_.path(u"copy"_s), u"--json"_s});
        QVERIFY2(whole.code == 0, qPrintable(whole.err + QString::fromUtf8(whole.out)));
        // In each segment it finds a changed bit.
        for (const auto& entry : fs::directory_iterator(cli_.path(u"copy/segments"_s).toStdString())) {
            QFile file(QString::fromStdString(entry.path().string()));
            QVERIFY(file.open(QIODevice::ReadWrite));
            const QByteArray good = file.readAll();
            QByteArray bad = good;
            bad[bad.size() / 3] = static_cast<char>(bad[bad.size() / 3] ^ 4);
            file.seek(0);
            file.write(bad);
            file.flush();
            QCOMPARE(cli_.program("inferno-verify", {cli_.path(u"copy"_s)}).code, 6);
            file.seek(0);
            file.write(good);
        }
        QCOMPARE(cli_.program("inferno-verify", {cli_.path(u"copy"_s)}).code, 0);
    }
};

QTEST_GUILESS_MAIN(TestCodecs)
#include "tst_codecs.moc"
