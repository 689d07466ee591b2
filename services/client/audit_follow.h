// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <functional>

#include "services/client/client.h"

namespace inferno::client {

/// Follows the audit trail until `stop` is set: first the newest `query.limit` events that fit, then each as it becomes
/// durable, oldest first; `query.cursor` and `query.view` say nothing here. Blocks. Where the connection breaks it goes
/// on behind the last event that it had, so that none is missed or comes twice; after four breaks in a row without an
/// event in between it gives up. Errors: service.unreachable, also for a service that was started anew meanwhile (its
/// address and instance are others then), and those of Client::auditEvents.
Result<void> followAudit(Client& client, const AuditQuery& query, const std::function<void(const AuditEvent&)>& onEvent,
                         const std::atomic<bool>& stop);

} // namespace inferno::client
