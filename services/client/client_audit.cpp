// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "services/client/client_impl.h"

/// Client: the audit vault, reports and models.
namespace inferno::client {

using nlohmann::json;

// Audit

std::string filterQuery(const AuditQuery& query, std::initializer_list<std::pair<const char*, std::string>> more) {
    std::string text = queryOf({{"user", query.user},
                                {"action", query.action},
                                {"event_type", query.event_type},
                                {"severity", query.severity},
                                {"result", query.result},
                                {"session", query.session_id},
                                {"trace_id", query.trace_id},
                                {"resource", query.resource},
                                {"source_ip", query.source_ip},
                                {"query", query.query},
                                {"since", query.since},
                                {"until", query.until}});
    std::string rest = queryOf(more);
    if (!text.empty() && !rest.empty())
        rest.front() = '&';
    return text + rest;
}

Result<AuditPage> Client::auditEvents(const AuditQuery& query) {
    return impl_->callFor<AuditPage>(
        "GET", kApi + "/audit/events" +
                   filterQuery(query, {{"limit", std::to_string(query.limit)},
                                       {"cursor", query.cursor},
                                       {"before", query.before ? std::to_string(*query.before) : ""},
                                       {"view", query.view}}));
}

Result<AuditHistogram> Client::auditHistogram(const AuditQuery& query, int buckets, const std::string& by) {
    return impl_->callFor<AuditHistogram>(
        "GET", kApi + "/audit/histogram" +
                   filterQuery(query, {{"buckets", std::to_string(buckets)}, {"by", by}, {"view", query.view}}));
}

Result<AuditValues> Client::auditValues(const AuditQuery& query, const std::string& field, int limit) {
    return impl_->callFor<AuditValues>(
        "GET", kApi + "/audit/values" +
                   filterQuery(query, {{"field", field}, {"limit", std::to_string(limit)}, {"view", query.view}}));
}

Result<AuditPatterns> Client::auditPatterns(const AuditQuery& query, int buckets, int limit) {
    return impl_->callFor<AuditPatterns>(
        "GET",
        kApi + "/audit/patterns" +
            filterQuery(query,
                        {{"buckets", std::to_string(buckets)}, {"limit", std::to_string(limit)}, {"view", query.view}}),
        nullptr, kLongCallSeconds);
}

Result<std::vector<Appended>> Client::appendEvents(const std::vector<std::string>& lines) {
    Call call;
    call.method = "POST";
    call.path = kApi + "/audit/events";
    call.contentType = "application/x-ndjson";
    for (const std::string& line : lines)
        call.body += line + '\n';
    INFERNO_TRY(const Answer answer, impl_->send(std::move(call)));
    std::vector<Appended> appended;
    for (std::size_t start = 0; start < answer.body.size();) {
        const auto end = std::min(answer.body.find('\n', start), answer.body.size());
        if (end > start) {
            INFERNO_TRY(Appended one, valueOf<Appended>(json::parse(
                                          answer.body.begin() + static_cast<std::ptrdiff_t>(start),
                                          answer.body.begin() + static_cast<std::ptrdiff_t>(end), nullptr, false)));
            appended.push_back(std::move(one));
        }
        start = end + 1;
    }
    return appended;
}

Result<void> Client::exportAudit(const AuditQuery& query, const std::string& format,
                                 const std::function<Result<void>(std::string_view)>& take,
                                 const std::atomic<bool>& stop) {
    Call call;
    call.path = kApi + "/audit/export" + filterQuery(query, {{"format", format}});
    call.silenceSeconds = 0; // a search may go through a large vault before it finds something
    impl_->authorize(call);
    Result<void> taken;
    bool complete = false;
    const auto answer = impl_->streamWhile(
        call,
        [&](std::string_view piece) {
            taken = take(piece);
            return taken.has_value();
        },
        stop, &complete);
    INFERNO_CHECK(taken);
    if (answer && answer->status >= 400)
        return std::unexpected(errorOf(*answer));
    if (stop.load() || (answer && complete))
        return {};
    impl_->forget();
    return fail(ErrorCode::ServiceUnreachable,
                "the export broke off" + (answer ? std::string() : ": " + answer.error().detail),
                "inferno audit verify says whether the vault is whole; then export again");
}

Result<AuditStatus> Client::auditStatus() {
    return impl_->callFor<AuditStatus>("GET", kApi + "/audit/status");
}

Result<VerifyResult> Client::verifyAudit(const std::string& level) {
    return impl_->callFor<VerifyResult>("POST", kApi + "/audit/verify", json{{"level", level}}, kLongCallSeconds);
}

Result<VerifyRun> Client::startVerify(const VerifyRequest& request) {
    json body = request;
    body["wait"] = false;
    return impl_->callFor<VerifyRun>("POST", kApi + "/audit/verify", body);
}

Result<VerifyRun> Client::verifyRun(const std::string& id) {
    return impl_->callFor<VerifyRun>("GET", kApi + "/audit/verify/" + escaped(id));
}

Result<void> Client::cancelVerify(const std::string& id) {
    return impl_->callVoid("DELETE", kApi + "/audit/verify/" + escaped(id));
}

Result<std::string> Client::checkpoint() {
    INFERNO_TRY(Answer answer, impl_->get(kApi + "/audit/checkpoint"));
    return std::move(answer.body);
}

Result<std::string> Client::verifierKey() {
    INFERNO_TRY(Answer answer, impl_->get(kApi + "/audit/checkpoint?key=1"));
    while (answer.body.ends_with('\n'))
        answer.body.pop_back();
    return std::move(answer.body);
}

Result<InclusionProof> Client::prove(std::uint64_t seq) {
    return impl_->callFor<InclusionProof>("GET", kApi + "/audit/proof/" + std::to_string(seq));
}

Result<ProofBatch> Client::proveAll(const std::vector<std::uint64_t>& seqs, std::uint64_t treeSize) {
    return impl_->callFor<ProofBatch>("POST", kApi + "/audit/proofs", json{{"seqs", seqs}, {"tree_size", treeSize}},
                                      kLongCallSeconds);
}

Result<std::string> Client::verifierHistory() {
    INFERNO_TRY(Answer answer, impl_->get(kApi + "/audit/checkpoint?history=1"));
    return std::move(answer.body);
}

Result<ConsistencyProof> Client::consistency(std::uint64_t oldSize, std::uint64_t newSize) {
    return impl_->callFor<ConsistencyProof>(
        "GET",
        kApi + "/audit/consistency" + queryOf({{"old", std::to_string(oldSize)}, {"new", std::to_string(newSize)}}));
}

Result<SubjectErased> Client::eraseSubject(const std::string& subject, const std::string& reason) {
    return impl_->callFor<SubjectErased>("POST", kApi + "/audit/erase", json{{"subject", subject}, {"reason", reason}},
                                         kLongCallSeconds);
}

Result<void> Client::rotateAudit() {
    return impl_->callVoid("POST", kApi + "/audit/rotate");
}

// Keys and settings

Result<AuditStatus> Client::unlock(const std::string& passphrase) {
    return impl_->callFor<AuditStatus>("POST", kApi + "/audit/unlock", json{{"passphrase", passphrase}});
}

Result<void> Client::setPassphrase(const std::string& passphrase, const std::string& current) {
    json body{{"passphrase", passphrase}};
    if (!current.empty())
        body["current"] = current;
    return impl_->callVoid("POST", kApi + "/audit/passphrase", body);
}

Result<void> Client::removePassphrase(const std::string& current) {
    return impl_->callVoid("POST", kApi + "/audit/passphrase", json{{"passphrase", nullptr}, {"current", current}});
}

Result<KeysRotated> Client::rotateKeys(bool signingKey) {
    return impl_->callFor<KeysRotated>("POST", kApi + "/audit/keys/rotate", json{{"signing_key", signingKey}});
}

Result<ConfigAnswer> Client::changeConfig(const json& changes) {
    return impl_->callFor<ConfigAnswer>("PATCH", kApi + "/config", changes);
}

// Reports

Result<Report> Client::createReport(const std::string& period, const std::string& from, const std::string& to) {
    json body = json::object();
    for (const auto& [name, value] : {std::pair{"period", &period}, std::pair{"from", &from}, std::pair{"to", &to}})
        if (!value->empty())
            body[name] = *value;
    return impl_->callFor<Report>("POST", kApi + "/reports", body);
}

Result<Report> Client::report(const std::string& id) {
    return impl_->callFor<Report>("GET", kApi + "/reports/" + escaped(id));
}

Result<std::string> Client::reportPdf(const std::string& id) {
    INFERNO_TRY(Answer answer, impl_->get(kApi + "/reports/" + escaped(id) + "/pdf"));
    return std::move(answer.body);
}

// Models

Result<std::vector<Model>> Client::models() {
    INFERNO_TRY(const json document, impl_->callJson("GET", kApi + "/models"));
    INFERNO_TRY(auto page, pageOf<Model>(document));
    return std::move(page.items);
}

Result<Model> Client::registerModel(const nlohmann::json& request) {
    return impl_->callFor<Model>("POST", kApi + "/models", request, kLongCallSeconds);
}

Result<void> Client::unregisterModel(const std::string& name, const std::string& version) {
    return impl_->callVoid("DELETE",
                           kApi + "/models/" + escaped(name) + (version.empty() ? "" : "/" + escaped(version)));
}

Result<std::string> Client::predict(const std::string& name, const std::string& version, const std::string& body,
                                    const std::string& contentType) {
    Call call;
    call.method = "POST";
    call.path = "/predictions/" + escaped(name) + (version.empty() ? "" : "/" + escaped(version));
    call.body = body;
    call.contentType = contentType;
    call.timeoutSeconds = kLongCallSeconds;
    INFERNO_TRY(Answer answer, impl_->send(std::move(call)));
    return std::move(answer.body);
}

} // namespace inferno::client
