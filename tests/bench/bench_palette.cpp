// SPDX-License-Identifier: GPL-3.0-or-later
// The command palette over 50,000 jobs: how long it takes to gather the names (ahead, where any came or went), to open,
// and until what is typed is found, letter by letter. Beside the answer by the index: a look at each name, as a list of
// this size would need.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <vector>

#include <QCoreApplication>

#include "models/fakes/fake_backend.h"
#include "models/job_store.h"
#include "models/palette_model.h"

using namespace inferno;
using namespace inferno::models;
using namespace Qt::StringLiterals;

namespace {

constexpr int kJobs = 50'000;
constexpr int kRounds = 9;

double medianMs(const std::function<void()>& work) {
    std::vector<double> times;
    for (int i = 0; i < kRounds; ++i) {
        const auto begin = std::chrono::steady_clock::now();
        work();
        times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
    }
    std::ranges::nth_element(times, times.begin() + kRounds / 2);
    return times[kRounds / 2];
}

void print(const QString& name, double value, const char* peer = "", double peerValue = 0) {
    std::printf("{\"name\":\"%s\",\"value\":%.2f,\"unit\":\"ms\",\"peer\":\"%s\",\"peer_value\":%.2f}\n",
                qPrintable(name), value, peer, peerValue);
    std::fflush(stdout);
}

std::vector<client::Job> manyJobs() {
    static const char* const kParts[] = {"backup", "etl",    "report", "train", "sync",
                                         "export", "import", "index",  "vacuum"};
    std::vector<client::Job> jobs(kJobs);
    for (int i = 0; i < kJobs; ++i) {
        jobs[std::size_t(i)].id = "job_" + std::to_string(i);
        jobs[std::size_t(i)].definition.name =
            std::string(kParts[i % 9]) + '_' + kParts[i / 9 % 9] + '_' + std::to_string(i);
    }
    return jobs;
}

} // namespace

int main(int argc, char** argv) {
    QCoreApplication program(argc, argv);
    FakeBackend backend;
    AppState app(backend, FakeBackend::clock(), {QTimeZone::utc(), u"me"_s, u"0.1.0"_s, true});
    app.jobStore().replaceAll(manyJobs());
    QString last;
    print(u"palette, 50,000 names gathered ahead"_s, medianMs([&] {
              PaletteModel palette;
              palette.setApp(&app);
          }));
    PaletteModel palette;
    palette.setApp(&app);
    print(u"palette, opened"_s, medianMs([&] { palette.restart(); }));
    const QStringList names = app.jobNames();
    for (const QString& words : {u"b"_s, u"back"_s, u"train_sync"_s, u"77"_s, u"bkrp"_s, u"no such job"_s}) {
        const double each = medianMs([&] {
            qsizetype found = 0;
            for (const QString& name : names)
                found += name.contains(words, Qt::CaseInsensitive) ? 1 : 0;
            last = QString::number(found);
        });
        print(u"palette, found: "_s + words, medianMs([&] {
                  palette.setQuery({});
                  palette.setQuery(words);
              }),
              "QString::contains over all", each);
    }
    return last.isEmpty() ? 1 : 0;
}
