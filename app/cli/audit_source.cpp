// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/audit_source.h"

namespace inferno::cli {
namespace {

class ServiceSource final : public AuditSource {
public:
    explicit ServiceSource(client::Client& service) : service_(service) {}

    Result<client::VerifyResult> verify(const std::string& level) override { return service_.verifyAudit(level); }
    Result<std::string> checkpoint() override { return service_.checkpoint(); }
    Result<std::string> verifierKey() override { return service_.verifierKey(); }
    Result<client::InclusionProof> prove(std::uint64_t seq) override { return service_.prove(seq); }
    Result<client::ConsistencyProof> consistency(std::uint64_t oldSize, std::uint64_t newSize) override {
        return service_.consistency(oldSize, newSize);
    }

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
