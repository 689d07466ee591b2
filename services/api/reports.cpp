// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/api/reports.h"

#include <nlohmann/json.hpp>

#include "core/base/ids.h"
#include "core/report/report.h"
#include "core/vault/crypto.h"
#include "core/vault/vault.h"
#include "services/api/child_process.h"
#include "services/api/report_input.h"
#include "services/api/verifications.h"

namespace inferno::api {
namespace {

using nlohmann::json;

constexpr std::chrono::minutes kRenderTime{5};
constexpr std::uint64_t kPdfLimit = 256U << 20;

} // namespace

Result<void> Reports::start() {
    if (!exists(parts_.vfs, parts_.folder))
        INFERNO_CHECK(parts_.vfs.makeFolder(parts_.folder, 0700));
    INFERNO_TRY(const auto entries, parts_.vfs.list(parts_.folder));
    for (const FileInfo& entry : entries) {
        const auto bytes = readFile(parts_.vfs, folderOf(entry.name) / "report.json", 1U << 20);
        const auto document = bytes ? json::parse(asText(*bytes), nullptr, false) : json();
        if (!document.is_object())
            continue; // nothing of ours, or a report whose folder was made a moment before the end
        Known known{document.get<client::Report>(), document.value("idempotency_key", "")};
        if (known.report.status == "running") {
            known.report.status = "failed";
            known.report.error = "the service ended while it was being made";
            INFERNO_CHECK(store(known.report, known.key));
        }
        known_[known.report.id] = std::move(known);
    }
    thread_ = std::jthread([this](const std::stop_token& stopping) { loop(stopping); });
    return {};
}

void Reports::stop() {
    thread_.request_stop();
    if (thread_.joinable())
        thread_.join();
}

Result<void> Reports::store(const client::Report& report, const std::string& key) {
    json document = report;
    document["idempotency_key"] = key;
    return writeFileAtomically(parts_.vfs, folderOf(report.id) / "report.json", asBytes(document.dump()), 0600);
}

Result<client::Report> Reports::create(const std::string& period, const std::string& by, const std::string& key) {
    if (!exists(parts_.vfs, parts_.renderer))
        return fail(ErrorCode::ReportRendererMissing, parts_.renderer.string() + " is not there",
                    "install the package inferno-tools; --format json needs none");
    std::optional<WallTime> firstEvent;
    if (const auto first = parts_.vault.read(0))
        firstEvent = first->received;
    const WallTime now = parts_.clock.now();
    INFERNO_TRY(const ReportPeriod chosen, reportPeriod(period, now, firstEvent, parts_.zone));
    const std::string hashedKey = key.empty() ? "" : toHex(vault::sha256(asBytes(key)));

    const std::lock_guard lock(mutex_);
    for (const auto& [id, known] : known_) {
        if (hashedKey.empty() || known.key != hashedKey)
            continue;
        if (known.report.period != period)
            return fail(ErrorCode::IdempotencyConflict, "the key was used for the period " + known.report.period,
                        "use a new key for a new request");
        return known.report;
    }
    client::Report report;
    report.id = newId("rep_", now);
    report.period = period;
    report.from = formatUtc(chosen.from);
    report.to = formatUtc(chosen.to);
    report.status = "running";
    report.created = formatUtc(now);
    INFERNO_CHECK(parts_.vfs.makeFolder(folderOf(report.id), 0700));
    INFERNO_CHECK(store(report, hashedKey));
    known_[report.id] = {report, hashedKey};
    waiting_.push_back({report, chosen, by});
    changed_.notify_one();
    return report;
}

Result<client::Report> Reports::report(const std::string& id) const {
    const std::lock_guard lock(mutex_);
    const auto found = known_.find(id);
    if (found == known_.end())
        return fail(ErrorCode::ReportUnknown, "no report is called '" + id + "'", "inferno audit report makes one");
    return found->second.report;
}

Result<Bytes> Reports::pdf(const std::string& id) const {
    INFERNO_TRY(const client::Report found, report(id));
    if (found.status != "ready")
        return fail(ErrorCode::RunState,
                    "the report is " + found.status + (found.error.empty() ? "" : ": " + found.error),
                    found.status == "running" ? "ask again when it is ready" : "make it again");
    return readFile(parts_.vfs, folderOf(id) / "report.pdf", kPdfLimit);
}

void Reports::loop(const std::stop_token& stopping) {
    for (;;) {
        Order order;
        {
            std::unique_lock lock(mutex_);
            if (!changed_.wait(lock, stopping, [this] { return !waiting_.empty(); }))
                return; // what waits has failed when the service starts again
            order = std::move(waiting_.front());
            waiting_.pop_front();
        }
        const auto made = make(order);
        order.report.status = made ? "ready" : "failed";
        if (!made)
            order.report.error = made.error().message();
        const std::lock_guard lock(mutex_);
        Known& known = known_[order.report.id];
        known.report = order.report;
        if (const auto stored = store(known.report, known.key); !stored && made) {
            known.report.status = "failed";
            known.report.error = stored.error().message();
        }
    }
}

Result<void> Reports::make(Order& order) {
    INFERNO_TRY(auto input, reportInput(order.period, order.by, parts_.jobs, parts_.vault, parts_.verifications,
                                        parts_.clock, parts_.zone));
    INFERNO_TRY(const report::Report content, report::gather(std::move(input)));
    const std::filesystem::path folder = folderOf(order.report.id);
    const std::filesystem::path document = folder / "document.json";
    const std::filesystem::path pdf = folder / "report.pdf";
    INFERNO_CHECK(writeFileAtomically(parts_.vfs, document, asBytes(report::toJson(content).dump()), 0600));
    INFERNO_CHECK(runChild(
        parts_.renderer, {document.string(), "-o", pdf.string()},
        {"PATH=/usr/bin:/bin", "LANG=C.UTF-8", "QT_QPA_PLATFORM=offscreen", "HOME=" + folder.string()}, kRenderTime));
    INFERNO_TRY(const Bytes bytes, readFile(parts_.vfs, pdf, kPdfLimit));
    order.report.size = bytes.size();
    order.report.sha256 = toHex(vault::sha256(bytes));
    return {};
}

} // namespace inferno::api
