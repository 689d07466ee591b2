// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/audit_source.h"

#include <thread>

namespace inferno::cli {
namespace {

using namespace std::chrono_literals;

class ServiceSource final : public AuditSource {
public:
    explicit ServiceSource(client::Client& service) : service_(service) {}

    Result<client::VerifyResult> verify(const client::VerifyRequest& request, const VerifyProgress& progress) override {
        INFERNO_TRY(client::VerifyRun run, service_.startVerify(request));
        while (run.state == "running") {
            progress(run);
            std::this_thread::sleep_for(100ms);
            if (Context::interrupted())
                INFERNO_CHECK(service_.cancelVerify(run.id));
            INFERNO_TRY(run, service_.verifyRun(run.id));
        }
        progress(run);
        if (run.state == "cancelled")
            return fail(ErrorCode::VerifyCancelled, "the verification was stopped",
                        "inferno audit verify --resume goes on where it was");
        if (!run.verification)
            return fail(ErrorCode::VaultUnavailable, "the service could not verify the vault: " + run.error);
        return *run.verification;
    }
    Result<std::string> checkpoint() override { return service_.checkpoint(); }
    Result<std::string> verifierKey() override { return service_.verifierKey(); }
    Result<std::string> verifierHistory() override { return service_.verifierHistory(); }
    Result<client::InclusionProof> prove(std::uint64_t seq) override { return service_.prove(seq); }
    Result<client::ProofBatch> proveAll(const std::vector<std::uint64_t>& seqs, std::uint64_t treeSize) override {
        return service_.proveAll(seqs, treeSize);
    }
    Result<client::ConsistencyProof> consistency(std::uint64_t oldSize, std::uint64_t newSize) override {
        return service_.consistency(oldSize, newSize);
    }
    Result<std::vector<std::unique_ptr<anchor::Place>>> places() override {
        return std::vector<std::unique_ptr<anchor::Place>>(); // the service has asked them
    }
    Result<void> exportEvents(const client::AuditQuery& filters, const std::string& format,
                              const std::function<Result<void>(std::string_view)>& take,
                              const std::atomic<bool>& stop) override {
        return service_.exportAudit(filters, format, take, stop);
    }

    Result<client::AuditPage> events(const client::AuditQuery& query) override { return service_.auditEvents(query); }

private:
    client::Client& service_;
};

} // namespace

Result<std::unique_ptr<AuditSource>> auditSource(Context& context) {
    INFERNO_TRY(client::Client * service, context.runningService());
    if (service)
        return std::make_unique<ServiceSource>(*service);
    INFERNO_TRY(const client::Target target, context.target());
    return offlineSource(context, target.dataDir);
}

} // namespace inferno::cli
