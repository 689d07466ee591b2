// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <random>

#include <QTest>

#include "models/palette_index.h"

using namespace inferno::models;
using namespace Qt::StringLiterals;

/// What the palette finds for what is typed, and that a large list gives the same as a look at each name.
class TestPaletteIndex : public QObject {
    Q_OBJECT

private:
    static QStringList found(const std::vector<PaletteIndex::Entry>& entries, const QString& words, quint32 kinds = ~0U,
                             std::size_t most = 50) {
        PaletteIndex index;
        index.build(entries);
        QStringList names;
        for (const PaletteIndex::Hit& hit : index.find(words, most, kinds))
            names.append(entries.at(std::size_t(hit.entry)).name);
        return names;
    }
    static QString marks(const QString& name, const QString& words) {
        QString out = name;
        const auto places = matchedPlaces(name, words);
        for (auto place = places.rbegin(); place != places.rend(); ++place) {
            out.insert(place->first + place->second, u']');
            out.insert(place->first, u'[');
        }
        return out;
    }

private Q_SLOTS:
    void theBestComesFirst() {
        const std::vector<PaletteIndex::Entry> entries{
            {u"telegraph"_s}, {u"good reports at phone"_s}, {u"show in graph"_s}, {u"graph layout"_s}, {u"Graph"_s}};
        QCOMPARE(found(entries, u"graph"_s), (QStringList{u"Graph"_s, u"graph layout"_s, u"show in graph"_s,
                                                          u"telegraph"_s, u"good reports at phone"_s}));
        QCOMPARE(found(entries, u"gl"_s), QStringList{u"graph layout"_s});
        QCOMPARE(found(entries, u"layout show"_s), QStringList());
        QCOMPARE(found(entries, u"  "_s), QStringList());
    }

    void wordsInAnyOrderAndOtherWords() {
        const std::vector<PaletteIndex::Entry> entries{{u"Stop job"_s, u"cancel kill"_s}, {u"Job list"_s}};
        QCOMPARE(found(entries, u"job stop"_s), QStringList{u"Stop job"_s});
        QCOMPARE(found(entries, u"kill"_s), QStringList{u"Stop job"_s});
        QCOMPARE(found(entries, u"kill job"_s), QStringList{u"Stop job"_s});
        QCOMPARE(found(entries, u"JO"_s), (QStringList{u"Job list"_s, u"Stop job"_s}));
    }

    void kindsAndBonus() {
        const std::vector<PaletteIndex::Entry> entries{
            {u"alpha"_s, {}, 1}, {u"alpine"_s, {}, 2}, {u"alps"_s, {}, 1, 500}};
        QCOMPARE(found(entries, u"al"_s, 1U << 1), (QStringList{u"alps"_s, u"alpha"_s}));
        QCOMPARE(found(entries, u"al"_s, 1U << 2), QStringList{u"alpine"_s});
        QCOMPARE(found(entries, u"al"_s, ~0U, 1), QStringList{u"alps"_s});
    }

    void lettersAreMarked() {
        QCOMPARE(marks(u"Graph layout"_s, u"lay"_s), u"Graph [lay]out"_s);
        QCOMPARE(marks(u"Graph layout"_s, u"glt"_s), u"[G]raph [l]ayou[t]"_s);
        QCOMPARE(marks(u"stop the top"_s, u"top"_s), u"stop the [top]"_s); // where a word begins
        QCOMPARE(marks(u"Run job"_s, u"job run"_s), u"[Run] [job]"_s);
        QCOMPARE(marks(u"Run job"_s, u""_s), u"Run job"_s);
        QCOMPARE(marks(u"a<b"_s, u"x"_s), u"a<b"_s);
    }

    // 50,000 names: the answer by buckets has nothing worse than what a full look would have found.
    void aLargeListIsAsGoodAsALookAtEach() {
        std::mt19937 random(20260324); // NOLINT: the same names each time
        static const QStringList parts{u"backup"_s, u"etl"_s,   u"report"_s, u"train"_s, u"sync"_s, u"export"_s,
                                       u"import"_s, u"index"_s, u"vacuum"_s, u"check"_s, u"mail"_s, u"graph"_s};
        std::vector<PaletteIndex::Entry> entries;
        for (int i = 0; i < 50'000; ++i) {
            const auto word = [&] { return parts.at(qsizetype(random() % std::size_t(parts.size()))); };
            entries.push_back({word() + u'_' + word() + u'_' + QString::number(i), {}, i % 3});
        }
        PaletteIndex index;
        index.build(entries);
        QCOMPARE(index.size(), 50'000);
        for (const char* words :
             {"b", "ba", "backup_etl", "train 77", "etl mail", "zzz", "up_et", "bkp", "vacuum_vacuum_4999"}) {
            const auto hits = index.find(QString::fromLatin1(words), 50);
            PaletteIndex each; // one entry at a time: there is nothing to skip
            std::vector<int> scores;
            for (int i = 0; i < 50'000; ++i) {
                if (i % 25 != 0 && std::ranges::find(hits, i, &PaletteIndex::Hit::entry) == hits.end())
                    continue; // a sample of the rest
                each.build({entries[std::size_t(i)]});
                const auto alone = each.find(QString::fromLatin1(words), 1);
                const auto hit = std::ranges::find(hits, i, &PaletteIndex::Hit::entry);
                if (hit != hits.end())
                    QCOMPARE(hit->score, alone.at(0).score);
                else if (!alone.empty())
                    scores.push_back(alone.at(0).score);
            }
            if (!scores.empty()) {
                QCOMPARE(hits.size(), std::size_t{50});
                QVERIFY2(std::ranges::max(scores) <= hits.back().score, words);
            }
            QVERIFY(std::ranges::is_sorted(hits, std::ranges::greater(), &PaletteIndex::Hit::score));
        }
    }
};

QTEST_GUILESS_MAIN(TestPaletteIndex)
#include "tst_palette_index.moc"
